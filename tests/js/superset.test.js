import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { dueOf, inTurn } from "../../static/js/shared/superset.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/superset.json", import.meta.url), "utf8"));

const set = (text, name) => ({
  ...{ name, kind: text.split(" ")[0], isTicked: text.includes("ticked") },
  side: /left|right/.exec(text)?.[0] ?? "",
});

for (const { why, cards, is, due } of vectors)
  test(`sets in turn: ${why}`, () => {
    const told = cards.map(({ letter, sets }, card) => ({ letter, sets: sets.map((one, at) => set(one, `${card}.${at}`)) }));

    assert.deepEqual(inTurn(told).map(({ name }) => name), is);
    if (due) assert.deepEqual(dueOf(told).map(({ name }) => name), due);
  });
