/** Positions: text that sorts, with room between neighbours. webapp/domain/order.py says the same. */

const STEP = 100;
const DIGITS = 6;
const LONGEST = 40;

/**
 * The position of the index-th thing (from 0) in a fresh list.
 * @param {number} index
 */
export const at = (index) => String((index + 1) * STEP).padStart(DIGITS, "0");

/**
 * A position behind `last`; null is the beginning.
 * @param {string | null} last
 */
export function after(last) {
  if (last === null) return at(0);
  const leading = last.slice(0, DIGITS);
  if (leading.length < DIGITS || !/^\d+$/.test(leading)) return `${last}1`;
  const following = Number(leading) - (Number(leading) % STEP) + STEP;
  return following < 10 ** DIGITS ? String(following).padStart(DIGITS, "0") : `${last}1`;
}

/**
 * A position behind `low` (null is the beginning) and before `high`; null where there is no room.
 * @param {string | null} low
 * @param {string} high
 */
export function between(low, high) {
  const base = /^\d*$/.test(`${low ?? ""}${high}`) ? 10 : 36;
  const digits = Math.max(DIGITS, low?.length ?? 0, high.length);
  for (const length of [digits, digits + 1]) {
    const [least, most] = [valueOf(low ?? "", base, length), valueOf(high, base, length)];
    const middle = (least + most) / 2n;
    if (least < middle && middle < most && length <= LONGEST) return middle.toString(base).padStart(length, "0");
  }
  return null;
}

/**
 * Room for one more before the index-th of a list in order: its position and, where there was no room, the new
 * positions of the others, by their place.
 * @param {string[]} positions
 * @param {number} index
 * @returns {{ position: string, others: Map<number, string> }}
 */
export function placed(positions, index) {
  const low = positions[index - 1] ?? null;
  const high = positions[index];
  const found = high === undefined ? after(low) : between(low, high);
  if (found && found.length <= LONGEST) return { position: found, others: new Map() };
  const others = positions
    .map((old, place) => ({ old, place, fresh: at(place < index ? place : place + 1) }))
    .filter(({ old, fresh }) => old !== fresh);
  return { position: at(index), others: new Map(others.map(({ place, fresh }) => [place, fresh])) };
}

/**
 * The positions that change, by their place, when the source-th of a list in order comes to be the to-th.
 * @param {string[]} positions
 * @param {number} source
 * @param {number} to
 * @returns {Map<number, string>}
 */
export function moved(positions, source, to) {
  const rest = [...positions.keys()].filter((place) => place !== source);
  const { position, others } = placed(rest.map((place) => positions[place] ?? ""), to);
  return new Map([[source, position], ...[...others].map(([at, fresh]) => /** @type {const} */ ([rest[at] ?? 0, fresh]))]);
}

/**
 * @param {string} text
 * @param {number} base
 * @param {number} length
 */
function valueOf(text, base, length) {
  const scale = BigInt(base);
  return [...text.padEnd(length, "0")].reduce((sum, digit) => sum * scale + BigInt(parseInt(digit, base)), 0n);
}
