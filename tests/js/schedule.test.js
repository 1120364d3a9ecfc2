import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { chooseWorkout, findForgotten, localDay } from "../../static/js/shared/schedule.js";

const { day, today, now, choose, forgotten } = JSON.parse(
  readFileSync(new URL("../vectors/schedule.json", import.meta.url), "utf8"),
);

for (const { why, now: at, zone, day_start: start, is } of day)
  test(`the local day: ${why}`, () => assert.equal(localDay(Date.parse(at), zone, start), is));

/** As the server tells them: the day that the plan means lies in the plan's own part of the row. */
const rowsOf = (workouts) =>
  Object.entries(workouts).flatMap(([eid, { planned_on: on, ticked_at: ticked, ...f }]) => [
    { e: "workout", eid, n: 1, f: { ...f, plan: on ? { on } : null } },
    { e: "workout_exercise", eid: `${eid}-e`, n: 1, f: { workout: eid } },
    { e: "set", eid: `${eid}-s`, n: 1, f: { workout_exercise: `${eid}-e`, ticked_at: ticked ?? null } },
  ]);

for (const { why, workouts, is } of choose)
  test(`today's workout: ${why}`, () => assert.equal(chooseWorkout(rowsOf(workouts), today, now), is));

for (const { why, workouts, is } of forgotten)
  test(`left open: ${why}`, () =>
    assert.equal(findForgotten(rowsOf(workouts), today, now)?.workout.eid ?? null, is));
