import assert from "node:assert/strict";
import { test } from "node:test";
import { readAddress } from "../../static/js/shared/asked.js";
import { display, parseLoad } from "../../static/js/shared/load.js";
import { after } from "../../static/js/shared/order.js";
import { readSet, Unreadable } from "../../static/js/shared/set-form.js";
import { tally } from "../../static/js/shared/tally.js";
import { overlay } from "../../static/js/shared/view.js";

test("what waits lies over what the server said, the later wish last", () => {
  const base = [{ e: "set", eid: "s1", n: 4, f: { reps: 5, load: null } }];
  const later = { id: "b", ts: 20, e: "set", eid: "s1", f: { reps: 7 } };
  const earlier = { id: "a", ts: 10, e: "set", eid: "s1", f: { reps: 6, note: "x" } };
  const made = { id: "c", ts: 5, e: "set", eid: "s2", f: { reps: 1 } };

  assert.deepEqual(overlay(base, [later, earlier, made]), [
    { e: "set", eid: "s1", n: 4, f: { reps: 7, load: null, note: "x" } },
    { e: "set", eid: "s2", n: 0, f: { reps: 1 } },
  ]);
});

const WAS = { load: "46.3", reps: "5", done: "", kept: "102 lb", note: "" };
const FORM = { unit: "kg", load: "46.3", reps: "5", note: "" };

for (const [field, text] of [
  ["load", "heavy"],
  ["load", "1001"],
  ["reps", "-1"],
  ["reps", "1001"],
  ["reps", "4.5"],
])
  test(`${field} ${text} can't be read`, () => {
    const isAboutIt = (error) => error instanceof Unreadable && error.field === field;
    assert.throws(() => readSet({ ...FORM, [field]: text }, WAS), isAboutIt);
  });

test("loads are read with point or comma and shown without zeros behind", () => {
  assert.deepEqual(parseLoad(" 82,50", "kg"), { v: "82.50", u: "kg" });
  assert.deepEqual(parseLoad("+.5", "lb"), { v: "0.5", u: "lb" });
  assert.equal(parseLoad("", "kg"), null);
  assert.equal(display({ v: "82.50", u: "kg" }, "kg"), "82.5");
  assert.equal(display({ v: "100", u: "kg" }, "kg"), "100");
  assert.equal(display({ v: "22.5", u: "lb" }, "kg"), "10.2");
});

test("the tally leaves warm-ups out and counts both hands", () => {
  const done = { kind: "working", isTicked: true, isSkipped: false, kept: "20 kg", reps: "10", hands: 1 };
  const rows = [
    { ...done, id: "w", kind: "warmup" },
    { ...done, id: "a", hands: 2 },
    { ...done, id: "b" },
    { ...done, id: "c", isTicked: false },
    { ...done, id: "d", isTicked: false, isSkipped: true },
  ];

  assert.deepEqual(tally(rows, "kg"), { done: 2, total: 3, volume: "600 kg moved", next: "c" });
});

test("positions follow one another", () => {
  assert.deepEqual([null, "000100", "000150", "999900"].map(after), ["000100", "000200", "000200", "9999001"]);
});

const ID = "01a20990-9502-790b-863c-fc5e64ef854b";

for (const [path, wanted] of [
  [`/workouts/${ID}`, ["workout", "save"]],
  [`/workouts/${ID}/finish`, ["workout", "finish"]],
  [`/workouts/${ID}/sets/${ID}`, ["set", "save"]],
  [`/workouts/${ID}/exercises/${ID}/sets`, ["workout_exercise", "sets"]],
  [`/workouts/${ID}/copy`, null],
  [`/workouts/${ID}/exercises`, ["workout", "exercises"]],
  [`/workouts/${ID}/exercises/${ID}/move`, ["workout_exercise", "move"]],
  [`/workouts/${ID}/exercises/${ID}/swap`, null],
  ["/workouts", null],
])
  test(`what ${path.replaceAll(ID, "…")} asks for`, () => {
    const asked = readAddress(path);
    assert.deepEqual(asked && [asked.e, asked.verb], wanted);
  });
