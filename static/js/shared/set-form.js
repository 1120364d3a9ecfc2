/** What a person did to a set, read against what was shown. webapp/workouts/forms.py says the same. */

import { inOrder, typedGear } from "./gear.js";
import { parseLoad, readKept } from "./load.js";

/** @typedef {import("./load.js").Unit} Unit */
/** @typedef {Record<string, string>} Shown */
/**
 * changed: what differs from what was shown. onScreen: what stood there, for a tick to carry.
 * @typedef {{ changed: Record<string, unknown>, isDone: boolean, wasDone: boolean,
 *   onScreen: Record<string, unknown> }} SetForm
 */

/** A field that can't be read: its name, and a sentence saying what to mend. */
export class Unreadable extends Error {
  /**
   * @param {string} field
   * @param {string} sentence
   */
  constructor(field, sentence) {
    super(sentence);
    this.field = field;
  }
}

const PAIN = ["pain", "pain_where", "pain_kind"];
const CARRIED = ["load", "reps", "seconds", "distance"];

/** @type {Record<string, (text: string, unit: Unit) => unknown>} */
const READERS = {
  load: parseLoad,
  reps: (text) => wholeNumber(text, 1000, "Reps"),
  seconds: (text) => wholeNumber(text, 24 * 3600, "Seconds"),
  distance: (text) => wholeNumber(text, 1_000_000, "Metres"),
  rpe: effortRating,
  rir: (text) => wholeNumber(text, 10, "Reps in reserve"),
  grip: (text) => text.trim() || null,
  gear: inOrder,
  note: (text) => text.trim() || null,
};

/**
 * Throws Unreadable.
 * @param {Shown} sent as it stands; `done` only where the box is ticked
 * @param {Shown} was as it was shown, with `kept`, the load as it is stored
 * @returns {SetForm}
 */
export function readSet(sent, was) {
  const form = "gear" in sent ? { ...sent, gear: typedGear(sent) } : sent;
  const unit = form.unit === "lb" ? "lb" : "kg";
  /** @type {Record<string, unknown>} */
  const values = {};
  for (const name of Object.keys(READERS)) {
    if (name in form) values[name] = readField(name, form[name] ?? "", unit);
  }
  const changed = Object.fromEntries(
    Object.entries(values).filter(([name]) => lines(form[name]) !== lines(was[name])),
  );
  if (isPainChanged(form, was)) changed.pain = painOf(form);
  const onScreen = Object.fromEntries(CARRIED.filter((name) => name in values).map((name) => [name, values[name]]));
  if ("load" in onScreen && !("load" in changed)) onScreen.load = readKept(was.kept ?? "");
  const worn = form.gear ?? was.gear;
  if (worn) onScreen.gear = inOrder(worn); // of nothing nothing is told: most sets are done so
  return { changed, isDone: "done" in form, wasDone: Boolean(was.done), onScreen };
}

/**
 * A row that was never opened has no fields for it, and tells nothing.
 * @param {Shown} form
 * @param {Shown} was
 */
function isPainChanged(form, was) {
  const isOther = PAIN.some((name) => (form[name] ?? "") !== (was[name] ?? ""));
  return "pain" in form && isOther && Boolean(form.pain || was.pain);
}

/**
 * Three fields of the form that are one of the set; without a number there is no pain.
 * @param {Shown} form
 */
function painOf({ pain, pain_where: where, pain_kind: kind }) {
  return pain ? { score: Number(pain), ...(where && { where }), ...(kind && { kind }) } : null;
}

/**
 * One field of a set, as typed. Throws Unreadable.
 * @param {string} name
 * @param {string} text
 * @param {Unit} unit
 */
export function readField(name, text, unit) {
  try {
    return READERS[name]?.(text, unit);
  } catch (error) {
    throw new Unreadable(name, error instanceof Error ? error.message : "");
  }
}

/** @param {string} text */
function effortRating(text) {
  const typed = text.trim().replace(",", ".");
  if (!typed) return null;
  if (!/^(10(\.0)?|[1-9](\.[05])?)$/.test(typed)) throw new Error("RPE is 1 to 10, in halves.");
  return typed.replace(/\.0$/, "");
}

/**
 * @param {string} text
 * @param {number} high
 * @param {string} what
 */
function wholeNumber(text, high, what) {
  const typed = text.trim();
  if (!typed) return null;
  if (!/^\d{1,7}$/.test(typed) || Number(typed) > high)
    throw new Error(`${what} is a whole number from 0 to ${high.toLocaleString("en")}.`);
  return Number(typed);
}

/**
 * As it was typed: forms send each end of a line as two characters.
 * @param {string | undefined} text
 */
export const lines = (text) => (text ?? "").replaceAll("\r\n", "\n");
