import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readKept } from "../../static/js/shared/load.js";
import { inGym, loadable, stepIn } from "../../static/js/shared/loadable.js";

const TABLE = JSON.parse(readFileSync(new URL("../vectors/loadable.json", import.meta.url), "utf8"));
const words = (load) => load && `${load.v} ${load.u}`;

for (const { why, exercise, gym, wanted, made, steps } of TABLE.cases)
  test(`what can be loaded: ${why}`, () => {
    const [one, equipment] = [TABLE.exercises[exercise], TABLE.gyms[gym]];
    assert.equal(words(loadable(one, readKept(wanted), equipment)), made);
    if (one.load_mode !== "none") assert.equal(words(inGym(stepIn(one, equipment), equipment)), `${steps[equipment.unit]} ${equipment.unit}`);
  });
