/**
 * What was done to sets that were deleted so long ago that they are gone for good: it goes into a new workout, so that
 * nothing that was lifted is lost with the row it was lifted in.
 */

import { at } from "./order.js";
import { FIELDS } from "./outbox.js";
import { partsOf } from "./verbs.js";
import { overlay } from "./view.js";

/** @typedef {import("./view.js").Row} Row */
/** @typedef {import("./view.js").Fields} Fields */
/** @typedef {import("./view.js").Draft} Draft */
/** @typedef {import("./store.js").Rejected} Rejected */
/**
 * What was refused of one workout. ids: of the operations. rows: all that is known, they laid over it. sets: those of
 * which something is told.
 * @typedef {{ workout: string, ids: string[], rows: Row[], sets: Set<string>, toldAt: number[] }} Gone
 */
/** @typedef {{ mint: () => string, zone: string, today: string }} Means today: for a workout of which no day is known */

/** Codes of the server: the row was purged; and what would hang under one that it never took. */
const CODES = new Set(["gone", "unknown"]);
/** Of a set: one of these is something that was performed. */
const TOLD = ["load", "reps", "seconds", "distance", "rpe", "rir", "grip", "gear", "pain", "note", "ticked_at"];
/** Where a row lies and when; the new one has its own. Whatever else a phone may write comes along. */
const ITS_OWN = new Set([
  ...["on", "zone", "title", "started_at", "finished_at"],
  ...["workout", "exercise", "workout_exercise", "position", "deleted_at"],
]);
const DAY = /^\d{4}-\d\d-\d\d$/;

/**
 * @param {Rejected[]} rejected
 * @param {Row[]} base
 * @returns {Gone[]} one for each workout of which something that was performed is gone
 */
export function listGone(rejected, base) {
  const refused = rejected.filter(({ code }) => CODES.has(code));
  const rows = overlay(base, refused);
  const known = new Map(rows.map((row) => [row.eid, row]));
  /** @type {Map<string, Gone & { isGone: boolean }>} */
  const found = new Map();
  for (const { id, e, eid, f, ts, code } of refused) {
    const workout = workoutOf(known.get(eid), known);
    if (!workout) continue;
    const one = found.get(workout) ?? { workout, ids: [], rows, sets: new Set(), toldAt: [], isGone: false };
    found.set(workout, one);
    one.ids.push(id);
    one.toldAt.push(ts);
    one.isGone ||= code === "gone";
    if (e === "set" && TOLD.some((name) => isTold(f[name]))) one.sets.add(eid);
  }
  return [...found.values()].filter(({ isGone, sets }) => isGone && sets.size > 0);
}

/**
 * The workout in which what is gone is kept, on its day: finished at its last tick, as it is no plan for any day.
 * @param {Gone} gone
 * @param {Means} means
 * @returns {Draft[]} the workout first
 */
export function keptAnew({ workout, rows, sets, toldAt }, { mint, zone, today }) {
  const old = rows.find(({ eid }) => eid === workout)?.f ?? {};
  const eid = mint();
  const parts = partsOf(rows, workout).map((part) => ({ ...part, sets: part.sets.filter((one) => sets.has(one.eid)) }));
  const ticks = parts.flatMap((part) => part.sets.flatMap(({ f }) => (f.ticked_at ? [Number(f.ticked_at)] : [])));
  const times = ticks.length > 0 ? ticks : toldAt;
  /** @type {Draft[]} */
  const drafts = [
    {
      e: "workout",
      eid,
      f: {
        on: DAY.test(String(old.on)) ? old.on : today,
        zone: old.zone ?? zone,
        title: old.title || "Workout",
        started_at: old.started_at ?? Math.min(...times),
        finished_at: old.finished_at ?? Math.max(...times),
        ...told("workout", old),
      },
    },
  ];
  for (const [place, { f, sets: kept }] of parts.filter((part) => part.sets.length > 0).entries()) {
    const card = mint();
    const exercise = { workout: eid, exercise: f.exercise, position: at(place), ...told("workout_exercise", f) };
    drafts.push({ e: "workout_exercise", eid: card, f: exercise });
    for (const [index, one] of kept.entries())
      drafts.push({ e: "set", eid: mint(), f: { workout_exercise: card, position: at(index), ...told("set", one.f) } });
  }
  return drafts;
}

/**
 * @param {Row | undefined} row
 * @param {Map<string, Row>} known
 * @returns {string | null} null where the phone doesn't know where it belongs, or which exercise it was
 */
function workoutOf(row, known) {
  if (row?.e === "workout") return row.eid;
  if (row?.e === "workout_exercise") return row.f.exercise && row.f.workout ? String(row.f.workout) : null;
  return row?.e === "set" ? workoutOf(known.get(String(row.f.workout_exercise)), known) : null;
}

/**
 * @param {keyof typeof FIELDS} e
 * @param {Fields} f
 */
const told = (e, f) =>
  Object.fromEntries(FIELDS[e].filter((name) => !ITS_OWN.has(name) && isTold(f[name])).map((name) => [name, f[name]]));

/** @param {unknown} value 0 is told: a failed set has no reps */
const isTold = (value) => value !== null && value !== undefined;
