/** One set's row: what it shows, read from it and drawn into it. */

import { display } from "../../shared/load.js";
import { isTold } from "../../shared/words.js";
import { isChanged } from "../control.js";
import { drawLast, drawWords } from "./row-words.js";

/** @typedef {Record<string, unknown>} Fields */
/** @typedef {import("../../shared/load.js").Load} Load */

const TEXTS = ["reps", "seconds", "distance", "rpe", "rir", "grip", "note"];

/**
 * What was read of each row's record: all rows are counted anew at each tick, and few have changed.
 * @type {WeakMap<HTMLInputElement, { text: string, shown: Readonly<Record<string, string>> }>}
 */
const read = new WeakMap();

/**
 * What the row's form came with, and has been drawn with since.
 * @param {Element} row
 * @returns {Readonly<Record<string, string>>}
 */
export function shownIn(row) {
  const was = row.querySelector("input[name=was]");
  if (!(was instanceof HTMLInputElement)) return {};
  const known = read.get(was);
  if (known?.text === was.value) return known.shown;
  const shown = Object.fromEntries(new URLSearchParams(was.value));
  read.set(was, { text: was.value, shown });
  return shown;
}

/**
 * Draw fields of an operation, or of a row that the server told, into the row; others stay as they are.
 * @param {HTMLElement} row
 * @param {Fields} fields
 * @param {boolean} [isWaiting] drawn, and not yet on the disk
 */
export function drawSet(row, fields, isWaiting = false) {
  if ("deleted_at" in fields) row.toggleAttribute("data-gone", Boolean(fields.deleted_at));
  if ("deleted_at" in fields) row.hidden = row.matches("[data-gone], [data-dropped]");
  const form = row.querySelector("form");
  if (!(form instanceof HTMLFormElement)) return drawStill(row, fields);
  const was = { ...shownIn(row) };
  const isTicked = "ticked_at" in fields ? Boolean(fields.ticked_at) : was.done === "on";
  if ("load" in fields) {
    row.toggleAttribute("data-typed", Boolean(fields.load));
    takeLoad(row, form, was, fields, isTicked);
  }
  for (const name of TEXTS)
    if (name in fields && (isTicked || fields[name] !== null || !("target_reps" in fields)))
      was[name] = fields[name] === null ? "" : String(fields[name]);
  if ("pain" in fields) takePain(row, was, fields.pain);
  if ("struck" in fields) was.struck = fields.struck ? "on" : "";
  if ("gear" in fields) was.geared = fields.gear === null ? "" : "on";
  if (fields.gear) was.gear = String(fields.gear);
  was.done = isTicked ? "on" : "";
  fill(form, was);
  if (isTicked) row.dataset.ticked = isWaiting ? "waiting" : "";
  else delete row.dataset.ticked;
  drawWords(row, form, was, isTicked);
}

/** @param {HTMLElement} row */
export function markSaved(row) {
  if (row.dataset.ticked === "waiting") row.dataset.ticked = "";
}

/**
 * Take a drawing back that couldn't be kept: the row says again what it said, what was typed stays typed.
 * @param {HTMLElement} row
 * @param {Record<string, string>} before what was shown
 */
export function undrawSet(row, before) {
  const form = row.querySelector("form");
  const was = form?.elements.namedItem("was");
  const box = form?.elements.namedItem("done");
  if (!form || !(was instanceof HTMLInputElement) || !(box instanceof HTMLInputElement)) return;
  was.value = new URLSearchParams(before).toString();
  box.checked = box.defaultChecked = before.done === "on";
  if (box.checked) row.dataset.ticked = "";
  else delete row.dataset.ticked;
  drawWords(row, form, before, box.checked);
}

/**
 * @param {HTMLElement} row
 * @param {Fields} fields
 */
function drawStill(row, fields) {
  if (!("ticked_at" in fields)) return;
  row.toggleAttribute("data-ticked", Boolean(fields.ticked_at));
  row.querySelector(".tick")?.setAttribute("aria-label", fields.ticked_at ? "done" : "not done");
}

/**
 * @param {HTMLElement} row
 * @param {HTMLFormElement} form
 * @param {Record<string, string>} was
 * @param {Fields} fields
 * @param {boolean} isTicked
 */
function takeLoad(row, form, was, fields, isTicked) {
  const unit = form.elements.namedItem("unit");
  if (!(unit instanceof HTMLInputElement)) return;
  if ("told_load" in fields) row.toggleAttribute("data-told", isTold(fields));
  if ("target_load" in fields) standAlone(row, /** @type {Load | null} */ (fields.target_load ?? null));
  const load = /** @type {Load | null} */ (fields.load ?? (isTicked ? null : fields.target_load ?? null));
  if (!load) {
    if (isTicked || !("target_load" in fields)) was.load = was.kept = "";
    return;
  }
  was.load = display(load, unit.value === "lb" ? "lb" : "kg");
  was.kept = `${load.v} ${load.u}`;
}

