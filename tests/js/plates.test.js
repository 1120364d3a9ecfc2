import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { asked, loadUp, text, weightOf, wordsOf } from "../../static/js/shared/plates.js";

const CASES = JSON.parse(readFileSync(new URL("../vectors/plates.json", import.meta.url), "utf8"));

for (const { why, gym, mount, load, in: unit = gym.unit, plates, sentence } of CASES)
  test(`the plates for a load: ${why}`, () => {
    const told = { v: load, u: unit };
    assert.deepEqual(wordsOf(told, gym, mount), { plates, sentence });
    const loading = loadUp(asked(told, gym.unit), gym, mount);
    if (!loading) return;
    const made = weightOf({ bar: loading.bar, plates: plates.map((one) => 1000 * Number(one)) }, mount);
    assert.deepEqual(wordsOf({ v: text(made), u: gym.unit }, gym, mount).plates, plates, "and back");
  });
