// What is on the page: the plan, the questions, the timer, and what goes to the practice.

const place = document.getElementById("page");
let timer = null;
let leaving = null;

const show = (title, ...parts) => showBelow(null, title, ...parts);

// The same, with something above the heading.
const showBelow = (top, title, ...parts) => {
  clearInterval(timer);
  timer = null;
  if (leaving) leaving();
  leaving = null;
  const heading = made("h1", { tabindex: "-1" }, title);
  place.replaceChildren(...[top, heading, ...parts].filter((one) => one !== null));
  window.scrollTo(0, 0);
  heading.focus({ preventScroll: true });
};

const scale = (name, question, ends, names, chosen) => {
  const told = made("p", { class: "chosen", "aria-live": "polite" });
  const pick = (value) => {
    told.textContent = `${value}: ${names[value]}`;
    chosen(value);
  };
  const grid = made("div", { class: "scale" });
  for (let value = 0; value <= 10; value += 1) {
    const input = made("input", { type: "radio", name, value, onchange: () => pick(value) });
    grid.append(made("label", {}, input, String(value)));
  }
  return made("fieldset", {}, made("legend", {}, question), made("p", { class: "muted" }, ends), grid, told);
};

const phoneNumber = () => given.plan.practice.phone.replace(/[^\d+]/g, "");

// Who the plan is from, and how to reach them; null where nobody is named.
const fromWhom = () => {
  const { name, therapist, phone } = given.plan.practice;
  const number = phoneNumber();
  const who = [name, therapist].filter(Boolean);
  if (!who.length && !number) return null;
  const call = number
    ? made("a", { href: `tel:${number}`, "aria-label": `${words.callPractice}: ${phone}` }, phone)
    : null;
  return made("p", { class: "practice" },
    ...who.map((one, at) => made(at ? "span" : "strong", {}, one)),
    ...(call ? [call] : []));
};

const callLink = () => {
  const number = phoneNumber();
  if (!number) return null;
  const name = given.plan.practice.name;
  const text = name ? filled(words.call, { practice: name }) : words.callPractice;
  return made("a", { class: "button", href: `tel:${number}` }, `${text}: ${given.plan.practice.phone}`);
};

// The plan

const chosenPhase = () =>
  given.phases.find((one) => one.id === store.value.phase) || given.phases[0];

// What a day asks for; where the patient chooses the days, it asks on those on which it was begun.
const askedOf = (phase, day) =>
  phase.routines
    .filter(
      (routine) =>
        routine.everyDay ||
        routine.days.includes(new Date(`${day}T12:00`).getDay()) ||
        routine.items.some((item) => timesDone(day, item.exercise) > 0),
    )
    .flatMap((routine) =>
      routine.items.map((item) => ({ exercise: item.exercise, times: routine.perDay })),
    );

const overview = () => {
  const phase = chosenPhase();
  const practice = given.plan.practice;
  showBelow(
    fromWhom(),
    given.plan.name,
    made("p", { class: "muted" }, [given.plan.patient, given.plan.revisionWords].filter(Boolean).join(" · ")),
    given.plan.goal ? made("p", {}, given.plan.goal) : null,
    store.works ? null : made("p", { class: "caution" }, words.notKept),
    ...titled(given.changes, "changes"),
    phaseChoice(phase),
    phase.aim ? made("p", {}, phase.aim) : null,
    made("h2", {}, words.lastDays),
    week(phase),
    ...phase.routines.flatMap((routine) => routineCards(phase, routine)),
    made("h2", {}, words.whenItHurts),
    made("p", { class: "caution" }, given.plan.whenItHurts),
    given.plan.whenToCall ? made("h2", {}, words.whenToCall) : null,
    given.plan.whenToCall ? made("p", {}, given.plan.whenToCall) : null,
    ...titled(given.considered),
    ...toRead(),
    made("p", {}, [practice.name, practice.therapist, practice.address].filter(Boolean).join(", ")),
    callLink(),
    ...sending(),
  );
};

const titled = (part, name = "") =>
  part ? [made("section", { class: name }, made("h2", {}, part.title), listed(part.lines))] : [];

// Pages of the guide, as text.
const toRead = () => {
  if (!given.pages.length) return [];
  const shown = ([kind, texts]) =>
    kind === "list" ? listed(texts) : made(kind === "heading" ? "h3" : "p", {}, ...texts);
  const pages = given.pages.map((page) =>
    made("details", { class: "reading" },
      made("summary", {}, page.title),
      ...page.parts.map(shown)));
  return [made("h2", {}, words.toRead), ...pages];
};

const phaseChoice = (phase) => {
  if (given.phases.length < 2) return null;
  const select = made("select", {
    id: "phase",
    onchange: () => {
      store.value.phase = select.value;
      store.write();
      overview();
      document.getElementById("phase").focus();
    },
  });
  for (const one of given.phases) {
    select.append(made("option", { value: one.id, selected: one === phase }, one.name));
  }
  return made("p", {}, made("label", { for: "phase" }, words.phase), select);
};

