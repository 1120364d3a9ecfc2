import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parts } from "../../static/js/shared/links.js";

const CASES = JSON.parse(readFileSync(new URL("../vectors/links.json", import.meta.url), "utf8"));

for (const [text, wanted, why] of CASES) test(`links: ${why}`, () => assert.deepEqual(parts(text), wanted));
