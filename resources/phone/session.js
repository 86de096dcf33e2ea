// One session: the timer with the full dose, its sounds, and what was done of it.

const STILL = new Set(["relax", "rest"]);
const WORKS = new Set(["move", "hold", "return"]);
const LONGEST_GAP_MS = 8000; // longer than that the telephone slept, and so nothing was done

const sounds = {
  context: null,
  open() {
    const Kind = window.AudioContext || window.webkitAudioContext;
    if (!this.context && Kind) this.context = new Kind();
    if (this.context && this.context.state === "suspended") this.context.resume().catch(() => {});
  },
  tone(hertz, seconds = 0.16, wait = 0) {
    if (!this.context || !store.value.sound) return;
    const at = this.context.currentTime + wait;
    const source = this.context.createOscillator();
    const gain = this.context.createGain();
    source.frequency.value = hertz;
    gain.gain.setValueAtTime(0.0001, at);
    gain.gain.exponentialRampToValueAtTime(0.25, at + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.0001, at + seconds);
    source.connect(gain).connect(this.context.destination);
    source.start(at);
    source.stop(at + seconds + 0.02);
  },
  of(phase) {
    if (phase === "move") this.tone(660);
    else if (phase === "hold") this.tone(880);
    else if (phase === "return") this.tone(550);
    else if (STILL.has(phase)) this.tone(440);
    else this.tone(520, 0.3);
  },
  done() {
    [523, 659, 784].forEach((hertz, number) => this.tone(hertz, 0.25, 0.18 * number));
  },
};

const light = {
  lock: null,
  async keep() {
    try {
      if ("wakeLock" in navigator) this.lock = await navigator.wakeLock.request("screen");
    } catch {
      this.lock = null; // the battery is low, or the page is not seen
    }
  },
  release() {
    if (this.lock) this.lock.release().catch(() => {});
    this.lock = null;
  },
};

class Session {
  constructor(phase, routine, answers) {
    this.phase = phase;
    this.routine = routine;
    this.begun = now();
    this.name = named(this.begun);
    this.answers = answers;
    this.flags = new Set();
    this.timeline = routine.timeline.map(
      ([item, kind, seconds, set, sets, repetition, repetitions, side]) =>
        ({ item, kind, seconds, set, sets, repetition, repetitions, side }),
    );
    this.place = 0;
    this.elapsed = 0;
    this.last = this.begun;
    this.paused = false;
    this.units = routine.items.map(() => new Map());
    this.items = routine.items.map(() => ({ pain: null, hurt: false, skipped: false }));
    for (const step of this.timeline) {
      if (!WORKS.has(step.kind)) continue;
      const key = `${step.set} ${step.side}`;
      const unit = this.units[step.item].get(key) || { set: step.set, left: 0, reps: 0, hold: 0 };
      unit.left += 1;
      this.units[step.item].set(key, unit);
    }
  }

  get step() {
    return this.timeline[this.place];
  }

  get over() {
    return this.place >= this.timeline.length;
  }

  // Let time pass up to now; tells whether another step has begun.
  pass() {
    const at = now();
    const gap = at - this.last;
    this.last = at;
    if (this.paused || this.over || gap <= 0) return false;
    if (gap > LONGEST_GAP_MS) {
      this.paused = true;
      return true;
    }
    this.elapsed += gap / 1000;
    const before = this.place;
    while (!this.over && this.elapsed >= this.step.seconds - 0.001) {
      this.elapsed -= this.step.seconds;
      this.count(this.step, this.step.seconds, true);
      this.place += 1;
    }
    return this.place !== before;
  }

  count(step, seconds, whole) {
    const unit = this.units[step.item].get(`${step.set} ${step.side}`);
    if (!unit || !WORKS.has(step.kind)) return;
    if (step.kind === "hold") unit.hold += seconds;
    if (!whole) return;
    unit.left -= 1;
    const after = this.timeline[this.place + 1];
    const goesOn =
      after && WORKS.has(after.kind) && after.item === step.item && after.side === step.side &&
      after.set === step.set && after.repetition === step.repetition;
    if (!goesOn) unit.reps += 1;
  }

