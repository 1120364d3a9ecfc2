import assert from "node:assert/strict";
import { test } from "node:test";
import { fewestMoves, movesText } from "../../static/js/shared/fewest.js";
import { loadUp, weightOf } from "../../static/js/shared/plates.js";

const GYM = { unit: /** @type {const} */ ("kg"), bars: ["20", "15"], plates: /** @type {[string, number][]} */ ([["25", 2], ["20", 2], ["15", 2], ["10", 2], ["5", 2], ["2.5", 2], ["1.25", 1]]) };
const thousand = (/** @type {number} */ one) => one * 1000;
const on = (/** @type {number[]} */ plates, bar = 20) => ({ bar: thousand(bar), plates: plates.map(thousand), short: 0 });

/** @type {[string, "bar" | "belt", number[] | null, number, number[], string][]} */
const CASES = [
  ["an empty bar gets the usual plates", "bar", null, 100, [25, 15], ""],
  ["a little more goes on the outside", "bar", [25, 15], 105, [25, 15, 2.5], "add 2.5 each side"],
  ["the same again", "bar", [25, 15], 100, [25, 15], "as it is"],
  ["off from the outside", "bar", [25, 15, 2.5], 100, [25, 15], "take off 2.5 each side"],
  ["one is changed for another", "bar", [25, 1.25], 100, [25, 15], "take off 1.25, add 15 each side"],
  ["the inner one stays, though the usual way begins with another", "bar", [10, 1.25], 90, [10, 25], "take off 1.25, add 25 each side"],
  ["one more of what is there is less than another", "bar", [25, 5], 90, [25, 5, 5], "add 5 each side"],
  ["a heavier one outside a lighter is one move, the usual 25 + 10 would be three", "bar", [10], 90, [10, 25], "add 25 each side"],
  ["a pair is used up: 25, 25 and what is left", "bar", [25, 25], 130, [25, 25, 5], "add 5 each side"],
  ["all of it, where nothing inside can stay", "bar", [25, 15], 40, [10], "take off 15 + 25, add 10 each side"],
  ["the outer one is told first", "bar", [20, 2.5, 1.25], 60, [20], "take off 1.25 + 2.5 each side"],
  ["what can't be made is as short as ever", "bar", [25, 15], 106, [25, 15, 2.5], "add 2.5 each side"],
  ["of single plates", "belt", [10, 5], 20, [10, 5, 5], "add 5"],
];

for (const [why, mount, now, load, plates, moves] of CASES)
  test(`fewest changes: ${why}`, () => {
    const before = now && on(now, mount === "bar" ? 20 : 0);
    const found = fewestMoves(thousand(load), GYM, mount, before);
    assert.ok(found);
    assert.deepEqual(found.plates, plates.map(thousand));
    if (before) assert.equal(movesText(before, found, mount), moves);
  });

test("fewest changes: the bar that is loaded stays if it makes as much", () => {
  const found = fewestMoves(thousand(55), GYM, "bar", on([20], 15));
  assert.deepEqual(found, { bar: 15_000, plates: [20_000], short: 0 });
  assert.equal(fewestMoves(thousand(17), GYM, "bar", on([20]))?.bar, 15_000);
  assert.equal(fewestMoves(thousand(10), GYM, "bar", on([20])), null);
});

test("fewest changes: plates of another gym come off", () => {
  assert.deepEqual(fewestMoves(thousand(100), GYM, "bar", on([45, 5]))?.plates, [25, 15].map(thousand));
});

test("fewest changes: never another load, and never more plates moved than all off and the usual on", () => {
  for (let first = 20; first <= 200; first += 7.5)
    for (let then = 20; then <= 200; then += 12.5) {
      const now = loadUp(thousand(first), GYM, "bar");
      const [usual, found] = [loadUp(thousand(then), GYM, "bar"), fewestMoves(thousand(then), GYM, "bar", now)];
      assert.ok(now && usual && found);
      assert.equal(weightOf(found, "bar"), weightOf(usual, "bar"));
      const movedTo = (/** @type {number[]} */ plates) => {
        const same = plates.findIndex((plate, at) => plate !== now.plates[at]);
        const kept = same < 0 ? Math.min(plates.length, now.plates.length) : same;
        return now.plates.length + plates.length - 2 * kept;
      };
      if (now.bar === found.bar && now.bar === usual.bar) assert.ok(movedTo(found.plates) <= movedTo(usual.plates));
    }
});
