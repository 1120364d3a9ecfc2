import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readKept } from "../../static/js/shared/load.js";
import { inGym, loadable, nextLoad, stepIn } from "../../static/js/shared/loadable.js";

const TABLE = JSON.parse(readFileSync(new URL("../vectors/loadable.json", import.meta.url), "utf8"));
const words = (load) => load && `${load.v} ${load.u}`;

for (const { why, exercise, gym, wanted, made, steps } of TABLE.cases)
  test(`what can be loaded: ${why}`, () => {
    const [one, equipment] = [TABLE.exercises[exercise], TABLE.gyms[gym]];
    assert.equal(words(loadable(one, readKept(wanted), equipment)), made);
    if (one.load_mode !== "none") assert.equal(words(inGym(stepIn(one, equipment), equipment)), `${steps[equipment.unit]} ${equipment.unit}`);
  });

/** @type {[string, string, string, string | null, string, string][]} */
const PRESSES = [
  ["from what is on the bar", "kg", "60 kg", "bar", "62.5 kg", "57.5 kg"],
  ["from pounds that show 65 kg", "kg", "143.3 lb", "bar", "67.5 kg", "62.5 kg"],
  ["from pounds between two loads, to the nearest above and below", "kg", "135 lb", "bar", "62.5 kg", "60 kg"],
  ["at the empty bar", "kg", "20 kg", "bar", "22.5 kg", "20 kg"],
  ["of a few plates, past what they can't make", "home", "30 kg", "bar", "40 kg", "20 kg"],
  ["of plates that are all on", "home", "90 kg", "bar", "90 kg", "80 kg"],
  ["on a belt", "kg", "5 kg", "belt", "6.25 kg", "3.75 kg"],
  ["a dumbbell in pounds", "kg", "50 lb", null, "24 kg", "22 kg"],
  ["a dumbbell as it is marked", "kg", "13 kg", null, "15 kg", "11 kg"],
  ["kilograms in a gym of pounds", "lb", "61.2 kg", "bar", "140 lb", "130 lb"],
];

for (const [why, name, load, mount, up, down] of PRESSES)
  test(`a press in another unit: ${why}`, () => {
    const gym = TABLE.gyms[name];
    const exercise = { bar: TABLE.exercises.row, belt: TABLE.exercises["pull-up"] }[mount ?? ""] ?? TABLE.exercises.dumbbell;
    const pressed = (/** @type {-1 | 1} */ by) => words(nextLoad(readKept(load), by, stepIn(exercise, gym), gym, mount));
    assert.deepEqual([pressed(1), pressed(-1)], [up, down]);
  });
