/** What is worn is the same on a phone as on the server. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { gearAlong, gearWords } from "../../static/js/shared/gear.js";
import { readSet } from "../../static/js/shared/set-form.js";

const { along, words } = JSON.parse(readFileSync(new URL("../vectors/gear.json", import.meta.url), "utf8"));

for (const { why, sets, shown } of along)
  test(why, () => assert.deepEqual(gearAlong(sets.map(([told, isTicked]) => ({ told, isTicked }))), shown));

for (const [worn, text] of words) test(`called: ${text || "nothing"}`, () => assert.equal(gearWords(worn), text));

test("a tick carries what is shown as worn, and what was taken off is told", () => {
  const carried = readSet({ gear: "", "gear-belt": "on", done: "1" }, { gear: "belt" });
  const off = readSet({ gear: "" }, { gear: "belt" });
  const none = readSet({ gear: "", done: "1" }, { gear: "" });

  assert.deepEqual([carried.changed, carried.onScreen], [{}, { gear: ["belt"] }]);
  assert.deepEqual(off.changed, { gear: [] });
  assert.deepEqual([none.changed, none.onScreen], [{}, {}]);
});
