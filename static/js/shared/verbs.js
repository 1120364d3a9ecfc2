/**
 * What a lifter can do to a workout, as pure functions from what the phone knows to operations.
 * webapp/workouts/verbs.py says the same.
 */

import { after, at, moved } from "./order.js";

/** @typedef {import("./catalogue.js").Exercise} Exercise */
/** @typedef {import("./load.js").Load} Load */
/** @typedef {import("./view.js").Draft} Draft */
/** @typedef {import("./view.js").Row} Row */
/** @typedef {Record<string, any>} Fields */
/** @typedef {{ eid: string, f: Fields }} SetRow */
/** @typedef {{ eid: string, f: Fields, sets: SetRow[], shownSets: SetRow[], isThere: boolean }} Part */

const SETS_OF_A_NEW_EXERCISE = 3;

/**
 * Tick, untick and correct. A tick carries what was on the screen, so that a coach's edit meanwhile can't change what
 * was lifted; the first one starts the workout. In a finished workout a tick counts as of its end.
 * @param {{ eid: string, f: Fields }} workout its `on`, `started_at` and `finished_at`
 * @param {string} id of the set
 * @param {import("./set-form.js").SetForm} form
 * @param {number} now
 * @param {string | null} day where the first tick puts a workout that waited; null leaves it
 * @returns {Draft[]}
 */
export function saveSet(workout, id, { changed, isDone, wasDone, onScreen }, now, day) {
  const tick = isDone && !wasDone ? { ...onScreen, ...changed, ticked_at: workout.f.finished_at ?? now } : null;
  const untick = wasDone && !isDone ? { ...changed, ticked_at: null } : null;
  const f = tick ?? untick ?? changed;
  /** @type {Draft[]} */
  const drafts = Object.keys(f).length > 0 ? [{ e: "set", eid: id, f }] : [];
  if (!tick || workout.f.started_at) return drafts;
  const begun = { started_at: tick.ticked_at, ...(day !== null && day !== workout.f.on ? { on: day } : {}) };
  return [...drafts, { e: "workout", eid: workout.eid, f: begun }];
}

/**
 * Finished at the last tick, or now where nothing was ticked: left out then, not done.
 * @param {string} workout
 * @param {number | null} lastTickAt
 * @param {number} now
 * @returns {Draft[]}
 */
export const finish = (workout, lastTickAt, now) => [
  { e: "workout", eid: workout, f: { finished_at: lastTickAt ?? now } },
];

/**
 * The exercises of a workout in order, with all their sets in order, deleted ones included.
 * @param {Row[]} rows
 * @param {string} workout
 * @returns {Part[]}
 */
export function partsOf(rows, workout) {
  const parts = rows.filter(({ e, f }) => e === "workout_exercise" && f.workout === workout).sort(byPosition);
  return parts.map(({ eid, f }) => {
    const sets = rows.filter((one) => one.e === "set" && one.f.workout_exercise === eid).sort(byPosition);
    const shownSets = sets.filter(isSetThere);
    const isThere = !f.deleted_at && (!f.withdrawn || shownSets.some((one) => one.f.ticked_at));
    return { eid, f, sets, shownSets, isThere };
  });
}

/**
 * The sets that were ticked on the last day before this one on which the exercise was done; none where the phone
 * knows of no such day.
 * @param {Row[]} rows
 * @param {string} slug
 * @param {string} before a day
 * @returns {SetRow[]}
 */
export function lastPerformed(rows, slug, before) {
  const days = new Map(rows.filter(({ e, f }) => e === "workout" && !f.deleted_at).map(({ eid, f }) => [eid, f.on]));
  /** @type {Map<string, SetRow[]>} */
  const done = new Map();
  for (const { e, eid, f } of rows) {
    const on = String(days.get(String(f.workout)) ?? "");
    if (e !== "workout_exercise" || f.exercise !== slug || f.deleted_at || !on || on >= before) continue;
    const sets = rows.filter((one) => one.f.workout_exercise === eid && one.f.ticked_at && !one.f.deleted_at);
    if (sets.length > 0) done.set(on, [...(done.get(on) ?? []), ...sets]);
  }
  const newest = [...done.keys()].sort().at(-1);
  return newest === undefined ? [] : (done.get(newest) ?? []).sort(byPosition);
}

/**
 * What to repeat of the last time: one for each working set, both sides being one.
 * @param {SetRow[]} last
 */
export const patternOf = (last) => last.filter(({ f }) => f.kind !== "warmup" && (f.side ?? "left") === "left");

/**
 * One more exercise at the end, with the working sets of the last time, else three.
 * @param {Part[]} parts of the workout, deleted ones included
 * @param {string} workout
 * @param {Exercise} exercise
 * @param {SetRow[]} last
 * @param {() => string} mint makes an id
 * @returns {Draft[]}
 */
