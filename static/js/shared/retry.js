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
