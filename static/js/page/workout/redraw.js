/** Brings the workouts on the page up to what the phone holds, and leaves alone what is being typed. */

import { overlay } from "../../shared/view.js";
import { isChanged, isControl } from "../control.js";
import { theKeeper } from "../keep.js";
import { patch } from "../patch.js";
import { parsePage } from "../trusted.js";
import { drawAdded } from "./add-set.js";
import { drawKept } from "./kept-note.js";
import { bringFieldsAlong } from "./late-fields.js";
import { arrangeCards } from "./places.js";
import { draw, drawNav, drawTally } from "./section.js";

/** @typedef {import("../keep.js").Keeper} Keeper */
/** @typedef {import("../../shared/view.js").Row} Row */

const DATE = /^\d{4}-\d\d-\d\d$/;

/** @returns {HTMLElement[]} */
const workouts = () => [...document.querySelectorAll(".workout")].filter((one) => one instanceof HTMLElement);

/**
 * @param {Keeper} keeper
 * @param {Set<string> | "all"} changed ids of rows and dates of days that the server told anew
 */
export async function redraw(keeper, changed) {
  if (workouts().length === 0) return;
  const dates = changed === "all" ? [] : [...changed].filter((key) => DATE.test(key));
  const { base, pending, days } = await keeper.snapshot({ dates });
  const has = (/** @type {string} */ key) => changed === "all" || changed.has(key);
  for (const root of workouts()) {
    const day = days.find(({ ids }) => ids.includes(root.dataset.workout ?? ""));
    const isPatched = day !== undefined;
    if (isPatched && !(keeper.writes === 0 && isShown(root, day.html))) patchWorkout(root, day.html);
    const rows = base.filter(({ eid, n, f }) => has(eid) && (!isPatched || n > day.n) && isOn(root, eid, f));
    // Of notes all: which of an exercise's counts isn't told by those that changed.
    const notes = base.filter(({ e }) => e === "exercise_note");
    drawAll(root, overlay([...rows, ...notes], pending));
  }
}

/**
 * Whether the page shows the row, or the exercise that it belongs to.
 * @param {HTMLElement} root
 * @param {string} eid
 * @param {Record<string, unknown>} fields
 */
function isOn(root, eid, fields) {
  const ids = [`set-${eid}`, `exercise-${eid}`, `exercise-${fields.workout_exercise}`];
  const isIts = root.dataset.workout === eid || root.dataset.workout === fields.workout;
  return isIts || ids.some((id) => document.getElementById(id));
}

/**
 * @param {HTMLElement} root
 * @param {{ e: string, eid: string, f: Record<string, unknown> }[]} rows
 */
export function drawAll(root, rows) {
  if (rows.length > 0) root.removeAttribute("data-print"); // it shows more than the server drew
  for (const one of rows) {
    const row = root.querySelector(`#set-${one.eid}`);
    if (one.e === "set" && !row && one.f.workout_exercise && !one.f.deleted_at) drawAdded(root, one);
    if (!row || !isBeingTyped(row)) draw(root, one);
  }
  drawKept(root, rows);
  arrangeCards(root);
  drawTally(root);
  drawNav(root);
  if (root.matches("[data-eased], :has([data-dropped])")) void import("./feel.js").then(({ easeRows }) => easeRows(root));
  const missing = rows.filter((one) => isUndrawn(root, one)).map(({ eid }) => eid);
  const keeper = theKeeper();
  if (missing.length === 0 || !keeper) return;
  void import("./cards.js").then(({ drawCards }) => drawCards(keeper, root, new Set(missing)));
}

/**
 * An exercise that the page lacks, or shows as the one it was before.
 * @param {HTMLElement} root
 * @param {{ e: string, eid: string, f: Record<string, unknown> }} one
 */
function isUndrawn(root, { e, eid, f }) {
  if (e !== "workout_exercise" || f.deleted_at) return false;
  const card = root.querySelector(`#exercise-${eid}`);
  if (card) return f.exercise !== undefined && card.getAttribute("data-slug") !== f.exercise;
  return f.workout === root.dataset.workout || "deleted_at" in f;
}

/**
 * Whether the page shows what the day does, as far as the server drew it: parsing and comparing the two costs a phone
 * half a second.
 * @param {HTMLElement} root
 * @param {string} html
 */
const isShown = ({ dataset: { print } }, html) => print !== undefined && html.includes(` data-print="${print}"`);

/**
 * @param {HTMLElement} root
 * @param {string} html
 */
function patchWorkout(root, html) {
  if (new URLSearchParams(location.search).has("edit")) return;
  const fresh = parsePage(html).querySelector(`.workout[data-workout="${root.dataset.workout}"]`);
  if (!fresh) return;
  // What only this page knows of stays: the way back from what was just done, and how to install the app.
  const toast = root.querySelector(".notices .toast");
  const hint = root.querySelector(".install");
  hint?.remove();
  bringFieldsAlong(root, fresh);
  patch(root, fresh, (form) => isBeingTyped(form));
  if (toast) root.querySelector(".notices")?.append(toast);
  if (hint) (root.querySelector(".summary") ?? root.lastElementChild)?.after(hint);
}

/** @param {Element} element a form, or what holds one */
function isBeingTyped(element) {
  return [...element.querySelectorAll("input, textarea, select")].some((control) => isControl(control) && isChanged(control));
}
