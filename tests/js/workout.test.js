import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readAddress } from "../../static/js/shared/asked.js";
import { display, parseLoad } from "../../static/js/shared/load.js";
import { after } from "../../static/js/shared/order.js";
import { readSet, Unreadable } from "../../static/js/shared/set-form.js";
import { tally } from "../../static/js/shared/tally.js";
import { overlay } from "../../static/js/shared/view.js";
import { handsOf } from "../../static/js/shared/words.js";

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

const vectors = (name) => JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8"));
const loads = vectors("load");

for (const { why, text, unit, is } of loads.read)
  test(`a load is read: ${why}`, () => assert.deepEqual(parseLoad(text, unit), is));

for (const { text, unit, is } of loads.refused)
  test(`${text} ${unit} is no load`, () => assert.throws(() => parseLoad(text, unit), { message: is }));

for (const { why, load, unit, is } of loads.show)
  test(`a load is shown: ${why}`, () => assert.equal(display(load, unit), is));

/** A row as the page tells it. */
const told = ({ mode, kind, side, superset, load, reps, ticked, skipped }, number) => ({
  ...{ id: String(number), kind, side: side ?? "", card: String(number), letter: superset ?? "", isTicked: ticked, isSkipped: skipped },
  ...{ kept: load ? `${load.v} ${load.u}` : "", reps: String(reps ?? ""), hands: handsOf({ load_mode: mode }, side) },
});

for (const { why, unit, sets, is } of vectors("tally"))
  test(`the head of a workout: ${why}`, () => {
    const next = is.next === null ? null : String(is.next);
    assert.deepEqual(tally(sets.map(told), unit), { ...is, next });
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
