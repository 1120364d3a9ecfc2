import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { mark, split } from "../../static/js/shared/limitations.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/limitations.json", import.meta.url), "utf8"));
const named = (names) => names.map((name) => vectors.limits[name]);

for (const { why, limits, allowed, left_out: leftOut } of vectors.split)
  test(`what is left out: ${why}`, () => {
    const found = split(vectors.exercises, named(limits));

    assert.deepEqual(found.allowed.map(({ slug }) => slug), allowed);
    assert.deepEqual(found.leftOut, leftOut);
  });

for (const { why, exercise, limits, is } of vectors.mark)
  test(`what stands on what is there: ${why}`, () => {
    const one = vectors.exercises.find(({ slug }) => slug === exercise);

    assert.equal(mark(one, named(limits)), is);
  });