const week = (phase) => {
  const list = made("ul", { class: "days" });
  const names = new Intl.DateTimeFormat(given.plan.language, { weekday: "short" });
  const long = new Intl.DateTimeFormat(given.plan.language, { weekday: "long", day: "numeric", month: "long" });
  for (let back = 6; back >= 0; back -= 1) {
    const day = dayBefore(dayOf(now()), back);
    const asked = askedOf(phase, day);
    const most = asked.reduce((sum, one) => sum + one.times, 0);
    const when = new Date(`${day}T12:00`);
    const done = asked.reduce((sum, one) => sum + Math.min(one.times, timesDone(day, one.exercise)), 0);
    const text = filled(words.dayDone, { day: long.format(when), done, asked: most });
    list.append(
      made("li", { class: most && done >= most ? "all" : "" },
        made("span", { "aria-hidden": "true" }, names.format(when),
          made("span", { class: "mark" }, done >= most && most ? "✓" : done ? String(done) : "–")),
        made("span", { class: "unseen" }, text)),
    );
  }
  return list;
};

const routineCards = (phase, routine) => [
  made("h2", {}, routine.name),
  // Where there are several, their names say how often.
  made("p", {}, phase.routines.length > 1 ? routine.time : `${routine.often} ${routine.time}`),
  button(words.start, () => before(phase, routine), "main wide start"),
  routine === phase.routines[0] ? legend() : null,
  made("p"),
  ...routine.items.map((item) => card(phase, routine, item)),
];

const card = (phase, routine, item) => {
  const exercise = given.exercises[item.exercise];
  const part = (title, texts, name) =>
    texts.length ? [made("h4", {}, title), listed(texts, name)] : [];
  return made(
    "article",
    { class: "card" },
    made("h3", {}, exercise.name),
    item.mark ? made("p", { class: "mark" }, item.mark) : null,
    made("p", { class: "muted" }, [item.dose, item.load].filter(Boolean).join(" · ")),
    ...pictures(exercise, item),
    item.note ? made("p", { class: "note" }, filled(words.fromPractice, { note: item.note })) : null,
    made("details", {},
      made("summary", {}, words.howTo),
      made("p", {}, exercise.purpose),
      listed(exercise.steps, "ol"),
      ...part(words.watchFor, exercise.cautions),
      ...part(words.stopIf, exercise.stopIf)),
    ticks(phase, routine, item),
  );
};

const pictures = (exercise, item) => {
  const end = figureOf(exercise);
  end.still(true);
  if (!exercise.figure) return [end.element];
  if (motionOf(exercise).there.length < 2) return [end.element];
  const start = figureOf(exercise);
  start.still(false);
  const stills = made("div", { class: "stills" }, start.element, end.element);
  start.element.setAttribute("aria-hidden", "true");
  if (calm.matches) return [stills];
  let moving = null;
  const toggle = button(words.showMovement, () => {
    if (moving) {
      clearInterval(moving);
      moving = null;
      end.still(true);
    } else {
      const begun = now();
      moving = setInterval(() => {
        const elapsed = (now() - begun) / 1000;
        if (!toggle.isConnected) clearInterval(moving);
        else if (item.cycle) end.show("move", elapsed, 6, null, item.cycle);
        else played(end, elapsed % 6.9);
      }, 50);
    }
    start.element.toggleAttribute("hidden", Boolean(moving));
    toggle.textContent = moving ? words.stopMovement : words.showMovement;
  });
  return [stills, made("div", { class: "acts" }, toggle)];
};

const played = (figure, at) => {
  if (at < 2.2) figure.show("move", at, 2.2, null, null);
  else if (at < 3.8) figure.show("hold", 0, 1, null, null);
  else if (at < 6) figure.show("return", at - 3.8, 2.2, null, null);
  else figure.show("relax", 0, 1, null, null);
};

const ticks = (phase, routine, item) => {
  const group = made("div");
  const fill = (focused) => {
    const day = dayOf(now());
    const done = timesDone(day, item.exercise);
    const ticked = ticksOf(day, item.exercise).length;
    group.replaceChildren();
    for (let number = 1; number <= routine.perDay; number += 1) {
      const input = made("input", {
        type: "checkbox",
        checked: number <= done,
        disabled: number <= done - ticked,
        onchange: () => {
          if (input.checked) addTick(phase, item);
          else takeTick(item.exercise);
          place.querySelector(".days").replaceWith(week(phase));
          fill(number);
        },
      });
      const text = routine.perDay === 1
        ? words.tick
        : filled(words.tickNumber, { number, times: routine.perDay });
      group.append(made("label", { class: "tick" }, input, text));
      if (number === focused) input.focus();
    }
    if (focused) say(filled(words.doneToday, { done, asked: routine.perDay }));
  };
  fill(null);
  return group;
};

