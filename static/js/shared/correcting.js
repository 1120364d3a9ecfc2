/** What a person typed in place of a refused value: read as the forms are, so that nothing else is sent than was meant. */

import { readField, Unreadable } from "./set-form.js";
import { painText } from "./words.js";

/** @typedef {import("./load.js").Load} Load */
/** @typedef {import("./load.js").Unit} Unit */

const DAY = /^\d{4}-\d\d-\d\d$/;

/**
 * A refused value as the field to correct it in holds it.
 * @param {unknown} told
 */
export function textOf(told) {
  if (typeof told !== "object" || told === null) return String(told ?? "");
  if ("v" in told && "u" in told) return `${told.v} ${told.u}`;
  const { score = "", where = "", kind = "" } = /** @type {Record<string, unknown>} */ (told);
  return painText({ pain: String(score), pain_where: String(where), pain_kind: String(kind) });
}

/**
 * The field to send instead; none where nothing was typed: it is sent as it is. Throws Unreadable.
 * @param {string} field
 * @param {string} typed
 * @param {unknown} told what was refused
 * @param {Unit} unit the lifter's, for a load that neither says nor had one
 * @returns {Record<string, unknown>}
 */
export function corrected(field, typed, told, unit) {
  if (typed.trim() === textOf(told).trim()) return {};
  if (field === "load") return { load: readLoad(typed, /** @type {Load | null} */ (told)?.u ?? unit) };
  if (field === "pain") return { pain: readPain(typed) };
  if (field === "title" && !typed.trim()) throw new Unreadable(field, "Give the workout a name.");
  if (field === "title") return { title: typed.trim() };
  if (field === "on") return { on: readDay(typed.trim()) };
  return { [field]: readField(field, typed, unit) };
}

/**
 * @param {string} typed
 * @param {Unit} unit where none is typed
 */
function readLoad(typed, unit) {
  const [, amount = "", said] = /^(.*?)\s*(kg|lb)?$/i.exec(typed.trim()) ?? [];
  return readField("load", amount, /** @type {Unit} */ (said?.toLowerCase() ?? unit));
}

/**
 * As it stands in the field: "lower back 3/10, dull".
 * @param {string} typed
 */
function readPain(typed) {
  if (!typed.trim()) return null;
  const [, where = "", score = "", kind = ""] = /^([^\d,]*)(\d{1,2})(?:\/10)?\s*,?([^\d]*)$/.exec(typed) ?? [];
  if (!score || Number(score) > 10) throw new Unreadable("pain", "Type the pain like this: knee 3/10, dull.");
  return { score: Number(score), ...(where.trim() && { where: where.trim() }), ...(kind.trim() && { kind: kind.trim() }) };
}

/** @param {string} typed */
function readDay(typed) {
  const isDay = DAY.test(typed) && new Date(`${typed}T00:00Z`).toJSON()?.startsWith(typed);
  if (!isDay) throw new Unreadable("on", "Choose a day that exists, like 2026-11-23.");
  return typed;
}
