// The moving figure: moments of a motion, each as outlines that are filled.

const dark = window.matchMedia("(prefers-color-scheme: dark)");
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const eased = (share) => share * share * share * (10 + share * (6 * share - 15));

const EACH = 3; // a style, a path and a place

// What an exercise's figure does; unpacked when it is shown first.
const motions = new Map();
const motionOf = (exercise) => {
  if (!motions.has(exercise)) motions.set(exercise, JSON.parse(inflated(exercise.figure)));
  return motions.get(exercise);
};

const figures = new Set();
dark.addEventListener("change", () => {
  for (const one of figures) {
    if (one.element.isConnected) one.draw(one.moment, one.side);
    else figures.delete(one);
  }
});

class Figure {
  constructor(exercise) {
    const pattern = document.getElementById("pattern");
    this.motion = motionOf(exercise);
    const { there, signs } = this.motion;
    this.held = [...there[there.length - 1], ...signs];
    this.width = Number(pattern.getAttribute("viewBox").split(" ")[2]);
    this.element = pattern.cloneNode(true);
    for (const name of ["id", "hidden", "aria-hidden"]) this.element.removeAttribute(name);
    this.element.setAttribute("class", "figure");
    this.element.setAttribute("role", "img");
    this.element.setAttribute("aria-label", exercise.picture);
    this.group = this.element.firstElementChild;
    this.path = this.group.firstElementChild;
    this.path.remove();
    this.shown = "";
    figures.add(this);
  }

  // The start, or what is held with where the movement goes to.
  still(end) {
    this.draw(end ? this.held : this.motion.there[0], null);
  }

  // What the body does in a phase of which a share has passed; `cycle` goes on without a count.
  show(phase, elapsed, seconds, side, cycle) {
    const { there, back } = this.motion;
    const home = back.length ? back : [...there].reverse();
    let moment = there[0];
    if (calm.matches) {
      if (phase === "move" || phase === "hold") moment = there[there.length - 1];
    } else if (phase === "move" && cycle) {
      const share = (elapsed / cycle) % 1;
      if (this.motion.round) moment = this.at(there, share);
      else if (share < 0.5) moment = this.at(there, eased(2 * share));
      else moment = this.at(home, eased(2 * share - 1));
    } else if (phase === "move") moment = this.at(there, eased(Math.min(1, elapsed / seconds)));
    else if (phase === "hold") moment = there[there.length - 1];
    else if (phase === "return") moment = this.at(home, eased(Math.min(1, elapsed / seconds)));
    this.draw(moment, side);
  }

  at(way, share) {
    return way[Math.round(share * (way.length - 1))];
  }

  draw(moment, side) {
    const look = `${dark.matches} ${side}`;
    if (moment === this.moment && look === this.shown) return;
    this.moment = moment;
    this.side = side;
    this.shown = look;
    const column = dark.matches ? 1 : 0;
    const count = moment.length / EACH;
    const body = moment === this.held ? count - this.motion.signs.length / EACH : count;
    while (this.group.childElementCount < count) this.group.append(this.path.cloneNode());
    while (this.group.childElementCount > count) this.group.lastElementChild.remove();
    [...this.group.children].forEach((path, number) => {
      const [styled, drawn, placed] = moment.slice(EACH * number, EACH * (number + 1));
      const style = this.motion.styles[styled];
      path.setAttribute("d", this.motion.paths[drawn]);
      path.setAttribute("fill", style[column]);
      path.setAttribute("stroke", style[2 + column]);
      // The lines of a sign are as wide in a picture of any size.
      const isSign = number >= body;
      const scale = isSign ? (placed < 0 ? 1 : this.motion.places[placed][0]) / this.motion.pixel : 1;
      path.setAttribute("stroke-width", style[4] * scale);
      path.setAttribute("vector-effect", isSign ? "non-scaling-stroke" : "none");
      path.setAttribute("stroke-linejoin", "round");
      path.setAttribute("stroke-linecap", "round");
      if (placed < 0) path.removeAttribute("transform");
      else path.setAttribute("transform", `matrix(${this.motion.places[placed].join(" ")})`);
    });
    if (side === "left") this.group.setAttribute("transform", `matrix(-1 0 0 1 ${this.width} 0)`);
    else this.group.removeAttribute("transform");
  }
}

// What the muscles and the signs on the figures mean: a swatch and a word for each kind.
const legend = () => {
  const { namespaceURI } = document.getElementById("pattern");
  const drawn = (name, attributes) => {
    const element = document.createElementNS(namespaceURI, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const swatch = (one) => {
    const box = { x: 1, y: 1, width: 24, height: 12, rx: 4.5 };
    const svg = drawn("svg", { viewBox: "0 0 26 14", width: 26, height: 14, "aria-hidden": "true" });
    if (one.sign) {
      svg.setAttribute("class", "sign");
      svg.append(drawn("path", { d: one.sign, "stroke-width": one.lineWidth }));
      svg.append(drawn("polygon", { points: one.tip }));
      return svg;
    }
    svg.append(drawn("rect", { width: 26, height: 14, rx: 4.5, fill: one.cloth }));
    svg.append(drawn("rect", { ...box, fill: one.fill }));
    for (const [x1, y1, x2, y2] of one.lines) {
      svg.append(drawn("line", { x1, y1, x2, y2, stroke: one.line, "stroke-width": one.lineWidth }));
    }
    const dash = one.dash.length ? { "stroke-dasharray": one.dash.join(" ") } : {};
    svg.append(drawn("rect", { ...box, fill: "none", stroke: one.edge, "stroke-width": one.edgeWidth, ...dash }));
    return svg;
  };
  if (!given.legend.length) return null;
  return made("ul", { class: "legend" },
    ...given.legend.map((one) => made("li", {}, swatch(one), one.words)));
};

// Photographs in the place of the figure: the start and the end beside each other, which stand still.
class Photographs {
  constructor(exercise) {
    const shown = exercise.photographs.map((one) => made("img", { src: one, alt: "" }));
    const picture = { class: "stills photographs", role: "img", "aria-label": exercise.picture };
    this.element = made("div", picture, ...shown);
  }

  still() {}

  show() {}
}

const figureOf = (exercise) => (exercise.figure ? new Figure(exercise) : new Photographs(exercise));
