/** What the worker does with a request, decided from facts alone. */

import { workoutAt } from "../shared/ids.js";

/**
 * pass: the browser goes on as if there were no worker.
 * static: this build's files, from the phone.
 * held: a day that the phone may hold itself.
 * page: from the server, if it answers soon.
 * online: from the server, however long it takes; never from the phone.
 * @typedef {"pass" | "static" | "held" | "page" | "online"} Strategy
 */

/** @typedef {{ method: string, mode: string, url: string }} Asked */

/** How long a page may keep a person waiting before the phone helps itself. */
export const PATIENCE_MS = 2500;

/** Words in an address that say how somebody got there, not what they want to see. */
const HARMLESS = new Set(["src", "did", "row", "was", "from"]);

/** Pages about accounts and about other people: old ones would mislead, and none is ever kept. */
const ONLINE = /^\/(?:coach|i|settings|login|signup|reset)(?:\/|$)/;

/**
 * @param {Asked} asked
 * @param {string} origin ours
 * @returns {Strategy}
 */
export function strategyFor({ method, mode, url }, origin) {
  const address = new URL(url);
  if (method !== "GET" || address.origin !== origin) return "pass";
  if (address.pathname.startsWith("/static/")) return "static";
  if (mode !== "navigate" || address.pathname.startsWith("/api/")) return "pass";
  if (ONLINE.test(address.pathname)) return "online";
  const mayBeHeld = address.pathname === "/today" || workoutAt(address.pathname) !== null;
  if (mayBeHeld && [...address.searchParams.keys()].every((word) => HARMLESS.has(word))) return "held";
  return "page";
}

/** @typedef {{ ok: boolean, type: string, redirected: boolean, marker: string | null, cacheControl: string | null }} Answered */

/**
 * Whether an answer may be kept on the phone: a page that carries our mark for this build, or a file that never
 * changes. A sign-in form, a captive portal's page or an error is neither.
 * @param {Answered} answered
 * @param {string} build
 */
export function isOurs({ ok, type, redirected, marker, cacheControl }, build) {
  if (!ok || type !== "basic" || redirected) return false;
  if (marker !== null) return marker.endsWith(`; build=${build}`);
  return cacheControl?.includes("immutable") ?? false;
}

/**
 * Whether somebody answered for the app: a proxy whose server is gone says 502 or 504, and 503 without our headers.
 * @param {{ status: number, hasPolicy: boolean }} answered
 */
export function isAnswer({ status, hasPolicy }) {
  return hasPolicy || ![502, 503, 504].includes(status);
}

/**
 * Whether what waits should be tried again without anybody doing anything: not where a page is at it already, and
 * not where a person has to sign in first.
 * @param {import("../shared/sync.js").Outcome} outcome
 */
export function isWorthAnother(outcome) {
  return outcome === "later";
}
