/** The plates for each barbell's next set, or the one that is open, drawn anew as it is ticked, stepped or typed. */

import { readKept, weigh } from "../../shared/load.js";
import { wordsOf } from "../../shared/plates.js";
import { shownIn } from "../workout/row.js";

/** @typedef {import("../../shared/plates.js").Gym} Gym */
/** @typedef {import("../../shared/plates.js").Mount} Mount */

/** @param {HTMLElement} root the workout */
export function showPlates(root) {
  const drawAll = () => root.querySelectorAll(".plates").forEach((line) => draw(root, line));
  root.addEventListener("input", drawAll);
  root.addEventListener("toggle", drawAll, true);
  root.addEventListener("counted", drawAll);
  root.addEventListener("setting", drawAll);
  drawAll();
}

/**
 * @param {HTMLElement} root
 * @param {Element} line
 */
function draw(root, line) {
  const row = subject(line);
  const load = row && loadIn(row);
  if (!load || !(line instanceof HTMLElement)) return;
  const gym = /** @type {Gym} */ (JSON.parse(root.dataset.gym ?? "{}"));
  const { plates, sentence } = wordsOf(weigh(load, gym.unit), gym, /** @type {Mount} */ (line.dataset.mount));
  const words = line.querySelector("span");
  const isDrawn = line.querySelectorAll("i").length === plates.length && line.querySelector("i")?.dataset.plate?.endsWith(gym.unit) !== false;
  if (!words || (words.textContent === sentence && isDrawn)) return;
  words.textContent = sentence;
  line.querySelectorAll("i").forEach((plate) => plate.remove());
  line.prepend(...plates.map((weight) => drawn(`${weight}${gym.unit}`)));
}

/**
 * The set that is open, else the one that is next. Told by the page alone: what was typed before this script came counts.
 * @param {Element} line
 */
function subject(line) {
  const rows = [...(line.closest("article")?.querySelectorAll(".set-row:not([hidden])") ?? [])];
  const left = rows.filter((row) => !row.hasAttribute("data-ticked"));
  const open = left.filter((row) => row.querySelector("details[open]"));
  return open.find((row) => row.contains(document.activeElement)) ?? open.at(-1) ?? left[0] ?? rows.at(-1);
}

/** @param {Element} row */
function loadIn(row) {
  const form = row.querySelector("form");
  const load = form?.elements.namedItem("load");
  const unit = form?.elements.namedItem("unit");
  if (!(load instanceof HTMLInputElement) || !(unit instanceof HTMLInputElement)) return null;
  if (load.value === load.defaultValue && row instanceof HTMLElement) return readKept(shownIn(row).kept ?? ""); // unrounded
  return load.value.trim() ? readKept(`${load.value.trim()} ${unit.value}`) : null;
}

/** @param {string} weight "20kg" */
function drawn(weight) {
  const plate = document.createElement("i");
  plate.dataset.plate = weight;
  return plate;
}