// Before a session

const before = (phase, routine) => {
  const answers = { before: null };
  const yesterday = dayBefore(dayOf(now()), 1);
  const last = store.value.sessions.filter((one) => one.day === yesterday && one.at).pop();
  const open = last && last.pain_next_morning === null;
  const judged = made("div", { "aria-live": "polite" });
  show(
    routine.name,
    open
      ? scale("morning", words.painMorning, words.painEnds, words.pain, (value) => {
          last.pain_next_morning = value;
          store.write();
        })
      : null,
    scale("before", words.painBefore, words.painEnds, words.pain, (value) => {
      answers.before = value;
      judged.replaceChildren(adviceOf(given.advice[value]));
    }),
    judged,
    made("div", { class: "acts" },
      button(words.back, overview),
      button(words.begin, () => play(new Session(phase, routine, answers)), "main begin")),
  );
};

const STOP = 3; // from here on the rule for pain says to stop
const adviceOf = (found) =>
  made("p", { class: found.grave >= STOP ? "danger" : found.grave ? "caution" : "note" }, found.words);

// The timer

const play = (session) => {
  sounds.open();
  light.keep();
  const parts = {
    where: made("p", { class: "where" }),
    what: made("p", { class: "what" }),
    count: made("p", { class: "count", role: "timer", "aria-live": "off" }),
    sets: made("p", { class: "where" }),
    bar: made("progress", { max: 1, value: 0, "aria-labelledby": "playing" }),
    figure: made("div"),
    steps: made("div"),
  };
  const pause = button(words.pause, () => setPaused(!session.paused), "main pause");
  const setPaused = (paused) => {
    session.setPaused(paused);
    if (paused) say(words.paused);
    tick();
  };
  const sound = made("input", {
    type: "checkbox",
    checked: store.value.sound,
    onchange: () => {
      store.value.sound = sound.checked;
      store.write();
    },
  });
  show(
    "",
    parts.where, parts.figure, parts.what, parts.count, parts.sets, parts.bar,
    made("div", { class: "acts" },
      pause,
      button(words.next, () => { session.next(); changed(); }, "next"),
      button(words.hurts, () => { session.setPaused(true); hurt(session); }, "hurts")),
    made("div", { class: "acts" },
      button(words.skip, () => { session.skip(); changed(); }, "skip"),
      button(words.end, () => { session.setPaused(true); why(session); }, "end")),
    made("label", { class: "tick" }, sound, words.soundOn),
    parts.steps,
  );
  const heading = place.firstElementChild;
  heading.id = "playing";
  let figure = null;
  let item = -1;
  let said = "";

  const changed = () => {
    if (session.over) {
      sounds.done();
      after(session, null);
      return;
    }
    sounds.of(session.step.kind);
    tick();
  };
  const tick = () => {
    const begun = session.pass();
    if (begun && !session.paused) {
      changed();
      return;
    }
    if (session.over) return;
    if (session.step.item !== item) newItem();
    draw();
  };
  const newItem = () => {
    item = session.step.item;
    const exercise = given.exercises[session.routine.items[item].exercise];
    figure = figureOf(exercise);
    heading.textContent = exercise.name;
    parts.where.textContent = filled(words.exerciseOf, { number: item + 1, count: session.routine.items.length });
    parts.figure.replaceChildren(figure.element);
    const asked = session.routine.items[item];
    parts.steps.replaceChildren(
      made("p", { class: "muted" }, [asked.dose, asked.load].filter(Boolean).join(" · ")),
      asked.note ? made("p", { class: "note" }, filled(words.fromPractice, { note: asked.note })) : "",
      listed(exercise.steps, "ol"),
    );
  };
  const draw = () => {
    const step = session.step;
    const phase = words.phases[step.kind];
    const what = step.side ? filled(words.withSide, { phase, side: words[step.side] }) : phase;
    const left = Math.ceil(step.seconds - session.elapsed - 0.05);
    parts.what.textContent = session.paused ? `${words.paused} · ${what}` : what;
    parts.count.textContent = String(Math.max(0, left));
    const sets = [];
    if (step.sets > 1) sets.push(filled(words.setOf, { number: step.set, count: step.sets }));
    if (step.repetitions > 1) {
      sets.push(filled(words.repetitionOf, { number: step.repetition, count: step.repetitions }));
    }
    parts.sets.textContent = sets.join(" · ");
    parts.bar.value = session.place / session.timeline.length;
    pause.textContent = session.paused ? words.resume : words.pause;
    place.dataset.elapsed = (session.place + session.elapsed / step.seconds).toFixed(3);
    const cycle = session.routine.items[step.item].cycle;
    figure.show(step.kind, session.elapsed, step.seconds, step.side, cycle);
    if (said !== `${item} ${what}` && !session.paused) {
      const seconds = filled(words.secondsLeft, { seconds: Math.round(step.seconds) });
      say(`${what}. ${step.seconds >= 5 ? seconds : ""}`);
      said = `${item} ${what}`;
    }
  };
  const keys = (event) => {
    if (event.key === " " && !["BUTTON", "INPUT", "SELECT", "TEXTAREA"].includes(event.target.tagName)) {
      event.preventDefault();
      setPaused(!session.paused);
    }
  };
  const seen = () => {
    if (document.visibilityState === "visible") light.keep();
  };
  // The page may be closed for good: what was done is kept, and replaced if it goes on after all.
  const closed = () => session.keep(session.done({ stopped: "other" }));
  window.addEventListener("pagehide", closed);
  document.addEventListener("keydown", keys);
  document.addEventListener("visibilitychange", seen);
  leaving = () => {
    window.removeEventListener("pagehide", closed);
    document.removeEventListener("keydown", keys);
    document.removeEventListener("visibilitychange", seen);
    light.release();
    delete place.dataset.elapsed;
  };
  sounds.of(session.step.kind);
  tick();
  timer = setInterval(tick, 50);
};

