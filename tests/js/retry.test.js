import assert from "node:assert/strict";
import { test } from "node:test";
import { stateOf } from "../../static/js/page/enhance/sync-state.js";
import { isLeftToTheBrowser, nextTryMs } from "../../static/js/shared/retry.js";

const FAILED = { pending: 2, isSending: false, isElsewhere: false, outcome: "later" };

for (const [standing, isInSight, expected, why] of [
  [FAILED, true, true, "the page couldn't send it"],
  [{ ...FAILED, isSending: true }, true, false, "the page is trying"],
  [{ ...FAILED, isElsewhere: true }, true, false, "another tab, or the worker, is trying"],
  [{ ...FAILED, pending: 0 }, true, false, "nothing waits"],
  [{ ...FAILED, outcome: "synced" }, true, false, "the page is about to send it"],
  [{ ...FAILED, outcome: "synced" }, false, true, "the page may be gone before it does"],
  [{ ...FAILED, outcome: "unknown", pending: 0 }, false, false, "nobody looks, and nothing waits"],
])
  test(`what waits is ${expected ? "" : "not "}left to the browser: ${why}`, () => {
    assert.equal(isLeftToTheBrowser(standing, isInSight), expected);
  });

const QUIET = { pending: 0, failures: 0, isAskedAgain: false };

for (const [outcome, since, expected, why] of [
  ["synced", {}, null, "nothing waits"],
  ["synced", { pending: 1 }, 0, "something was ticked meanwhile"],
  ["busy", { pending: 1 }, 1000, "another is sending, and may not have seen the last tick"],
  ["busy", {}, 1000, "another may have fetched less than this page wants"],
  ["signed-out", { pending: 1 }, null, "only a person can go on"],
  ["signed-out", { isAskedAgain: true }, 0, "something happened meanwhile"],
])
  test(`the next try is ${expected === null ? "not made" : `in ${expected} ms`}: ${why}`, () => {
    assert.equal(nextTryMs({ outcome }, { ...QUIET, ...since }), expected);
  });

test("a failed try is made again, as late as the server asks", () => {
  assert.equal(nextTryMs({ outcome: "later", retryAfterMs: 7000 }, { ...QUIET, failures: 3 }), 7000);
  const inMs = nextTryMs({ outcome: "later" }, { ...QUIET, failures: 1 }) ?? 0;
  assert.ok(500 <= inMs && inMs <= 2000);
});

for (const [news, expected, why] of [
  [{}, "waiting", "it couldn't be sent"],
  [{ isSending: true }, "syncing", "it is being sent"],
  [{ isElsewhere: true }, "syncing", "another tab, or the worker, is sending it"],
  [{ outcome: "synced", pending: 0, isSending: true }, "synced", "nothing of this phone's is under way"],
  [{ outcome: "unknown" }, "syncing", "nobody has asked yet"],
  [{ outcome: "signed-out" }, "attention", "a person has to sign in"],
  [{ rejected: 1, outcome: "synced", pending: 0 }, "attention", "a set was refused"],
])
  test(`the state in the top bar is ${expected}: ${why}`, () => {
    assert.equal(stateOf({ ...FAILED, rejected: 0, message: "", ...news }), expected);
  });
