import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { dropped } from "../../static/js/shared/dropping.js";
import { readKept } from "../../static/js/shared/load.js";

const read = (name) => JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8"));
const TABLE = read("dropping");

for (const { why, exercise, gym, load, is } of TABLE.cases)
  test(`a drop set's load: ${why}`, () => {
    const { v, u } = dropped(readKept(load), TABLE.exercises[exercise], TABLE.gyms[gym]);

    assert.equal(`${v} ${u}`, is);
  });
