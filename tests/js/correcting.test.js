import assert from "node:assert/strict";
import { test } from "node:test";
import { corrected, textOf } from "../../static/js/shared/correcting.js";
import { Unreadable } from "../../static/js/shared/set-form.js";

const LOAD = { v: "1800", u: "lb" };

for (const [field, typed, told, is, why] of [
  ["load", "180", LOAD, { load: { v: "180", u: "lb" } }, "a load without a unit has that of the refused one"],
  ["load", "82,5 KG", LOAD, { load: { v: "82.5", u: "kg" } }, "a unit that is typed counts"],
  ["load", "180lb", { v: "9999", u: "kg" }, { load: { v: "180", u: "lb" } }, "with or without a blank"],
  ["load", "180", null, { load: { v: "180", u: "lb" } }, "with no load before, the lifter's unit"],
  ["load", " ", LOAD, { load: null }, "an empty load is none"],
  ["load", "1800 lb", LOAD, {}, "what wasn't touched is sent as it is"],
  ["reps", "9", 900, { reps: 9 }, "a number"],
  ["reps", "", 900, { reps: null }, "an empty number is none"],
  ["rpe", "8,5", "85", { rpe: "8.5" }, "an effort with a comma"],
  ["note", "short ", "long", { note: "short" }, "a note"],
  ["pain", "knee 4/10, dull", { score: 40, where: "knee" }, { pain: { score: 4, where: "knee", kind: "dull" } }, "pain, as it stands there"],
  ["pain", "4", { score: 40 }, { pain: { score: 4 } }, "pain, only how much"],
  ["pain", "", { score: 40 }, { pain: null }, "no pain after all"],
  ["pain", "lower back 40/10", { score: 40, where: "lower back" }, {}, "pain that wasn't touched"],
  ["title", "Back ", "x", { title: "Back" }, "a title"],
  ["on", "2026-11-23", "1890-01-01", { on: "2026-11-23" }, "a day"],
])
  test(`correcting what was refused: ${why}`, () => assert.deepEqual(corrected(field, typed, told, "lb"), is));

for (const [field, typed, sentence] of [
  ["load", "heavy", "Type the load as a number, like 82.5."],
  ["load", "180 stone", "Type the load as a number, like 82.5."],
  ["load", "1001 kg", "A load is at most 1,000 kg (2,204 lb)."],
  ["reps", "nine", "Reps is a whole number from 0 to 1,000."],
  ["rpe", "hard", "RPE is 1 to 10, in halves."],
  ["rpe", "10.5", "RPE is 1 to 10, in halves."],
  ["pain", "a lot", "Type the pain like this: knee 3/10, dull."],
  ["pain", "knee 11", "Type the pain like this: knee 3/10, dull."],
  ["title", " ", "Give the workout a name."],
  ["on", "2026-02-30", "Choose a day that exists, like 2026-11-23."],
])
  test(`correcting what was refused: ${field} ${typed} can't be read`, () => {
    const isIt = (error) => error instanceof Unreadable && error.field === field && error.message === sentence;
    assert.throws(() => corrected(field, typed, LOAD, "kg"), isIt);
  });

test("a refused value as it stands in the field", () => {
  assert.deepEqual([textOf(LOAD), textOf(9), textOf(null), textOf("x")], ["1800 lb", "9", "", "x"]);
});
