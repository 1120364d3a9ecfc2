import assert from "node:assert/strict";
import { test } from "node:test";
import { alarmWords } from "../../static/js/page/enhance/rest-switches.js";
import { clockText, goingOn, isPast, leftMs, LONGEST_S, moved, restAfter, settled } from "../../static/js/shared/rest.js";

const NOW = 1_800_000_000_000;
const REST = { workout: "w", set: "s", endsAt: NOW + 90_000, seconds: 90, next: "then set 2" };
const PLAN = { working: 120, warmup: 60 };

for (const [set, plan, expected, why] of [
  [{ kind: "working", isBetweenSides: false }, PLAN, 120, "a working set"],
  [{ kind: "amrap", isBetweenSides: false }, PLAN, 120, "an all-out set"],
  [{ kind: "warmup", isBetweenSides: false }, PLAN, 60, "a warm-up"],
  [{ kind: "amrap", isBetweenSides: true }, PLAN, 60, "one side, before the other"],
  [{ kind: "working", isBetweenSides: true }, { working: 30, warmup: 60 }, 30, "one side, where even the whole rest is shorter"],
  [{ kind: "working", isBetweenSides: false, isAtOnce: true }, PLAN, 0, "a set that its partner's follows"],
  [{ kind: "working", isBetweenSides: false }, { working: 0, warmup: 60 }, 0, "a plan without rest"],
  [{ kind: "working", isBetweenSides: false }, { working: 36_000, warmup: 60 }, LONGEST_S, "ten hours, which nobody meant"],
  [{ kind: "working", isBetweenSides: false }, { working: Number("x"), warmup: 60 }, 0, "what isn't a number"],
])
  test(`after ${why} the rest is ${expected} s`, () => assert.equal(restAfter(set, plan), expected));

for (const [ms, expected] of [
  [112_000, "1:52"],
  [111_001, "1:52"],
  [60_000, "1:00"],
  [1, "0:01"],
  [0, "0:00"],
  [-999, "+0:00"],
  [-12_000, "+0:12"],
  [LONGEST_S * 1000, "60:00"],
])
  test(`${ms} ms are ${expected}`, () => assert.equal(clockText(ms), expected));

for (const [newest, tap, expected, why] of [
  [null, { set: "s", at: NOW, isTicked: true }, undefined, "the first tap of all"],
  [{ set: "s", at: NOW, rest: REST }, { set: "t", at: NOW + 1, isTicked: true }, undefined, "another set's tick"],
  [{ set: "s", at: NOW, rest: REST }, { set: "s", at: NOW + 60_000, isTicked: false }, REST, "a tick that is taken back"],
  [{ set: "s", at: NOW, rest: null }, { set: "s", at: NOW + 1000, isTicked: false }, null, "one that began the first rest"],
  [{ set: "s", at: NOW, rest: REST }, { set: "s", at: NOW + 9000, isTicked: true }, REST, "an untick that is taken back"],
  [{ set: "s", at: NOW, rest: REST }, { set: "s", at: NOW + 11_000, isTicked: true }, undefined, "a set that was done again"],
])
  test(`${why} ${expected === undefined ? "gives none back" : "gives back what ran"}`, () =>
    assert.equal(goingOn(newest, tap), expected));

test("half a minute more is half a minute more, and counts as part of the whole", () => {
  const longer = moved(REST, 30, NOW);
  assert.equal(leftMs(longer, NOW), 120_000);
  assert.equal(longer.seconds, 120);
});

test("less ends it now at the most", () => {
  assert.equal(leftMs(moved({ ...REST, endsAt: NOW + 5000 }, -15, NOW), NOW), 0);
});

test("more, once it is over, counts from now", () => {
  assert.equal(leftMs(moved({ ...REST, endsAt: NOW - 40_000 }, 30, NOW), NOW), 30_000);
});

test("less, once it is over, leaves it over", () => {
  const over = { ...REST, endsAt: NOW - 40_000 };
  assert.equal(moved(over, -15, NOW), over);
});

test("after ten frozen minutes it is over, and shown a little longer", () => {
  assert.equal(isPast(REST, NOW + 600_000), false);
  assert.equal(isPast(REST, NOW + 691_000), true);
});

test("a clock that is set back by an hour leaves the whole rest, not an hour of it", () => {
  assert.equal(leftMs(settled(REST, NOW - 3_600_000), NOW - 3_600_000), 90_000);
  assert.equal(settled(REST, NOW), REST);
});

test("a page never promises to ring on a locked phone", () => {
  for (const can of [true, false]) assert.match(alarmWords(can, can, can), /locked.*no web page can be sure/);
  assert.doesNotMatch(alarmWords(true, false, true), /vibration/);
});
