// What the page was given, its clock, its store, and how its elements are made.

const given = JSON.parse(document.getElementById("values").textContent);
const words = given.words;

// The page's only clock, in milliseconds: a test lays its own over it.
const now = () => (window.pageClock ? window.pageClock() : Date.now());

const twoDigits = (number) => String(number).padStart(2, "0");
const dayOf = (ms) => {
  const when = new Date(ms);
  return `${when.getFullYear()}-${twoDigits(when.getMonth() + 1)}-${twoDigits(when.getDate())}`;
};
const timeOf = (ms) => {
  const when = new Date(ms);
  return `${twoDigits(when.getHours())}:${twoDigits(when.getMinutes())}`;
};
const dayBefore = (day, count) => {
  const [year, month, date] = day.split("-").map(Number);
  return dayOf(new Date(year, month - 1, date - count, 12).getTime());
};

const filled = (text, places) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => (name in places ? String(places[name]) : whole));

// Everything that is shown goes through here: texts become text, never HTML.
const made = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null) element.setAttribute(key, value);
  }
  element.append(...children.filter((one) => one !== null && one !== ""));
  return element;
};
const listed = (texts, name = "ul") => made(name, {}, ...texts.map((one) => made("li", {}, one)));
const button = (text, onclick, look = "") => made("button", { type: "button", class: look, onclick }, text);

const say = (text) => {
  document.getElementById("said").textContent = text;
};

// What was done, in the browser's own store; where there is none, until the page is closed.
const store = {
  key: `posture-app/plan/${given.plan.id}`,
  works: true,
  value: { sessions: [], phase: null, sound: true },
  read() {
    try {
      const found = JSON.parse(localStorage.getItem(this.key));
      if (found && Array.isArray(found.sessions)) this.value = { ...this.value, ...found };
      localStorage.setItem(this.key, JSON.stringify(this.value));
    } catch {
      this.works = false;
    }
  },
  write() {
    try {
      localStorage.setItem(this.key, JSON.stringify(this.value));
    } catch {
      this.works = false;
    }
  },
  forget() {
    this.value = { sessions: [], phase: this.value.phase, sound: this.value.sound };
    this.write();
  },
};
