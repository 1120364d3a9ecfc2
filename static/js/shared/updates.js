/** When a new version may take the place of the one that is running. */

/** @typedef {import("./view.js").Row} Row */

/** A workout that was begun this long ago and never finished isn't under way any more. */
const UNDER_WAY_MS = 12 * 3600 * 1000;

/**
 * Without asking: only as a page opens, with nothing unsent and nobody in the middle of a workout.
 * @param {{ isStart: boolean, pending: number, isTraining: boolean }} state
 */
export function mayReplaceQuietly({ isStart, pending, isTraining }) {
  return isStart && pending === 0 && !isTraining;
}

/**
 * What the new version itself makes sure of: another open page may be in the middle of a set.
 * @param {{ asked: boolean, pages: number }} state asked: a person pressed the button
 */
export function mayTakeOver({ asked, pages }) {
  return asked || pages <= 1;
}

/**
 * Whether some workout is begun and not finished.
 * @param {Row[]} rows with what is pending laid over them
 * @param {number} now ms since the epoch
 */
export function isUnderWay(rows, now) {
  return rows.some(({ e, f, del }) => {
    if (e !== "workout" || del || !f.started_at || f.finished_at || f.deleted_at) return false;
    return now - Number(f.started_at) < UNDER_WAY_MS;
  });
}
