/** A set's few words, as webapp/workouts/words.py writes them. */

import { display } from "./load.js";

/** @typedef {import("./catalogue.js").Exercise} Exercise */
/** @typedef {Record<string, any>} Fields of a set */

const PREFIXES = /** @type {Record<string, string>} */ ({ bodyweight_plus: "+", assisted: "−" });
const MEANINGS = /** @type {Record<string, string>} */ ({ bodyweight_plus: " added", assisted: " of help" });
const HINTS = /** @type {Record<string, string>} */ ({ amrap: "All out", drop: "Drop set", backoff: "Back-off" });

/** @param {Exercise} exercise */
export const prefixOf = ({ load_mode: mode }) => PREFIXES[mode] ?? "";

/**
 * What the load's number is: "lb", "lb added", "lb of help".
 * @param {Exercise} exercise
 * @param {string} unit
 */
export const meaningOf = ({ load_mode: mode }, unit) => unit + (MEANINGS[mode] ?? "");

/** @param {unknown} kind */
export const hintOf = (kind) => HINTS[String(kind)] ?? "";

/**
 * How often a set's load counts: 2 where both hands lift it at once, 0 where it isn't lifted.
 * @param {Exercise} exercise
 * @param {unknown} side
 */
export function handsOf({ load_mode: mode }, side) {
  if (mode === "assisted" || mode === "none") return 0;
  return mode === "per_hand" && !side ? 2 : 1;
}

/**
 * "5", "30+", "8–12"; nothing where the exercise isn't counted in reps.
 * @param {Exercise} exercise
 * @param {{ min: number, max: number | null } | null | undefined} reps
 */
export function aimOf({ measure }, reps) {
  return reps && measure === "reps" ? repsText(reps) : "";
}

/**
 * "5", "30+", "8–12".
 * @param {{ min: number, max: number | null }} reps
 */
export function repsText({ min, max }) {
  if (max === null) return `${min}+`;
  return min === max ? String(min) : `${min}–${max}`;
}

/**
 * What was done or typed, else what was told on the left side of the same set, else what a coach told for it, else what
 * was changed in the set before, else the target: sets of the same target follow each other. A ticked set shows what was
 * lifted and nothing else: its target may have been changed since.
 * @param {Fields} set
 * @param {Fields[]} before the sets before it
 * @returns {import("./load.js").Load | null}
 */
export function shownLoad({ load, ticked_at: ticked, target_load: target, told_load: told, kind, side }, before) {
  if (load || ticked) return load ?? null;
  const left = side === "right" ? before.at(-1) : undefined;
  if (left?.side === "left" && left.kind === kind && left.load) return left.load;
  if (told && isTold({ told_load: told, target_load: target })) return told;
  const alike = before.filter(
    (other) => other.kind === kind && other.ticked_at && other.load && isSame(other.target_load, target),
  );
  return alike.at(-1)?.load ?? target ?? null;
}

/**
 * Whether a coach set the load to aim for, and nothing replaced it since.
 * @param {Fields} set
 */
export const isTold = ({ told_load: told, target_load: target }) => Boolean(told) && isSame(told, target);

/**
 * What a tick would log: of a range, last time's reps within it; of as many as possible, nothing.
 * @param {Fields} set
 * @param {Fields | undefined} last
 * @returns {number | null}
 */
export function shownReps({ reps, ticked_at: ticked, target_reps: target, kind }, last) {
  if ((reps ?? null) !== null || ticked) return reps ?? null;
  if (kind === "amrap") return null;
  if (!target) return kind === "drop" ? null : (last?.reps ?? null);
  if (target.max === null) return null;
  return Math.min(Math.max(last?.reps ?? target.min, target.min), target.max);
}

/**
 * "last +42.5 × 5", "last 50 lb × 5" where the row is in kg; nothing the first time.
 * @param {Exercise} exercise
 * @param {Fields | undefined} last
 * @param {import("./load.js").Unit} unit
 */
export function lastText(exercise, last, unit) {
  if (!last) return "";
  const load = last.load ? prefixOf(exercise) + display(last.load, last.load.u) + (last.load.u === unit ? "" : ` ${last.load.u}`) : "";
  const amount = last[exercise.measure] ?? null;
  const suffix = { reps: "", seconds: " s", distance: " m" }[exercise.measure];
  const both = [load, amount === null ? "" : `${amount}${suffix}`].filter(Boolean).join(" × ");
  return both && `last ${both}`;
}

/**
 * "47 min · 11 sets · 3,860 lb moved".
 * @param {number | null} seconds from the first tick to the last
 * @param {number} sets that are done, warm-ups left out
 * @param {string} volume "" for none
 */
export function summaryText(seconds, sets, volume) {
  const minutes = seconds === null ? "" : `${Math.max(1, Math.round(seconds / 60))} min`;
  return [minutes, `${sets} ${sets === 1 ? "set" : "sets"}`, volume].filter(Boolean).join(" · ");
}

/**
 * "lower back 3/10, dull"; nothing without any.
 * @param {Record<string, string>} told
 */
export function painText({ pain, pain_where: where, pain_kind: kind }) {
  return [[where, pain && `${pain}/10`].filter(Boolean).join(" "), kind].filter(Boolean).join(", ");
}

/**
 * The same for a row that is in another unit now: loads say theirs where it isn't the row's.
 * @param {string} text
 * @param {import("./load.js").Unit} from the row's unit, when it was written
 * @param {import("./load.js").Unit} to
 */
export function lastIn(text, from, to) {
  return text.replace(/^(last [+−]?[\d.]+)( kg| lb)?(?= × )/, (_, load, unit = ` ${from}`) => load + (unit === ` ${to}` ? "" : unit));
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * As the server writes it. Not by Intl, whose first use takes longer than all else that is drawn here.
 * @param {string} on like 2026-11-23
 */
export function dayText(on) {
  const [weekday = "", day = "", month = ""] = new Date(`${on}T00:00Z`).toUTCString().split(/,? /);
  return `${weekday} ${Number(day)} ${month}`;
}

/**
 * "Mon 23 Nov, 18:40" by the clock of a zone.
 * @param {number} at ms since the epoch
 * @param {string} timeZone
 */
export function writtenText(at, timeZone) {
  const wanted = /** @type {const} */ ({ weekday: "short", day: "numeric", month: "numeric", hour: "2-digit" });
  const clock = /** @type {const} */ ({ minute: "2-digit", hourCycle: "h23", timeZone });
  const told = new Intl.DateTimeFormat("en-GB", { ...wanted, ...clock }).formatToParts(at);
  const part = (/** @type {string} */ type) => told.find((one) => one.type === type)?.value ?? "";
  return `${part("weekday")} ${Number(part("day"))} ${MONTHS[Number(part("month")) - 1]}, ${part("hour")}:${part("minute")}`;
}

/**
 * @param {import("./load.js").Load | null | undefined} one
 * @param {import("./load.js").Load | null | undefined} other
 */
const isSame = (one, other) => one?.u === other?.u && Number(one?.v ?? -1) === Number(other?.v ?? -1);

/** @param {string} text */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