  setPaused(paused) {
    this.pass();
    this.paused = paused;
    this.last = now();
  }

  // The next step; what was not done to its end does not count as done.
  next() {
    if (this.over) return;
    this.count(this.step, this.elapsed, false);
    this.place += 1;
    this.elapsed = 0;
    this.last = now();
  }

  skip() {
    const item = this.step.item;
    if (![...this.units[item].values()].some((unit) => unit.reps || unit.hold)) {
      this.items[item].skipped = true;
    }
    while (!this.over && this.step.item === item) this.next();
  }

  hurt(pain) {
    this.items[this.step.item].hurt = true;
    this.items[this.step.item].pain = pain;
  }

  // Keep what was done up to now, in the place of what was kept of it before.
  keep(done) {
    const at = store.value.sessions.findIndex((one) => one.id === done.id);
    if (at < 0) store.value.sessions.push(done);
    else store.value.sessions[at] = done;
    store.write();
  }

  done(answers) {
    const items = this.routine.items.map((asked, number) => {
      const units = [...this.units[number].values()];
      const sides = new Map();
      for (const step of this.timeline) {
        if (step.item === number && WORKS.has(step.kind)) sides.set(step.side, 0);
      }
      for (const [key, unit] of this.units[number]) {
        const side = [...sides.keys()].find((one) => key.endsWith(` ${one}`));
        if (unit.left <= 0) sides.set(side, sides.get(side) + 1);
      }
      const total = (name) => units.reduce((sum, unit) => sum + unit[name], 0);
      return {
        exercise: asked.exercise,
        asked_sets: asked.sets,
        done_sets: sides.size ? Math.min(...sides.values()) : 0,
        asked_reps: asked.counts ? asked.reps : null,
        done_reps: asked.counts ? Math.min(asked.reps, total("reps")) : null,
        asked_hold_s: asked.hold || null,
        done_hold_s: asked.hold ? Math.round(10 * total("hold")) / 10 : null,
        ...this.items[number],
      };
    });
    return {
      ...this.name,
      phase: this.phase.id,
      revision: given.plan.revision,
      items,
      pain_before: this.answers.before,
      pain_after: null,
      pain_next_morning: null,
      effort: null,
      stopped: null,
      red_flags: [...this.flags],
      note: "",
      ...answers,
    };
  }
}

// A session's id is its minute, which no other has, so that the code need not carry it.
const named = (ms) => {
  let at = ms;
  const taken = new Set(store.value.sessions.map((one) => one.id));
  while (taken.has(`page-${dayOf(at)}-${timeOf(at)}`)) at += 60000;
  return { id: `page-${dayOf(at)}-${timeOf(at)}`, day: dayOf(at), at: timeOf(at) };
};

// An exercise that was done without the timer: it has no time, and its id counts those of a day.
const tickId = (day, exercise, number) => `page-${day}-${exercise.slice(0, 40)}-${number}`;
const ticksOf = (day, exercise) =>
  store.value.sessions.filter(
    (one) => one.day === day && one.at === null && one.items[0].exercise === exercise,
  );
const addTick = (phase, asked) => {
  const day = dayOf(now());
  const number = ticksOf(day, asked.exercise).length + 1;
  store.value.sessions.push({
    id: tickId(day, asked.exercise, number),
    day,
    at: null,
    phase: phase.id,
    revision: given.plan.revision,
    items: [
      { exercise: asked.exercise, asked_sets: asked.sets, done_sets: asked.sets, pain: null,
        hurt: false, skipped: false },
    ],
    pain_before: null, pain_after: null, pain_next_morning: null, effort: null, stopped: null,
    red_flags: [], note: "",
  });
  store.write();
};
const takeTick = (exercise) => {
  const last = ticksOf(dayOf(now()), exercise).pop();
  store.value.sessions = store.value.sessions.filter((one) => one !== last);
  store.write();
};
const timesDone = (day, exercise) =>
  store.value.sessions.filter(
    (one) => one.day === day && one.items.some((item) => item.exercise === exercise && item.done_sets > 0),
  ).length;
