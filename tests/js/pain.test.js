import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { adviceOn, placesOf, strain } from "../../static/js/shared/pain.js";

const { advice, places, strain: strains } = JSON.parse(readFileSync(new URL("../vectors/pain.json", import.meta.url), "utf8"));
const told = (pain) => ({ pain: String(pain?.score ?? ""), pain_where: pain?.where ?? "", pain_kind: pain?.kind ?? "" });

for (const { why, sets, stop, advice: is } of advice)
  test(`what a card says of pain: ${why}`, () => assert.deepEqual(adviceOn(sets.map(told)), { stop, advice: is }));

for (const { why, sets, is } of places)
  test(`where it hurts: ${why}`, () => assert.deepEqual(placesOf(sets.map(told)), is));

for (const { why, exercise, places: hurting, is } of strains)
  test(`what loads where it hurts: ${why}`, () => assert.equal(strain({ secondary: [], ...exercise }, hurting), is));
