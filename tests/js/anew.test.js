import assert from "node:assert/strict";
import { test } from "node:test";
import { keptAnew, listGone } from "../../static/js/shared/anew.js";
import { partsOf } from "../../static/js/shared/verbs.js";
import { overlay } from "../../static/js/shared/view.js";
import { makePhone, NOON, Server } from "./bench.js";

const DELETED = { deleted_at: NOON - 1 };
const purged = [
  { e: "workout", eid: "w", n: 1, f: { on: "2026-10-12", title: "Workout", zone: "UTC", ...DELETED }, del: true },
  { e: "workout_exercise", eid: "x1", n: 1, f: { workout: "w", exercise: "barbell-row", position: "1000", ...DELETED } },
  { e: "workout_exercise", eid: "x2", n: 1, f: { workout: "w", exercise: "curl", position: "2000", ...DELETED } },
  ...["s1", "s2"].map((eid, index) => set(eid, "x1", `${index + 1}000`)),
  set("s3", "x2", "1000"),
];

function set(eid, card, position) {
  const empty = { load: null, reps: null, ticked_at: null };
  return { e: "set", eid, n: 1, f: { workout_exercise: card, position, kind: "working", side: null, ...empty, ...DELETED } };
}

let counted = 0;
const refused = (e, eid, f, code = "gone") => {
  counted += 1;
  return { id: `o${counted}`, ts: NOON + counted, schema: 1, e, eid, op: "set", f, code, msg: "gone for good" };
};

function minting() {
  let number = 0;
  return () => `new${++number}`;
}

const means = () => ({ mint: minting(), zone: "Europe/Berlin", today: "2026-11-23" });
const LOAD = { v: "82.5", u: "kg" };

test("what was lifted is a workout of its own, on its day, over, with nothing in it that wasn't lifted", () => {
  const rejected = [
    refused("set", "s2", { load: LOAD, reps: 0, ticked_at: NOON }),
    refused("set", "s3", { reps: 12, ticked_at: NOON + 5 }),
    refused("workout", "w", { started_at: NOON, note: "Late." }),
  ];

  const [gone] = listGone(rejected, purged);
  const drafts = keptAnew(gone, means());

  assert.deepEqual(gone.ids, rejected.map(({ id }) => id));
  assert.deepEqual(drafts[0].f, {
    ...{ on: "2026-10-12", zone: "UTC", title: "Workout", note: "Late." },
    ...{ started_at: NOON, finished_at: NOON + 5 },
  });
  const rows = overlay([], drafts.map((one, index) => ({ ...one, id: `d${index}`, ts: index })));
  const told = partsOf(rows, "new1").map(({ f, shownSets }) => [f.exercise, shownSets.map((one) => one.f)]);
  assert.deepEqual(told.map(([slug]) => slug), ["barbell-row", "curl"]);
  const [[, [row]], [, [curl]]] = told;
  assert.deepEqual([row.load, row.reps, row.ticked_at, row.kind], [LOAD, 0, NOON, "working"]);
  assert.deepEqual([curl.reps, curl.ticked_at, "load" in curl], [12, NOON + 5, false]);
  assert.equal(told.flatMap(([, sets]) => sets).length, 2);
  assert.ok(drafts.every(({ eid, f }) => eid.startsWith("new") && !("deleted_at" in f)));
});

test("an exercise that was added to a workout that is gone comes along with its sets", () => {
  const rejected = [
    refused("workout_exercise", "x9", { workout: "w", exercise: "pull-up", position: "9000" }),
    refused("set", "s9", { workout_exercise: "x9", position: "1000", kind: "working", side: null }, "unknown"),
    refused("set", "s9", { reps: 7, ticked_at: NOON }, "unknown"),
  ];

  const [gone] = listGone(rejected, purged);
  const drafts = keptAnew(gone, means());

  assert.equal(gone.ids.length, 3);
  assert.deepEqual(drafts.map(({ e }) => e), ["workout", "workout_exercise", "set"]);
  assert.equal(drafts[1].f.exercise, "pull-up");
  assert.equal(drafts[2].f.reps, 7);
});

test("what was worn, what was struck out of the records, the gym and the unit come along", () => {
  const rejected = [
    refused("set", "s1", { load: LOAD, reps: 5, gear: ["belt"], struck: true, ticked_at: NOON }),
    refused("workout", "w", { gym: "g1", unit: "lb" }),
  ];

  const [workout, , one] = keptAnew(listGone(rejected, purged)[0], means());

  assert.deepEqual([one.f.gear, one.f.struck], [["belt"], true]);
  assert.deepEqual([workout.f.gym, workout.f.unit], ["g1", "lb"]);
});

test("a number that was corrected is kept, and not called done", () => {
  const rejected = [refused("set", "s1", { reps: 6 })];

  const [workout, , one] = keptAnew(listGone(rejected, purged)[0], means());

  assert.equal(one.f.reps, 6);
  assert.ok(!("ticked_at" in one.f));
  assert.deepEqual([workout.f.started_at, workout.f.finished_at], [rejected[0].ts, rejected[0].ts]);
});

for (const [why, rejected, base] of [
  ["a tick that was taken back is nothing to keep", [refused("set", "s1", { ticked_at: null })], purged],
  ["a note of the workout alone is no workout", [refused("workout", "w", { note: "x" })], purged],
  ["what is refused for another reason can be corrected", [refused("set", "s1", { reps: 900 }, "unreadable")], purged],
  ["what isn't known to be anybody's set of anything stays", [refused("set", "s1", { reps: 5 })], []],
  ["what was never there isn't gone", [refused("set", "s1", { reps: 5 }, "unknown")], purged],
])
  test(why, () => assert.deepEqual(listGone(rejected, base), []));

test("two workouts that are gone stay two", () => {
  const base = [
    ...purged,
    { e: "workout_exercise", eid: "y1", n: 1, f: { workout: "v", exercise: "plank", position: "1000" } },
    set("t1", "y1", "1000"),
  ];
  const rejected = [refused("set", "s1", { reps: 5 }), refused("set", "t1", { seconds: 60 })];

  const [one, other] = listGone(rejected, base);

  assert.deepEqual([one.workout, other.workout], ["w", "v"]);
  assert.deepEqual([one.ids, other.ids], [[rejected[0].id], [rejected[1].id]]);
  assert.equal(keptAnew(other, means())[0].f.on, "2026-11-23");
});

test("what was refused makes way once, however often it is asked for", async () => {
  const server = new Server();
  server.poison.add("s1");
  const phone = makePhone(server);
  await phone.tick("s1");
  await phone.sync();
  const ids = (await phone.store.rejected()).map(({ id }) => id);
  const drafts = [{ e: "workout", eid: "new", f: { on: "2026-10-12" } }];

  const made = await Promise.all([phone.store.exchange(ids, drafts, NOON), phone.store.exchange(ids, drafts, NOON)]);

  assert.deepEqual(made.map((operations) => operations.length).sort(), [0, 1]);
  assert.deepEqual(await phone.store.rejected(), []);
  assert.equal(await phone.count("outbox"), 1);
  await phone.sync();
  assert.equal(server.field("workout", "new", "on"), "2026-10-12");
});
