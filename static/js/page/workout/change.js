/** From what a person did on the page to operations. */

import { now, zone } from "../../shared/clock.js";
import { fieldsOf } from "../../shared/asked.js";
import { localDay } from "../../shared/schedule.js";
import { lines, readSet } from "../../shared/set-form.js";
import { finish, saveSet } from "../../shared/verbs.js";
import { exactIn } from "./exact.js";
import { shownIn } from "./row.js";

/** @typedef {import("../../shared/view.js").Draft} Draft */
/** @typedef {import("../../shared/asked.js").Asked} Asked */
/** @typedef {import("../../shared/device.js").Who} Who */

/**
 * What the set's form changes. Throws Unreadable.
 * @param {HTMLElement} root
 * @param {HTMLElement} row
 * @param {HTMLFormElement} form
 * @param {Who} who
 * @returns {Draft[]}
 */
export function ofSet(root, row, form, who) {
  const read = readSet(exactly(form, shownIn(row)), shownIn(row));
  const workout = knownOf(root);
  // Asked only where it matters: working out a day takes longer than all else that a tick does.
  const isFirst = read.isDone && !workout.f.started_at && location.pathname === "/today";
  const day = isFirst ? localDay(now(), zone() || who.zone, who.day_start_min) : null;
  return saveSet(workout, row.id.slice("set-".length), read, now(), day);
}

/**
 * What is typed, with a load that was found in the gym's unit as it was found.
 * @param {HTMLFormElement} form
 * @param {Readonly<Record<string, string>>} was
 */
function exactly(form, was) {
  const typed = typedIn(form);
  const load = typed.load === was.load ? null : exactIn(form.elements.namedItem("load"), typed.unit ?? "");
  return load ? { ...typed, load: load.v, unit: load.u } : typed;
}

/**
 * As much of the workout as decides what a tick means.
 * @param {HTMLElement} root
 */
function knownOf({ dataset: { workout = "", on, state, started, finishedAt } }) {
  const isStarted = started !== undefined || state === "open";
  return { eid: workout, f: { on, started_at: isStarted, finished_at: finishedAt ? Number(finishedAt) : null } };
}

/**
 * What any other form of the page changes; null where only the server can.
 * @param {Asked} asked
 * @param {HTMLFormElement} form
 * @param {number | null} lastTickAt
 * @returns {Draft[] | null}
 */
export function ofForm({ e, eid, verb }, form, lastTickAt) {
  const at = now();
  if (verb === "save") {
    const f = differing(form);
    return f && (Object.keys(f).length > 0 ? [{ e, eid, f }] : []);
  }
  if (verb === "finish") return finish(eid, lastTickAt, at);
  const f = fieldsOf(verb, at);
  return f && [{ e, eid, f }];
}

/**
 * Title, note and day, those that differ from what was shown; null where the server should say what is wrong.
 * @param {HTMLFormElement} form
 * @returns {Record<string, unknown> | null}
 */
function differing(form) {
  const typed = typedIn(form);
  const was = Object.fromEntries(new URLSearchParams(typed.was ?? ""));
  const names = ["title", "note", "on"].filter((name) => name in typed && lines(typed[name]) !== lines(was[name]));
  if (names.some((name) => name !== "note" && !typed[name]?.trim())) return null;
  return Object.fromEntries(names.map((name) => [name, typed[name]?.trim() || null]));
}

/**
 * What the form would send. Not by FormData: for it the browser works out the styles of the whole page first, which
 * takes longer than all else that a tick does.
 * @param {HTMLFormElement} form
 * @returns {Record<string, string>}
 */
export function typedIn(form) {
  /** @type {Record<string, string>} */
  const typed = {};
  for (const control of form.elements) {
    const isText = control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement;
    if (!isText && !(control instanceof HTMLInputElement)) continue;
    const isSilent = !isText && (SILENT.has(control.type) || (CHOSEN.has(control.type) && !control.checked));
    if (control.name && !isSilent && !control.matches(":disabled")) typed[control.name] = control.value;
  }
  return typed;
}

const SILENT = new Set(["submit", "button", "reset", "image"]);
const CHOSEN = new Set(["checkbox", "radio"]);
