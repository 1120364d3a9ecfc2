import assert from "node:assert/strict";
import { test } from "node:test";

import { isAnswer, isOurs, isWorthAnother, strategyFor } from "../../static/js/worker/policy.js";

const ORIGIN = "https://gym.example";
const ID = "01999999-aaaa-7bbb-8ccc-dddddddddddd";

/** @type {[string, string, string, string][]} path, expected, why */
const NAVIGATIONS = [
  ["/today", "held", "the phone opens its own day"],
  ["/today?src=pwa", "held", "how somebody got there doesn't change what they want"],
  ["/today?did=swapped&row=1&was=barbell-row&from=today", "held", "nor do the words behind a form"],
  ["/today#set-1", "held", "nor a place in the page"],
  ["/today?edit=1", "page", "a question that only the server can answer"],
  ["/today?src=pwa&edit=1", "page", "one such is enough"],
  ["/today/exercises", "page", "a page below it"],
  [`/workouts/${ID}`, "held", "a workout that the phone may hold"],
  [`/workouts/${ID}?edit=1`, "page", "editing a finished one is drawn by the server"],
  [`/workouts/${ID}/exercises/new`, "page", "a page below a workout"],
  ["/workouts/new", "page", "no id"],
  ["/history", "page", "not held"],
  ["/", "page", "not held"],
  ["/coach", "online", "old numbers of somebody else mislead"],
  ["/coach/clients/1", "online", "and all below it"],
  ["/coaches", "page", "but not what merely begins alike"],
  ["/settings", "online", "account pages are kept nowhere"],
  ["/login?next=/today", "online", "nor is the sign-in"],
  ["/api/export", "pass", "machines talk to the server themselves"],
];

for (const [path, expected, why] of NAVIGATIONS)
  test(`opening ${path}: ${expected}, ${why}`, () => {
    assert.equal(strategyFor({ method: "GET", mode: "navigate", url: ORIGIN + path }, ORIGIN), expected);
  });

/** @type {[{ method?: string, mode?: string, url: string }, string, string][]} */
const OTHERS = [
  [{ url: `${ORIGIN}/static/0123456789ab/js/page/main.js` }, "static", "a file of a build"],
  [{ url: `${ORIGIN}/api/session` }, "pass", "never from the phone"],
  [{ url: `${ORIGIN}/today` }, "pass", "a script that asks for the page wants the server's"],
  [{ url: "https://elsewhere.example/static/a.js" }, "pass", "not ours"],
  [{ method: "POST", url: `${ORIGIN}/today`, mode: "navigate" }, "pass", "what is sent is never answered here"],
  [{ method: "POST", url: `${ORIGIN}/api/sync` }, "pass", "nor a sync"],
  [{ method: "HEAD", url: `${ORIGIN}/static/a.js` }, "pass", "only what can be kept"],
];

for (const [asked, expected, why] of OTHERS)
  test(`${asked.method ?? "GET"} ${asked.url}: ${expected}, ${why}`, () => {
    assert.equal(strategyFor({ method: "GET", mode: "cors", ...asked }, ORIGIN), expected);
  });

const PAGE = { ok: true, type: "basic", redirected: false, marker: "shell; build=abc", cacheControl: "public, no-cache" };
const FILE = { ...PAGE, marker: null, cacheControl: "public, max-age=31536000, immutable" };

/** @type {[string, object, boolean][]} */
const KEPT = [
  ["a page with our mark", PAGE, true],
  ["a file that never changes", FILE, true],
  ["a page of another build", { ...PAGE, marker: "shell; build=abd" }, false],
  ["a page of a build that ends alike", { ...PAGE, marker: "shell; build=xabc" }, false],
  ["a captive portal's page, 200 and all", { ...PAGE, marker: null }, false],
  ["a page without any word on keeping", { ...PAGE, marker: null, cacheControl: null }, false],
  ["what came by way of a redirect", { ...PAGE, redirected: true }, false],
  ["an error", { ...FILE, ok: false }, false],
  ["another site's answer", { ...FILE, type: "opaque" }, false],
];

for (const [what, answered, expected] of KEPT)
  test(`${expected ? "kept" : "not kept"}: ${what}`, () => {
    assert.equal(isOurs({ ...PAGE, ...answered }, "abc"), expected);
  });

/** @type {[number, boolean, boolean, string][]} */
const ANSWERS = [
  [200, true, true, "a page"],
  [0, false, true, "a redirect, which a worker can't look into"],
  [404, true, true, "not there is an answer"],
  [500, true, true, "our own mistake is, too"],
  [503, true, true, "and our own being busy"],
  [502, false, false, "a proxy whose server is gone"],
  [503, false, false, "the same, in other words"],
  [504, false, false, "a proxy that waited in vain"],
];

for (const [status, hasPolicy, expected, why] of ANSWERS)
  test(`${status} ${hasPolicy ? "of ours" : "of somebody's"} is ${expected ? "an" : "no"} answer: ${why}`, () => {
    assert.equal(isAnswer({ status, hasPolicy }), expected);
  });

for (const [outcome, expected, why] of [
  ["synced", false, "all is said"],
  ["later", true, "the network didn't allow it"],
  ["busy", false, "an open page is at it"],
  ["signed-out", false, "a person has to sign in"],
  ["other-user", false, "somebody else is signed in"],
  ["too-old", false, "the app has to be updated"],
])
  test(`woken by the browser, ${outcome} ${expected ? "asks to be woken again" : "is left at that"}: ${why}`, () => {
    assert.equal(isWorthAnother(outcome), expected);
  });
