/** Rest between sets: how long, and how much of it is left. Times in milliseconds since the epoch, UTC. */

/**
 * A rest that runs, or has just ended. What a phone keeps of it is the end: right after a freeze, a reload, a kill.
 * seconds: its whole length. set: the id of the one whose tick began it. next: what comes then, in words.
 * @typedef {{ workout: string, set: string, endsAt: number, seconds: number, next: string }} Rest
 */

/**
 * The newest tap on a set's tick: which set, when, and the rest that ran until then.
 * @typedef {{ set: string, at: number, rest: Rest | null }} Tapped
 */

/** Nobody rests longer between sets; a plan that says so is mistaken. */
export const LONGEST_S = 3600;
/** So long after its end a rest is still shown, counting up; then it is an old story. */
const SHOWN_AFTER_MS = 600_000;
/** Who ticks a set again later than that has done it again, and rests anew. */
const TICKED_BACK_WITHIN_MS = 10_000;

/**
 * How long to rest after a set; 0: not at all.
 * @param {{ kind: string, isBetweenSides: boolean, isAtOnce?: boolean }} set isBetweenSides: the other side of the same
 *   set comes next; isAtOnce: a drop set does, or the partner in a superset
 * @param {{ working: number, warmup: number }} plan in seconds
 */
export function restAfter({ kind, isBetweenSides, isAtOnce = false }, { working, warmup }) {
  if (isAtOnce) return 0;
  const seconds = kind === "warmup" ? warmup : isBetweenSides ? Math.min(warmup, working) : working;
  return Number.isFinite(seconds) ? Math.min(Math.max(0, Math.round(seconds)), LONGEST_S) : 0;
}

/**
 * The rest that goes on when a mis-tap is taken back, null for none; undefined where this tap takes none back.
 * @param {Tapped | null} newest
 * @param {{ set: string, at: number, isTicked: boolean }} tap
 */
export function goingOn(newest, { set, at, isTicked }) {
  if (newest?.set !== set || (isTicked && at - newest.at > TICKED_BACK_WITHIN_MS)) return undefined;
  return newest.rest;
}

/**
 * What is left, negative after the end.
 * @param {Rest} rest
 * @param {number} now
 */
export const leftMs = (rest, now) => rest.endsAt - now;

/**
 * The rest with its end moved, not before `now` and not beyond the longest. What is over can't be made shorter.
 * @param {Rest} rest
 * @param {number} bySeconds
 * @param {number} now
 * @returns {Rest}
 */
export function moved(rest, bySeconds, now) {
  if (bySeconds < 0 && leftMs(rest, now) <= 0) return rest;
  const endsAt = Math.min(Math.max(now, Math.max(rest.endsAt, now) + bySeconds * 1000), now + LONGEST_S * 1000);
  return { ...rest, endsAt, seconds: Math.max(rest.seconds, Math.ceil((endsAt - now) / 1000)) };
}

/**
 * The rest by a clock that may have been set back meanwhile: never more is left than there was to begin with.
 * @param {Rest} rest
 * @param {number} now
 * @returns {Rest}
 */
export function settled(rest, now) {
  const wholeMs = rest.seconds * 1000;
  return leftMs(rest, now) > wholeMs ? { ...rest, endsAt: now + wholeMs } : rest;
}

/**
 * @param {Rest} rest
 * @param {number} now
 */
export const isPast = (rest, now) => leftMs(rest, now) < -SHOWN_AFTER_MS;

/**
 * "1:52"; after the end "+0:12".
 * @param {number} ms what is left
 */
export function clockText(ms) {
  const seconds = ms >= 0 ? Math.ceil(ms / 1000) : Math.floor(-ms / 1000);
  return `${ms < 0 ? "+" : ""}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