// That hurt, and ending early

const hurt = (session) => {
  let pain = null;
  const { flags } = session;
  const judged = made("div", { "aria-live": "polite" });
  const onward = made("div", { class: "acts" });
  const back = () => {
    session.setPaused(false);
    play(session);
  };
  const goOn = () => {
    if (pain !== null) session.hurt(pain); // else the button was pressed by mistake
    back();
  };
  const judge = () => {
    const found = given.signs.filter((one) => flags.has(one.key)).map((one) => ({ grave: one.grave, words: one.advice }));
    if (pain !== null) found.push(given.advice[pain]);
    found.sort((one, other) => other.grave - one.grave);
    const stop = found.length > 0 && found[0].grave >= STOP;
    judged.replaceChildren(...(found.length ? [adviceOf(found[0])] : []));
    const call = stop ? callLink() : null;
    if (call) judged.append(call);
    onward.replaceChildren(
      ...(stop ? [] : [
        button(words.resume, goOn, "go-on"),
        button(words.leaveOut, () => {
          session.hurt(pain);
          session.skip();
          if (session.over) after(session, null);
          else back();
        }, "leave-out"),
      ]),
      button(words.stopToday, () => {
        session.hurt(pain);
        after(session, "pain");
      }, stop ? "main stop-today" : "stop-today"),
    );
  };
  const signs = given.signs.map((sign) =>
    made("label", { class: "tick" },
      made("input", {
        type: "checkbox",
        value: sign.key,
        checked: flags.has(sign.key),
        onchange: (event) => {
          if (event.target.checked) flags.add(sign.key);
          else flags.delete(sign.key);
          judge();
        },
      }),
      sign.words));
  show(
    words.hurtTitle,
    made("p", {}, words.hurtCalm),
    scale("hurt", words.hurtHow, words.painEnds, words.pain, (value) => { pain = value; judge(); }),
    judged,
    made("details", {}, made("summary", {}, words.hurtSigns), ...signs),
    onward,
  );
  judge();
};

const why = (session) => {
  const end = (reason) => () => after(session, reason);
  show(
    words.whyEnd,
    made("div", { class: "acts" },
      button(words.endTime, end("time")),
      button(words.endTired, end("tired")),
      button(words.hurts, () => hurt(session)),
      button(words.endOther, end("other"), "end-other")),
    made("div", { class: "acts" }, button(words.resume, () => { session.setPaused(false); play(session); })),
  );
};

// After a session

const after = (session, stopped) => {
  const done = session.done({ stopped });
  const keep = () => session.keep(done);
  keep(); // whatever is answered later: what was done is done
  const judged = made("div", { "aria-live": "polite" });
  const note = made("textarea", { id: "note", maxlength: 1000, oninput: () => { done.note = note.value; keep(); } });
  show(
    stopped ? words.stoppedTitle : words.doneTitle,
    stopped === "pain" ? made("p", { class: "note" }, words.stoppedCalm) : null,
    scale("after", words.painAfter, words.painEnds, words.pain, (value) => {
      done.pain_after = value;
      judged.replaceChildren(adviceOf(given.advice[value]));
      keep();
    }),
    judged,
    scale("effort", words.effort, words.effortEnds, words.effortWords, (value) => { done.effort = value; keep(); }),
    made("label", { for: "note" }, words.note),
    note,
    made("p", { class: "muted" }, store.works ? words.kept : words.notKept),
    made("div", { class: "acts" }, button(words.keep, overview, "main keep")),
    ...sending(),
  );
};

store.read();
overview();
