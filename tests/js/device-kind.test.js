import assert from "node:assert/strict";
import { test } from "node:test";

import { deviceKind } from "../../static/js/shared/device-kind.js";

/** @type {[string, string, number, string][]} */
const DEVICES = [
  ["an iPhone", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15", 5, "ios"],
  ["an iPad, which says that it is a Mac", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", 5, "ios"],
  ["a Mac", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", 0, "computer"],
  ["an Android phone", "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140", 5, "android"],
  ["a laptop with a touch screen", "Mozilla/5.0 (Windows NT 10.0; Win64; x64)", 10, "computer"],
];

for (const [what, userAgent, maxTouchPoints, expected] of DEVICES)
  test(`${what} is told the steps for ${expected}`, () => {
    assert.equal(deviceKind({ userAgent, maxTouchPoints }), expected);
  });