export function addExercise(parts, workout, exercise, last, mint) {
  const card = mint();
  const position = after(parts.at(-1)?.f.position ?? null);
  const pattern = patternOf(last);
  /** @type {Draft[]} */
  const drafts = [{ e: "workout_exercise", eid: card, f: { workout, exercise: exercise.slug, position } }];
  for (let index = 0; index < (pattern.length || SETS_OF_A_NEW_EXERCISE); index++) {
    const like = pattern[index]?.f;
    const aim = like && { target_load: like.load ?? null, target_reps: like.target_reps ?? null, kind: like.kind };
    for (const [offset, side] of sidesOf(exercise, "working").entries()) {
      const f = { workout_exercise: card, position: at(2 * index + offset), kind: "working", side, ...aim };
      drafts.push({ e: "set", eid: mint(), f });
    }
  }
  return drafts;
}

/** Which kinds a new set doesn't go on from, where there are others; less and less, where there aren't. */
const PASSED_OVER = /** @type {Record<string, unknown[][]>} */ ({
  working: [["amrap", "drop"], ["drop"], []],
  amrap: [["drop"], []],
  drop: [[]],
});

/**
 * One more set like the last one of its kind, both sides of a one-sided exercise.
 * @param {Part} part
 * @param {string} sides of its exercise
 * @param {() => string} mint makes an id
 * @param {string} [kind] a drop set or an all-out one aims for no reps
 * @param {(load: Load) => Load} [lighter] the load that a drop set has instead
 * @returns {Draft[]}
 */
export function addSet({ eid, sets, shownSets }, sides, mint, kind = "working", lighter = (load) => load) {
  const done = shownSets.filter(({ f }) => f.kind !== "warmup");
  const like = PASSED_OVER[kind]?.map((kinds) => done.findLast(({ f }) => !kinds.includes(f.kind))).find(Boolean)?.f;
  const load = like?.load ?? like?.target_load ?? null;
  const aims = like && like.kind !== "amrap" && kind === "working";
  const aim = { target_load: load && lighter(load), target_reps: aims ? (like.target_reps ?? null) : null };
  let position = sets.at(-1)?.f.position ?? null;
  return sidesOf({ sides }, "working").map((side) => {
    position = after(position);
    return { e: "set", eid: mint(), f: { workout_exercise: eid, position, kind, side, ...aim } };
  });
}

/**
 * An optional exercise of the plan, as the day's page offers it: behind what is there; as it was if it was removed.
 * @param {Part[]} parts
 * @param {Draft[]} offered its rows, the exercise first
 * @returns {Draft[]}
 */
export function addOffered(parts, offered) {
  const [card, ...sets] = offered;
  if (!card) return [];
  if (parts.some(({ eid }) => eid === card.eid)) return [{ ...card, f: { deleted_at: null } }];
  return [{ ...card, f: { ...card.f, position: after(parts.at(-1)?.f.position ?? null) } }, ...sets];
}

/**
 * So many places up (below 0) or down among the exercises that are shown; nothing beyond the ends of the list.
 * @param {Part[]} parts
 * @param {string} id
 * @param {number} by
 * @returns {Draft[]}
 */
export function moveExercise(parts, id, by) {
  const shown = parts.filter(({ isThere }) => isThere);
  const place = shown.findIndex(({ eid }) => eid === id);
  if (place < 0 || by === 0 || !shown[place + by]) return [];
  const changed = moved(shown.map(({ f }) => f.position), place, place + by);
  return [...changed].map(([index, position]) => ({
    e: "workout_exercise",
    eid: shown[index]?.eid ?? "",
    f: { position },
  }));
}

/**
 * Which sides a set of this kind is done on; null for both at once. A warm-up is one tick for both.
 * @param {{ sides: string }} exercise
 * @param {string} kind
 * @returns {("left" | "right" | null)[]}
 */
export const sidesOf = ({ sides }, kind) => (sides === "each" && kind !== "warmup" ? ["left", "right"] : [null]);

/**
 * @param {{ eid: string, f: Fields }} one
 * @param {{ eid: string, f: Fields }} other
 */
function byPosition(one, other) {
  if (one.f.position === other.f.position) return one.eid < other.eid ? -1 : 1;
  return one.f.position < other.f.position ? -1 : 1;
}

/**
 * Neither deleted nor taken out by a plan; a tick overrules the plan.
 * @param {{ f: Fields }} set
 */
const isSetThere = ({ f }) => !f.deleted_at && (Boolean(f.ticked_at) || !f.withdrawn);
