import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { wordsOf } from "../../static/js/shared/plates.js";

const CASES = JSON.parse(readFileSync(new URL("../vectors/plates.json", import.meta.url), "utf8"));

for (const { why, gym, mount, load, plates, sentence } of CASES)
  test(`the plates for a load: ${why}`, () => assert.deepEqual(wordsOf(Number(load), gym, mount), { plates, sentence }));
