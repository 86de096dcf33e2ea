// What was done as letters and digits that can be read out: docs/plans.md tells the format.

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const STOPS = ["pain", "time", "tired", "other"];
const UNKNOWN_MINUTE = 2047;
const UNKNOWN = 15;

const checkOf = (bits) => {
  let sum = 0xffff;
  for (const bit of bits) {
    const top = (sum >> 15) & 1;
    sum = (sum << 1) & 0xffff;
    if (top !== bit) sum ^= 0x1021;
  }
  return sum;
};

const codeOf = (sessions) => {
  const bits = [];
  const put = (value, count) => {
    for (let at = count - 1; at >= 0; at -= 1) bits.push((value >> at) & 1);
  };
  const scale = (value) => put(value === null || value === undefined ? UNKNOWN : value, 4);
  put(1, 4);
  put(given.plan.revision, 17);
  put(Math.min(sessions.length, 255), 8);
  for (const session of sessions.slice(-255)) {
    const days = Math.round((Date.parse(`${session.day}T00:00Z`) - Date.UTC(2020, 0, 1)) / 86400000);
    put(days, 15);
    const [hour, minute] = session.at ? session.at.split(":").map(Number) : [0, UNKNOWN_MINUTE];
    put(60 * hour + minute, 11);
    put(given.phases.findIndex((one) => one.id === session.phase), 5);
    scale(session.pain_before);
    scale(session.pain_after);
    scale(session.pain_next_morning);
    scale(session.effort);
    put(session.stopped ? STOPS.indexOf(session.stopped) + 1 : 0, 3);
    const flags = session.red_flags.map((key) => given.signs.findIndex((one) => one.key === key));
    put(Math.min(flags.length, 31), 5);
    flags.slice(0, 31).forEach((flag) => put(flag, 5));
    put(session.items.length, 7);
    for (const item of session.items) {
      put(given.carried.indexOf(item.exercise), 9);
      put(item.asked_sets, 5);
      put(item.done_sets, 5);
      scale(item.pain);
      put(item.hurt ? 1 : 0, 1);
      put(item.skipped ? 1 : 0, 1);
    }
  }
  put(checkOf([...bits]), 16);
  while (bits.length % 5) bits.push(0);
  let text = "";
  for (let at = 0; at < bits.length; at += 5) {
    text += LETTERS[bits.slice(at, at + 5).reduce((sum, bit) => 2 * sum + bit, 0)];
  }
  return text.match(/.{1,5}/g).join("-");
};

// What was done as an adherence file, with what is not known left out.
const withoutNulls = (value) =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null && one !== ""));
const fileOf = (sessions) => {
  const days = sessions.map((one) => one.day).sort();
  return JSON.stringify(
    withoutNulls({
      format: "posture-app/adherence",
      version: 1,
      plan: given.plan.id,
      patient: given.plan.patient,
      made_by: "page",
      first_day: days[0],
      last_day: days[days.length - 1],
      sessions: sessions.map((session) =>
        withoutNulls({ ...session, items: session.items.map(withoutNulls) }),
      ),
    }),
    null,
    1,
  );
};
