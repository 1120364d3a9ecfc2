/** Positions: text that sorts, with room between neighbours. */

const STEP = 100;
const DIGITS = 6;

/**
 * A position behind `last`; null is the beginning.
 * @param {string | null} last
 */
export function after(last) {
  if (last === null) return String(STEP).padStart(DIGITS, "0");
  const leading = last.slice(0, DIGITS);
  const number = /^\d+$/.test(leading) ? Number(leading) : 10 ** DIGITS - STEP;
  const following = number - (number % STEP) + STEP;
  return following < 10 ** DIGITS ? String(following).padStart(DIGITS, "0") : `${last}z`;
}
