import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { find } from "../../static/js/shared/catalogue.js";
import { substitutes } from "../../static/js/shared/swap.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/catalogue.json", import.meta.url), "utf8"));
const blank = { equipment: ["none"], secondary: [], alternatives: [], easier: [], harder: [] };
const exercises = vectors.exercises.map((one) => ({ ...blank, ...one }));

for (const { why, query, is } of vectors.find)
  test(`what is found: ${why}`, () => assert.deepEqual(find(exercises, query).map(({ slug }) => slug), is));

for (const { why, of, hurting, is } of vectors.substitutes)
  test(`what may stand in: ${why}`, () => {
    const exercise = exercises.find(({ slug }) => slug === of);
    const found = substitutes(exercise, exercises, hurting);

    assert.deepEqual(found.map(({ exercise: slug, reason, strain }) => [slug, reason, ...(strain ? [strain] : [])]), is);
  });
