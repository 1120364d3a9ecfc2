import assert from "node:assert/strict";
import { test } from "node:test";

import { isUnderWay, mayReplaceQuietly, mayTakeOver } from "../../static/js/shared/updates.js";

const NOW = 1_800_000_000_000;
const HOUR = 3_600_000;

/** @param {Record<string, unknown>} f */
const workout = (f) => ({ e: "workout", eid: "w", n: 1, f });

test("a new version comes in unasked only as a page opens, with nothing unsent and nobody training", () => {
  const calm = { isStart: true, pending: 0, isTraining: false };
  assert.equal(mayReplaceQuietly(calm), true);
  assert.equal(mayReplaceQuietly({ ...calm, isStart: false }), false);
  assert.equal(mayReplaceQuietly({ ...calm, pending: 1 }), false);
  assert.equal(mayReplaceQuietly({ ...calm, isTraining: true }), false);
});

test("another open page keeps it waiting, unless a person asks", () => {
  assert.equal(mayTakeOver({ asked: false, pages: 1 }), true);
  assert.equal(mayTakeOver({ asked: false, pages: 2 }), false);
  assert.equal(mayTakeOver({ asked: true, pages: 2 }), true);
});

/** @type {[string, Record<string, unknown>, boolean][]} */
const CASES = [
  ["begun an hour ago", { started_at: NOW - HOUR }, true],
  ["finished", { started_at: NOW - HOUR, finished_at: NOW }, false],
  ["deleted", { started_at: NOW - HOUR, deleted_at: NOW }, false],
  ["planned", { on: "2026-11-23" }, false],
  ["begun yesterday and forgotten", { started_at: NOW - 20 * HOUR }, false],
];

for (const [what, fields, expected] of CASES)
  test(`a workout that is ${what} is ${expected ? "" : "not "}under way`, () => {
    assert.equal(isUnderWay([workout(fields)], NOW), expected);
  });

test("a set is no workout", () => {
  assert.equal(isUnderWay([{ e: "set", eid: "s", n: 1, f: { started_at: NOW } }], NOW), false);
});
