/**
 * Another gym, another unit: what isn't done yet is rounded to what can be loaded there, and all loads are shown in
 * the unit. What was told stays as it was told; the page keeps it beside.
 */

import { display, readKept } from "../../shared/load.js";
import { loadable, stepText } from "../../shared/loadable.js";
import { lastIn } from "../../shared/words.js";
import { openKit } from "./kit.js";
import { changeUnit, drawSet, shownIn } from "./row.js";
import { drawTally } from "./section.js";
import { followLoads } from "./following.js";

/** @typedef {import("../../shared/catalogue.js").Exercise} Exercise */
/** @typedef {import("../../shared/load.js").Load} Load */
/** @typedef {import("../../shared/load.js").Unit} Unit */
/** @typedef {import("../../shared/plates.js").Gym} Gym */

/**
 * @param {HTMLElement} root the workout
 * @param {{ gym?: unknown, unit?: unknown }} fields those that were told anew
 */
export async function drawSetting(root, fields) {
  if ("gym" in fields) await moveTo(root, fields.gym);
  if ("unit" in fields) root.dataset.unit = String(fields.unit ?? document.body.dataset.unit ?? "kg");
  sayWhere(root);
  await fitAll(root);
  drawTally(root);
  root.dispatchEvent(new CustomEvent("setting"));
}

/**
 * What is drawn from the phone's own rows is as it is planned; where the workout isn't in the usual gym, it is fitted.
 * @param {HTMLElement} root
 */
export async function fitAll(root) {
  const kit = await openKit();
  const gym = root.dataset.gym ? /** @type {Gym} */ (JSON.parse(root.dataset.gym)) : null;
  for (const card of root.querySelectorAll("article.exercise")) {
    const exercise = kit?.exercise(card.getAttribute("data-slug")) ?? null;
    for (const row of card.querySelectorAll(".set-row"))
      if (row instanceof HTMLElement) fit(row, exercise, gym, root.dataset.unit === "lb" ? "lb" : "kg", root.dataset.away !== undefined);
  }
  followLoads(root);
}

/**
 * @param {HTMLElement} root
 * @param {unknown} id
 */
async function moveTo(root, id) {
  const choices = [...root.querySelectorAll(".setting [name=gym]")].filter((one) => one instanceof HTMLButtonElement);
  const chosen = choices.find(({ value }) => value === id) ?? choices[0];
  if (!chosen) return;
  const { easeRows, forgetEased } = await import("./feel.js");
  forgetEased(root);
  root.dataset.gym = chosen.dataset.kit;
  root.toggleAttribute("data-away", chosen !== choices[0]);
  for (const one of choices) one.setAttribute("aria-pressed", String(one === chosen));
  if (root.matches("[data-eased]")) easeRows(root);
}

/** @param {HTMLElement} root */
function sayWhere(root) {
  const unit = root.dataset.unit ?? "kg";
  for (const one of root.querySelectorAll(".setting [name=unit]")) one.setAttribute("aria-pressed", String(one.getAttribute("value") === unit));
  const place = root.querySelector(".setting [name=gym][aria-pressed=true]")?.textContent;
  const line = root.querySelector(".setting summary")?.lastChild;
  if (line) line.nodeValue = place ? `${place} · ${unit}` : `Loads in ${unit}`;
}

/**
 * @param {HTMLElement} row
 * @param {Exercise | null} exercise
 * @param {Gym | null} gym
 * @param {Unit} unit
 * @param {boolean} isAway
 */
function fit(row, exercise, gym, unit, isAway) {
  const form = row.querySelector("form");
  const [box, input] = [form?.elements.namedItem("unit"), form?.elements.namedItem("load")];
  if (!form || !(box instanceof HTMLInputElement) || !(input instanceof HTMLInputElement)) return;
  if (input.value !== input.defaultValue) return; // being typed, in the unit that it was begun in
  const kept = readKept(shownIn(row).kept ?? "");
  const isOwn = row.dataset.ticked !== undefined || row.dataset.typed !== undefined;
  const planned = isOwn ? null : (readKept(row.dataset.planned ?? "") ?? kept);
  const fitted = planned && isAway && exercise && gym ? (loadable(exercise, planned, gym) ?? planned) : planned;
  if (box.value !== unit && row.dataset.last) row.dataset.last = lastIn(row.dataset.last, /** @type {Unit} */ (box.value), unit);
  changeUnit(form, box, unit);
  if (planned && fitted && display(planned, gym?.unit ?? unit) !== display(fitted, gym?.unit ?? unit)) row.dataset.planned = `${planned.v} ${planned.u}`;
  else delete row.dataset.planned;
  redraw(row, fitted ?? kept, isOwn);
  if (exercise && gym) fitStep(input, exercise, gym, unit);
}

/**
 * @param {HTMLElement} row
 * @param {Load | null} load
 * @param {boolean} isOwn
 */
function redraw(row, load, isOwn) {
  if (isOwn) drawSet(row, { load });
  else drawSet(row, { load: null, target_load: load });
}

/**
 * In the gym's unit, which is named where it isn't the row's.
 * @param {HTMLInputElement} input
 * @param {Exercise} exercise
 * @param {Gym} gym
 * @param {Unit} unit
 */
export function fitStep(input, exercise, gym, unit) {
  const stepper = input.closest(".stepper");
  if (!(stepper instanceof HTMLElement)) return;
  const step = stepText(exercise, gym, gym.unit);
  stepper.dataset.step = step;
  if (gym.unit === unit) delete stepper.dataset.in;
  else stepper.dataset.in = gym.unit;
  for (const button of stepper.querySelectorAll("button"))
    button.setAttribute("aria-label", `Load ${button.value === "1" ? "up" : "down"} by ${step}${gym.unit === unit ? "" : ` ${gym.unit}`}`);
}
