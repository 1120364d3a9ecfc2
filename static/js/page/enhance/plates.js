/**
 * The plates for each barbell's next set, or the one that is open, drawn anew as it is ticked, stepped or typed. A tap
 * on them opens the way back, from plates to the load.
 */

import { readKept } from "../../shared/load.js";
import { asked, NO_LOAD, wordsOf } from "../../shared/plates.js";
import { dueOf } from "../../shared/superset.js";
import { exactIn } from "../workout/exact.js";
import { isAsked } from "../workout/fewest-switch.js";
import { shownIn } from "../workout/row.js";
import { tell } from "../workout/section.js";

/** @typedef {import("../../shared/plates.js").Gym} Gym */
/** @typedef {import("../../shared/plates.js").Loading} Loading */
/** @typedef {import("../../shared/plates.js").Mount} Mount */

/**
 * Comes where it is asked for.
 * @type {typeof import("../../shared/fewest.js") | null}
 */
let fewest = null;

/** @param {HTMLElement} root the workout */
export function showPlates(root) {
  const drawAll = () => {
    if (isAsked() && !fewest) void import("../../shared/fewest.js").then((rule) => ((fewest = rule), drawAll()));
    root.querySelectorAll(".plates").forEach((line) => draw(root, line));
  };
  root.addEventListener("input", drawAll);
  root.addEventListener("toggle", drawAll, true);
  root.addEventListener("counted", drawAll);
  root.addEventListener("setting", drawAll);
  root.addEventListener("click", ({ target }) => {
    const line = target instanceof Element ? target.closest(".plates > button")?.parentElement : null;
    if (line) void open(root, line, drawAll);
  });
  drawAll();
}

/**
 * @param {HTMLElement} root
 * @param {Element} line
 */
function draw(root, line) {
  const row = subject(line);
  if (!row || !(line instanceof HTMLElement)) return;
  offerSheet(line);
  const gym = gymOf(root);
  const { plates, said } = told(line, row, gym);
  const words = line.querySelector("span");
  const drawnNow = [...line.querySelectorAll("i")].map((plate) => plate.dataset.plate);
  const wanted = plates.map((weight) => `${weight}${gym.unit}`);
  if (!words || (words.textContent === said && drawnNow.join() === wanted.join())) return;
  words.textContent = said;
  line.querySelectorAll("i").forEach((plate) => plate.remove());
  line.prepend(...wanted.map(drawn));
}

/**
 * @param {HTMLElement} line
 * @param {Element} row
 * @param {Gym} gym
 * @returns {{ plates: string[], said: string }}
 */
function told(line, row, gym) {
  const load = loadIn(row);
  if (!load) return { plates: [], said: NO_LOAD };
  const mount = /** @type {Mount} */ (line.dataset.mount);
  const now = isAsked() && fewest ? onBar(fewest, line, row, gym) : null;
  const next = now ? fewest?.fewestMoves(asked(load, gym.unit), gym, mount, now) : undefined;
  const { plates, sentence } = wordsOf(load, gym, mount, next);
  return { plates, said: now && next ? `${sentence} · ${fewest?.movesText(now, next, mount)}` : sentence };
}

/** @param {HTMLElement} root */
const gymOf = (root) => /** @type {Gym} */ (JSON.parse(root.dataset.gym ?? "{}"));

/**
 * What the sets that are done have left on the bar; null before the first.
 * @param {typeof import("../../shared/fewest.js")} rule
 * @param {HTMLElement} line
 * @param {Element} row the set that is next
 * @param {Gym} gym
 */
function onBar({ fewestMoves }, line, row, gym) {
  const mount = /** @type {Mount} */ (line.dataset.mount);
  /** @type {Loading | null} */
  let now = null;
  for (const done of rowsOf(line)) {
    if (done === row) break;
    const load = done.hasAttribute("data-ticked") ? loadIn(done) : null;
    if (load) now = fewestMoves(asked(load, gym.unit), gym, mount, now) ?? now;
  }
  return now;
}

/** @param {Element} line */
const rowsOf = (line) =>
  [...(line.closest("article")?.querySelectorAll(".set-row:not([hidden])") ?? [])].filter((row) => row instanceof HTMLElement);

/**
 * The set that is open, else the one that is next. Told by the page alone: what was typed before this script came counts.
 * @param {Element} line
 */
function subject(line) {
  const rows = rowsOf(line);
  const open = rows.filter((row) => row.matches(":not([data-ticked])") && row.querySelector("details[open]"));
  const [next] = dueOf([{ letter: "", sets: rows.map(tell) }]);
  return open.find((row) => row.contains(document.activeElement)) ?? open.at(-1) ?? rows.find((row) => row.id === next?.id) ?? rows.at(-1);
}

/** @param {Element} row */
function loadIn(row) {
  const form = row.querySelector("form");
  const load = form?.elements.namedItem("load");
  const unit = form?.elements.namedItem("unit");
  if (!(load instanceof HTMLInputElement) || !(unit instanceof HTMLInputElement)) return null;
  if (load.value === load.defaultValue && row instanceof HTMLElement) return readKept(shownIn(row).kept ?? ""); // unrounded
  return exactIn(load, unit.value) ?? (load.value.trim() ? readKept(`${load.value.trim()} ${unit.value}`) : null);
}

/** @param {string} weight "20kg" */
function drawn(weight) {
  const plate = document.createElement("i");
  plate.dataset.plate = weight;
  return plate;
}

/** @param {HTMLElement} line */
function offerSheet(line) {
  if (line.querySelector("button")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.own = ""; // what a sync brings leaves it alone
  button.setAttribute("aria-label", `Plates on and off: ${line.closest("article")?.querySelector("h2")?.textContent ?? ""}`);
  line.append(button);
}

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} line
 * @param {() => void} changed
 */
async function open(root, line, changed) {
  const [{ openSheet }, rule] = await Promise.all([import("../workout/plates-sheet.js"), import("../../shared/fewest.js")]);
  const row = subject(line);
  if (!(row instanceof HTMLElement)) return;
  const gym = gymOf(root);
  const number = row.querySelector(".set-label")?.textContent?.match(/\d+/)?.[0];
  const title = row.dataset.kind === "warmup" ? "Plates for the warm-up" : `Plates for set ${number ?? ""}`;
  const mount = /** @type {Mount} */ (line.dataset.mount);
  openSheet({ row, title, gym, mount, load: loadIn(row), now: onBar(rule, line, row, gym) }, changed);
}
