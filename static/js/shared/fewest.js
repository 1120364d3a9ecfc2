/**
 * The same load with the fewest plates moved from what is on the bar now. Plates come off from the outside: what is
 * kept is an inner run, and every other plate, off or on, is one that is moved. Only a phone whose lifter asks for it
 * counts so; the server draws the usual plates.
 */

import { closest, loadUp, sidesOf, stockOf, sum, text, thousandths, weightOf } from "./plates.js";

/** @typedef {import("./plates.js").Gym} Gym */
/** @typedef {import("./plates.js").Loading} Loading */
/** @typedef {import("./plates.js").Mount} Mount */

/**
 * As much as `loadUp` makes, on the bar that is loaded if that makes as much. Of ways that move as many plates the one
 * that keeps more. Null where even the bar is above the target.
 * @param {number} target
 * @param {Gym} gym
 * @param {Mount} mount
 * @param {Loading | null} now its plates from the inside out; null for an empty bar
 * @returns {Loading | null}
 */
export function fewestMoves(target, gym, mount, now) {
  const usual = onSameBar(target, gym, mount, now);
  if (!usual || !now || now.bar !== usual.bar) return usual;
  const wanted = sum(usual.plates);
  /** @type {{ plates: number[], moved: number } | null} */
  let found = null;
  for (let kept = now.plates.length; kept >= 0; kept--) {
    const inner = now.plates.slice(0, kept);
    const left = without(stockOf(gym, mount), inner);
    if (!left || sum(inner) > wanted) continue;
    const outer = closest(wanted - sum(inner), left);
    const moved = now.plates.length - kept + outer.length;
    if (sum(inner) + sum(outer) === wanted && (!found || moved < found.moved)) found = { plates: [...inner, ...outer], moved };
  }
  return { ...usual, plates: found?.plates ?? usual.plates };
}

/**
 * "add 2.5 each side", "take off 5, add 10 each side", "as it is".
 * @param {Loading} now
 * @param {Loading} next
 * @param {Mount} mount
 */
export function movesText(now, next, mount) {
  if (now.bar !== next.bar) return `now the ${text(next.bar)} bar`;
  const differs = next.plates.findIndex((plate, at) => plate !== now.plates[at]);
  const kept = differs < 0 ? Math.min(now.plates.length, next.plates.length) : differs;
  const [off, on] = [now.plates.slice(kept).reverse(), next.plates.slice(kept)].map((plates) => plates.map(text).join(" + "));
  const said = [off && `take off ${off}`, on && `add ${on}`].filter(Boolean).join(", ");
  return said ? `${said}${sidesOf(mount) === 2 ? " each side" : ""}` : "as it is";
}

/**
 * @param {number} target
 * @param {Gym} gym
 * @param {Mount} mount
 * @param {Loading | null} now
 */
function onSameBar(target, gym, mount, now) {
  const best = loadUp(target, gym, mount);
  if (!best || !now || mount !== "bar" || now.bar === best.bar) return best;
  if (!gym.bars.map(thousandths).includes(now.bar)) return best;
  const same = loadUp(target, { ...gym, bars: [text(now.bar)] }, mount);
  return same && weightOf(same, mount) === weightOf(best, mount) ? same : best;
}

/**
 * What is left of the plates; null where so many aren't there.
 * @param {[number, number][]} stock
 * @param {number[]} taken
 * @returns {[number, number][] | null}
 */
function without(stock, taken) {
  const left = stock.map(([plate, count]) => /** @type {[number, number]} */ ([plate, count - taken.filter((one) => one === plate).length]));
  const isThere = taken.every((plate) => stock.some(([kind]) => kind === plate)) && left.every(([, count]) => count >= 0);
  return isThere ? left.filter(([, count]) => count > 0) : null;
}
