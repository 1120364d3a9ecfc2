import assert from "node:assert/strict";
import { test } from "node:test";
import { aside, landing, pull } from "../../static/js/shared/dragging.js";

/** A high one, then three alike. */
const BOXES = [
  { top: 0, height: 100 },
  { top: 110, height: 60 },
  { top: 180, height: 60 },
  { top: 250, height: 60 },
];

for (const [why, source, by, is] of /** @type {[string, number, number, number][]} */ ([
  ["not moved", 1, 0, 1],
  ["its lower edge not yet at the middle of the next", 1, 40, 1],
  ["its lower edge beyond the middle of the next", 1, 41, 2],
  ["beyond two", 1, 120, 3],
  ["its upper edge not yet at the middle of the one above", 1, -60, 1],
  ["its upper edge above the middle of the one above", 1, -61, 0],
  ["the high one stays while half of the next is free", 0, 40, 0],
  ["the last goes to the top", 3, -250, 0],
  ["no such place", 7, 50, 7],
]))
  test(`where a dragged one lands: ${why}`, () => assert.equal(landing(BOXES, source, by), is));

test("those that are passed make room, the others stay", () => {
  const shifts = (/** @type {number} */ source, /** @type {number} */ to) => [0, 1, 2, 3].map((place) => aside(place, source, to, 70));
  assert.deepEqual(shifts(0, 2), [0, -70, -70, 0]);
  assert.deepEqual(shifts(3, 1), [0, 70, 70, 0]);
  assert.deepEqual(shifts(2, 2), [0, 0, 0, 0]);
});

test("the page goes along near its edges, faster the nearer, and no further than the list", () => {
  const long = { top: -900, bottom: 2000 };
  assert.equal(pull(400, 844, long), 0);
  assert.ok(pull(10, 844, long) < pull(60, 844, long) && pull(60, 844, long) < 0);
  assert.ok(pull(840, 844, long) > pull(730, 844, long) && pull(730, 844, long) > 0);
  assert.equal(pull(-500, 844, long), -pull(2000, 844, long));
  assert.equal(pull(840, 844, { top: -900, bottom: 700 }), 0);
  assert.equal(pull(10, 844, { top: 80, bottom: 2000 }), 0);
  assert.equal(pull(840, 844, { top: -900, bottom: 711 }), 3);
});
