import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readKept } from "../../static/js/shared/load.js";
import { easedLoad, isEased, leftOut, nameOf, readFeeling, sentenceOf } from "../../static/js/shared/readiness.js";

const { told, sentences, left_out: left, loads, exercises, gyms } = JSON.parse(readFileSync(new URL("../vectors/readiness.json", import.meta.url), "utf8"));

for (const { why, form, kept, name, eased } of told)
  test(`how somebody feels: ${why}`, () => {
    const readiness = readFeeling(form);
    assert.deepEqual(readiness, kept);
    assert.equal(nameOf(readiness), name);
    assert.equal(isEased(readiness), eased);
    assert.equal(sentenceOf(readiness), sentences[String(eased)]);
  });

for (const { why, sets, is } of left)
  test(`what is left out on a day under 100 %: ${why}`, () => {
    const rows = sets.map((text, place) => {
      const [kind, ...more] = text.split(" ");
      return { place, kind, side: more.find((one) => one !== "ticked") ?? null, isTicked: more.includes("ticked") };
    });
    assert.deepEqual(leftOut(rows).map(({ place }) => place), is);
  });

for (const { why, exercise, gym, load, is } of loads)
  test(`a load on a day under 100 %: ${why}`, () => {
    const { v, u } = easedLoad(readKept(load), exercises[exercise], gyms[gym]);
    assert.equal(`${v} ${u}`, is);
  });

test("what no button says is for the server to refuse", () => {
  assert.equal(readFeeling({ feels: "great" }), null);
  assert.equal(readFeeling({}), null);
  assert.equal(sentenceOf(null), "");
});
