/** When to try again. */

const FIRST_MS = 2000;
const LONGEST_MS = 5 * 60_000;

/**
 * Full jitter, so that a gym full of phones doesn't come back in one moment.
 * @param {number} failures in a row, 1 or more
 * @param {number | null} [retryAfterMs] what the server asked for, which is obeyed
 * @param {() => number} [random]
 */
export function delayMs(failures, retryAfterMs = null, random = Math.random) {
  if (retryAfterMs !== null) return retryAfterMs;
  return Math.max(500, random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1)));
}

const WHILE_BUSY_MS = 1000;

/**
 * When to ask the server again by oneself; null: what happens next will ask.
 * Whoever found another at it asks in any case: that one may have fetched less, or told before this one listened.
 * @param {{ outcome: string, retryAfterMs?: number | null }} report
 * @param {{ pending: number, failures: number, isAskedAgain: boolean }} since
 * @returns {number | null}
 */
export function nextTryMs({ outcome, retryAfterMs }, { pending, failures, isAskedAgain }) {
  if (isAskedAgain || (outcome === "synced" && pending > 0)) return 0;
  if (outcome === "later") return delayMs(failures, retryAfterMs);
  return outcome === "busy" ? WHILE_BUSY_MS : null;
}

/** What a page calls the sending that it leaves to the browser; asked for again while it waits, it stays one. */
export const TASK = "outbox";

/**
 * Whether the browser should be asked to wake the worker once there is a network: for what couldn't be sent, and
 * for what waits while nobody looks, because the page may not be there in a moment.
 * Not while somebody is sending: asked for again while the worker tries in vain, it would try without an end.
 * @param {{ pending: number, isSending: boolean, isElsewhere: boolean, outcome: string }} standing of the page
 * @param {boolean} isInSight
 */
export function isLeftToTheBrowser({ pending, isSending, isElsewhere, outcome }, isInSight) {
  return pending > 0 && !isSending && !isElsewhere && (outcome === "later" || !isInSight);
}
