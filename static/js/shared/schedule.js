/** Which day it is for a lifter, and which workout it holds; the server's rules, told again for a phone offline. */

/** @typedef {import("./view.js").Row} Row */
/** @typedef {import("./view.js").Fields} Fields */

const STAYS_OPEN_MS = 6 * 3600 * 1000;

const LEFT_OPEN_FOR_MS = 28 * 24 * 3600 * 1000;

const MINUTE_MS = 60_000;

/**
 * The lifter's day at `now`: it begins `dayStartMin` minutes after midnight by the wall clock of `zone`.
 * @param {number} now ms since the epoch
 * @param {string} zone
 * @param {number} dayStartMin
 * @returns {string} like 2026-11-23
 */
export function localDay(now, zone, dayStartMin) {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(now);
  const part = (/** @type {string} */ type) => Number(parts.find((one) => one.type === type)?.value);
  const wall = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"));
  return new Date(wall - dayStartMin * MINUTE_MS).toISOString().slice(0, 10);
}

/**
 * The workout that `today` shows: one to go on with, else one that waits, else the last one done; or none.
 * @param {Row[]} rows
 * @param {string} today
 * @param {number} now
 * @returns {string | null} its id
 */
export function chooseWorkout(rows, today, now) {
  const workouts = rows.filter(({ e, f }) => e === "workout" && f.on && !f.deleted_at);
  const ticks = lastTicks(rows);
  const lastSign = (/** @type {Row} */ { eid, f }) => ticks.get(eid) ?? Number(f.started_at ?? now);
  const open = workouts
    .filter(({ f }) => f.started_at && !f.finished_at)
    .filter((one) => one.f.on === today || now - lastSign(one) <= STAYS_OPEN_MS)
    .sort((one, other) => lastSign(other) - lastSign(one));
  const waiting = workouts.filter(({ f }) => isWaiting(f) && dueOn(f, today) === today).sort(byPlan);
  const finished = workouts.filter(({ f }) => f.on === today && f.finished_at).sort(byFinish);
  return (open[0] ?? waiting[0] ?? finished.at(-1))?.eid ?? null;
}

/**
 * The newest workout of a day before that was left open and that `today` doesn't go on with, with its last tick, null
 * where none is left.
 * @param {Row[]} rows
 * @param {string} today
 * @param {number} now
 * @returns {{ workout: Row, endedAt: number | null } | null}
 */
export function findForgotten(rows, today, now) {
  const ticks = lastTicks(rows);
  const since = new Date(Date.parse(today) - LEFT_OPEN_FOR_MS).toISOString().slice(0, 10);
  const [workout] = rows
    .filter(({ e, f }) => e === "workout" && f.started_at && !f.finished_at && !f.deleted_at)
    .filter(({ f }) => String(f.on) < today && String(f.on) >= since)
    .filter(({ eid, f }) => now - (ticks.get(eid) ?? Number(f.started_at)) > STAYS_OPEN_MS)
    .sort((one, other) => (`${one.f.on} ${one.eid}` < `${other.f.on} ${other.eid}` ? 1 : -1));
  return workout ? { workout, endedAt: ticks.get(workout.eid) ?? null } : null;
}

/**
 * The day that a workout waits for: where it was moved to, or, if that passed and the plan's own day for it didn't,
 * its own again.
 * @param {Fields} fields
 * @param {string} today
 */
export function dueOn({ on, plan }, today) {
  const own = String(/** @type {{ on?: string } | null} */ (plan ?? null)?.on ?? on);
  return String(on) >= today || String(on) > own ? String(on) : own;
}

/**
 * Planned, or made and not begun.
 * @param {Fields} fields
 */
export const isWaiting = ({ started_at: started, finished_at: finished, deleted_at: deleted, withdrawn }) =>
  !(started || finished || deleted || withdrawn);

/**
 * An empty one, begun by mistake, doesn't hide the plan's.
 * @param {Row} one
 * @param {Row} other
 */
function byPlan(one, other) {
  if (Boolean(one.f.plan) !== Boolean(other.f.plan)) return one.f.plan ? -1 : 1;
  return one.eid < other.eid ? -1 : 1;
}

/**
 * When each workout was last ticked in.
 * @param {Row[]} rows
 */
function lastTicks(rows) {
  const workoutOf = new Map(rows.filter(({ e }) => e === "workout_exercise").map(({ eid, f }) => [eid, f.workout]));
  /** @type {Map<string, number>} */
  const ticks = new Map();
  for (const { e, f } of rows) {
    const workout = e === "set" ? workoutOf.get(String(f.workout_exercise)) : undefined;
    if (!f.ticked_at || f.deleted_at || !workout) continue;
    ticks.set(String(workout), Math.max(ticks.get(String(workout)) ?? 0, Number(f.ticked_at)));
  }
  return ticks;
}

/**
 * @param {Row} one
 * @param {Row} other
 */
const byFinish = (one, other) => Number(one.f.finished_at) - Number(other.f.finished_at);
