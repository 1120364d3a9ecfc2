/** What stays with an exercise is the same on a phone as on the server. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { keepNote, textsOf } from "../../static/js/shared/exercise-notes.js";
import { sendAgain } from "../../static/js/shared/outbox.js";

const NOW = 1795456800000;
const { shown, kept } = JSON.parse(readFileSync(new URL("../vectors/exercise-notes.json", import.meta.url), "utf8"));

const rowsOf = (rows) =>
  rows.map(([eid, exercise, text, isDeleted]) => ({ e: "exercise_note", eid, f: { exercise, text, deleted_at: isDeleted ? NOW : null } }));

for (const { why, rows, texts } of shown)
  test(`shown: ${why}`, () => {
    const told = [...textsOf(rowsOf(rows))].filter(([, text]) => text);
    assert.deepEqual(Object.fromEntries(told), texts);
  });

for (const { why, rows, exercise, text, operations } of kept)
  test(`kept: ${why}`, () => {
    const drafts = keepNote(rowsOf(rows), exercise, text, () => "new", NOW);
    assert.deepEqual(drafts.map(({ eid, f }) => [eid, f]), operations);
  });

test("operations in their order mean what the rows would", () => {
  const typed = { e: "exercise_note", eid: "a", f: { exercise: "pull-up", text: "Wide" } };
  const emptied = { e: "exercise_note", eid: "a", f: { exercise: "pull-up", deleted_at: NOW } };

  assert.deepEqual([...textsOf([typed, emptied])], [["pull-up", ""]]);
});

test("a server that was restored from a backup gets the note again, the row before what was done to it", () => {
  const f = { exercise: "pull-up", text: "Wide", deleted_at: null };
  const changed = { id: "1", ts: NOW, schema: 1, e: "exercise_note", eid: "a", op: "set", f: { exercise: "pull-up", text: "Wide" } };

  const again = sendAgain([changed], [{ e: "exercise_note", eid: "a", n: 3, f }], [], NOW);

  assert.deepEqual(again.map(({ ts, f: fields }) => [ts, fields]), [[0, f], [NOW, changed.f]]);
});
