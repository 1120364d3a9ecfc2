/** The plates for each barbell's next set, drawn anew as it is ticked, stepped or typed. */

import { readKept, weigh } from "../../shared/load.js";
import { wordsOf } from "../../shared/plates.js";
import { theKeeper } from "../keep.js";

/** @typedef {import("../../shared/plates.js").Gym} Gym */
/** @typedef {import("../../shared/plates.js").Mount} Mount */

/** @param {HTMLElement} root the workout */
export function showPlates(root) {
  const drawAll = () => root.querySelectorAll(".plates").forEach((line) => draw(root, line));
  const drawOf = (/** @type {{ target: EventTarget | null }} */ { target }) => {
    const line = target instanceof Element ? target.closest("article")?.querySelector(".plates") : null;
    if (line) draw(root, line, target);
  };
  root.addEventListener("ticked", drawOf);
  root.addEventListener("input", drawOf);
  root.addEventListener("setting", drawAll);
  theKeeper()?.addEventListener("changed", drawAll);
  drawAll();
  if (root.contains(document.activeElement)) drawOf({ target: document.activeElement }); // typed before this script came
}

/**
 * @param {HTMLElement} root
 * @param {Element} line
 * @param {EventTarget | null} [touched] a load that is being changed is what counts, wherever it stands
 */
function draw(root, line, touched) {
  const row = touched instanceof HTMLInputElement && touched.name === "load" ? touched.closest(".set-row") : current(line);
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

/** @param {Element} line */
function current(line) {
  const rows = [...(line.closest("article")?.querySelectorAll(".set-row:not([hidden])") ?? [])];
  return rows.find((row) => !row.hasAttribute("data-ticked")) ?? rows.at(-1);
}

/** @param {Element} row */
function loadIn(row) {
  const form = row.querySelector("form");
  const load = form?.elements.namedItem("load");
  const unit = form?.elements.namedItem("unit");
  if (!(load instanceof HTMLInputElement) || !(unit instanceof HTMLInputElement)) return null;
  return load.value.trim() ? readKept(`${load.value.trim()} ${unit.value}`) : null;
}

/** @param {string} weight "20kg" */
function drawn(weight) {
  const plate = document.createElement("i");
  plate.dataset.plate = weight;
  return plate;
}