/**
 * What the row would show without the sets before it.
 * @param {HTMLElement} row
 * @param {Load | null} load
 */
export function standAlone(row, load) {
  if (load) row.dataset.alone = `${load.v} ${load.u}`;
  else delete row.dataset.alone;
}

/**
 * What is said of it in the row comes when something hurts, or doesn't any more.
 * @param {HTMLElement} row
 * @param {Record<string, string>} was
 * @param {unknown} pain
 */
function takePain(row, was, pain) {
  const told = /** @type {{ score?: number, where?: string, kind?: string }} */ (pain ?? {});
  const shown = { pain: String(told.score ?? ""), pain_where: told.where ?? "", pain_kind: told.kind ?? "" };
  const isSame = Object.entries(shown).every(([name, value]) => (was[name] ?? "") === value);
  if (isSame) return;
  Object.assign(was, shown);
  void import("./hurts.js").then(({ drawHurts }) => drawHurts(row.closest(".workout"), row));
}

/**
 * @param {HTMLSelectElement} select
 * @param {string} value
 */
function choose(select, value) {
  if (select.value === value && !isChanged(select)) return;
  if (![...select.options].some((option) => option.value === value)) select.add(new Option(value, value));
  for (const option of select.options) option.defaultSelected = option.value === value;
  select.value = value;
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} unit
 * @param {string} to
 */
export function changeUnit(form, unit, to) {
  const label = form.querySelector("label[for^=load-]")?.lastChild;
  if (label?.nodeValue) label.nodeValue = label.nodeValue.replace(unit.value, to);
  unit.value = to;
}

/**
 * @param {HTMLFormElement} form
 * @param {Record<string, string>} was
 */
function fill(form, was) {
  for (const control of form.elements) fillControl(control, was);
  const hidden = form.elements.namedItem("was");
  if (hidden instanceof HTMLInputElement) hidden.value = new URLSearchParams(was).toString();
}

/**
 * @param {Element} control one of a set's form
 * @param {Readonly<Record<string, string>>} was
 */
export function fillControl(control, was) {
  if (control instanceof HTMLTextAreaElement) set(control, was[control.name] ?? "");
  else if (control instanceof HTMLSelectElement) choose(control, was[control.name] ?? "");
  if (!(control instanceof HTMLInputElement) || control.type === "hidden") return;
  if (control.name === "done") check(control, was.done === "on");
  else if (control.name.startsWith("gear-")) check(control, isWorn(control, was.gear ?? ""));
  else if (control.type === "radio") check(control, control.value === (was[control.name] ?? ""));
  else if (control.name in was) set(control, was[control.name] ?? "");
}

/**
 * @param {HTMLInputElement | HTMLTextAreaElement} control
 * @param {string} text
 */
function set(control, text) {
  if (control.defaultValue !== text) control.defaultValue = text;
  if (control.value !== text) control.value = text;
}

/**
 * A row that is a record says so; "" for one that isn't.
 * @param {HTMLElement} row
 * @param {string} words
 */
export function drawFlag(row, words) {
  if ((row.dataset.record ?? "") === words) return;
  if (words) row.dataset.record = words;
  else delete row.dataset.record;
  drawLast(row, shownIn(row));
}

/**
 * What is worn, and nothing else: other entries of the row may be half typed.
 * @param {HTMLElement} row
 * @param {string} worn with commas between
 */
export function drawWorn(row, worn) {
  const hidden = row.querySelector("input[name=was]");
  if (!(hidden instanceof HTMLInputElement)) return;
  const was = { ...shownIn(row), gear: worn };
  hidden.value = new URLSearchParams(was).toString();
  for (const box of row.querySelectorAll("input[name^=gear-]")) if (box instanceof HTMLInputElement) check(box, isWorn(box, worn));
  drawLast(row, was);
}

/**
 * @param {HTMLInputElement} box of one piece
 * @param {string} worn
 */
const isWorn = (box, worn) => worn.split(",").includes(box.name.slice("gear-".length));

/**
 * @param {HTMLInputElement} box
 * @param {boolean} isChecked
 */
function check(box, isChecked) {
  if (box.defaultChecked !== isChecked) box.defaultChecked = isChecked;
  if (box.checked !== isChecked) box.checked = isChecked;
}
