import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { after, between, moved } from "../../static/js/shared/order.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/order.json", import.meta.url), "utf8"));

for (const { why, last, is } of vectors.after) test(`behind another: ${why}`, () => assert.equal(after(last), is));

for (const { why, low, high, is } of vectors.between)
  test(`between two: ${why}`, () => assert.equal(between(low, high), is));

for (const { why, positions, source, to, is } of vectors.moved)
  test(`moved within a list: ${why}`, () => {
    assert.deepEqual(Object.fromEntries(moved(positions, source, to)), is);
  });
