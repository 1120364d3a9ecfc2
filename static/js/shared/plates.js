/**
 * Which plates make a load: the most that isn't too much, with the fewest plates, from those that are there. The same
 * as webapp/domain/plates.py, tied by tests/vectors/plates.json. Loads are whole thousandths of the gym's unit.
 */

import { weigh } from "./load.js";

/** @typedef {import("./load.js").Load} Load */
/** @typedef {"bar" | "trap" | "end" | "belt"} Mount where plates go; "trap": a bar whose own weight isn't counted */
/**
 * A gym as the page tells it, all in one unit: bars, each kind of plate with its number of pairs, and the row of
 * dumbbells: lightest, heaviest, step.
 * @typedef {{ unit: "kg" | "lb", bars: string[], plates: [string, number][], dumbbells?: string[] | null }} Gym
 */
/** @typedef {{ bar: number, plates: number[], short: number }} Loading bar: 0 where there is none to count. short of what was asked */

/** @param {string | number} value */
export const thousandths = (value) => Math.round(Number(value) * 1000);

/** @param {number} value */
export const text = (value) => String(value / 1000);

/** Up to 128 kg on a side can be searched in steps of 10 g; beyond, the heaviest are taken first. */
const MOST_TOTALS = 12_800;
/** What a plate counts: more than there are of any kind, so that one number holds how many and of which. */
const PLATE = 2 ** 20;
const UNMADE = 2 ** 50;
/** In the unit it was told in: a number that is shown in the other is rounded to a tenth. */
const HALF_A_TENTH = 50;

/** @type {[string, Mount][]} */
const MOUNTS = [["landmine", "end"], ["trap_bar", "trap"], ["barbell", "bar"]];

/**
 * Null where no plates are put on: dumbbells, machines, cables.
 * @param {import("./catalogue.js").Exercise} exercise
 */
export function mountOf({ load_mode: mode, equipment }) {
  if (mode === "bodyweight_plus") return "belt";
  if (mode !== "external") return null;
  return MOUNTS.find(([gear]) => equipment.includes(gear))?.[1] ?? null;
}

/**
 * What plates have to make of a load, in thousandths of the gym's unit. 143.3 lb are the 65 kg that they were shown
 * for, not the 62.5 below.
 * @param {Load} load
 * @param {"kg" | "lb"} unit of the gym
 */
export function asked(load, unit) {
  const slack = load.u === unit ? 0 : thousandths(weigh({ v: text(HALF_A_TENTH), u: load.u }, unit));
  return thousandths(weigh(load, unit)) + slack;
}

/** @param {Mount} mount */
export const sidesOf = (mount) => (mount === "end" || mount === "belt" ? 1 : 2);

/**
 * What a loading weighs, in thousandths.
 * @param {{ bar: number, plates: number[] }} loading its plates are those of one side
 * @param {Mount} mount
 */
export const weightOf = ({ bar, plates }, mount) => bar + sidesOf(mount) * sum(plates);

/**
 * The kinds of plates, each with how many one side can have.
 * @param {Gym} gym
 * @param {Mount} mount
 */
export const stockOf = (gym, mount) =>
  gym.plates.map(([value, pairs]) => /** @type {[number, number]} */ ([thousandths(value), sidesOf(mount) === 1 ? 2 * pairs : pairs]));

/**
 * The most that the plates make of a target, in thousandths; the lightest bar where even that is heavier.
 * @param {number} target
 * @param {Gym} gym
 * @param {Mount} mount
 */
export function madeOf(target, gym, mount) {
  const loading = loadUp(target, gym, mount);
  if (!loading) return Math.min(...gym.bars.map(thousandths));
  return weightOf(loading, mount);
}

/**
 * The closest loading that isn't above the target; null where even the bar is. Of several bars the first that comes
 * closest.
 * @param {number} target
 * @param {Gym} gym
 * @param {Mount} mount
 * @returns {Loading | null}
 */
export function loadUp(target, gym, mount) {
  const stock = stockOf(gym, mount);
  if (sidesOf(mount) === 1) {
    const plates = closest(target, stock);
    return { bar: 0, plates, short: target - sum(plates) };
  }
  const bars = mount === "bar" && gym.bars.length > 0 ? gym.bars.map(thousandths) : [0];
  /** @type {Loading | null} */
  let found = null;
  for (const bar of bars.filter((one) => one <= target)) {
    const plates = closest((target - bar) / 2, stock);
    const short = target - bar - 2 * sum(plates);
    if (!found || short < found.short) found = { bar, plates, short };
  }
  return found;
}

/** @param {number[]} values */
export const sum = (values) => values.reduce((total, one) => total + one, 0);

/**
 * The plates, heaviest first, that add up to the most that isn't above the target. Of several ways the one with the
 * fewest plates, then with the heavier ones.
 * @param {number} target
 * @param {[number, number][]} available
 */
export function closest(target, available) {
  let ceiling = 32_000;
  while (ceiling <= target) ceiling *= 2;
  const ways = waysOf(available, ceiling);
  if (!ways) return heaviestFirst(target, available);
  let total = Math.min(Math.floor(target / ways.step), ways.costs.length - 1);
  while ((ways.costs[total] ?? 0) >= UNMADE) total -= 1;
  /** @type {number[]} */
  const plates = [];
  for (const { plate, weight, taken } of ways.kinds.reverse()) {
    const number = taken[total] ?? 0;
    plates.push(...Array(number).fill(plate));
    total -= number * weight;
  }
  return plates;
}

/**
 * How the plates make every total that they can make; weights and totals count in steps. By kind, lightest first, and
 * by total: how many of it there are before what is lighter. Null where there are too many totals up to the ceiling.
 * @param {[number, number][]} available
 * @param {number} ceiling
 */
function waysOf(available, ceiling) {
  const step = available.map(([plate]) => plate).reduce(divisor, 0) || 1;
  const reach = Math.min(sum(available.map(([plate, count]) => plate * count)), ceiling) / step;
  if (reach > MOST_TOTALS) return null;
  const costs = new Float64Array(Math.floor(reach) + 1).fill(UNMADE);
  costs[0] = 0;
  const kinds = [...available].sort(([a], [b]) => a - b).map(([plate, count]) => {
    const weight = plate / step;
    for (const bundle of bundles(Math.min(count, Math.floor(reach / weight)))) addBundle(costs, bundle, weight);
    const taken = Uint16Array.from(costs, (cost) => (PLATE - (cost % PLATE)) % PLATE);
    taken.forEach((number, total) => (costs[total] = (costs[total] ?? 0) + number));
    return { plate, weight, taken };
  });
  return { step, costs, kinds };
}

/**
 * @param {Float64Array} costs
 * @param {number} bundle
 * @param {number} weight
 */
function addBundle(costs, bundle, weight) {
  const offset = bundle * weight;
  const more = bundle * (PLATE - 1); // as many plates; of this kind rather than lighter
  for (let total = costs.length - 1; total >= offset; total--)
    costs[total] = Math.min(costs[total] ?? UNMADE, (costs[total - offset] ?? UNMADE) + more);
}

/**
 * Numbers of which some make every number up to the count: 1, 2, 4 and 3 for 10.
 * @param {number} count
 */
function* bundles(count) {
  for (let size = 1; count > 0; count -= size, size *= 2) yield Math.min(size, count);
}

/**
 * @param {number} target
 * @param {[number, number][]} available
 */
function heaviestFirst(target, available) {
  let left = target;
  return [...available].sort(([a], [b]) => b - a).flatMap(([plate, count]) => {
    const number = Math.min(count, Math.floor(left / plate));
    left -= number * plate;
    return Array(number).fill(plate);
  });
}

/**
 * The greatest that both are whole numbers of.
 * @param {number} one
 * @param {number} other
 * @returns {number}
 */
const divisor = (one, other) => (other ? divisor(other, one % other) : one);

/** Instead of the sentence, where a set's load isn't known. */
export const NO_LOAD = "No load yet";

/**
 * The plates of one side as written on them, and the sentence for the card.
 * @param {Load} load
 * @param {Gym} gym
 * @param {Mount} mount
 * @param {Loading | null} [loading] another than the usual one that makes as much
 * @returns {{ plates: string[], sentence: string }}
 */
export function wordsOf(load, gym, mount, loading = loadUp(asked(load, gym.unit), gym, mount)) {
  if (!loading) {
    const lightest = Math.min(...gym.bars.map(Number));
    return { plates: [], sentence: `Lighter than the ${lightest} ${gym.unit} bar` };
  }
  const short = thousandths(weigh(load, gym.unit)) - weightOf(loading, mount);
  const plates = loading.plates.map(text);
  return { plates, sentence: sentence({ ...loading, short: Math.max(0, short) }, plates, gym.unit, mount) };
}

/**
 * @param {Loading} loading
 * @param {string[]} plates
 * @param {string} unit
 * @param {Mount} mount
 */
function sentence({ bar, short }, plates, unit, mount) {
  const name = bar ? `${text(bar)} ${unit} bar` : "bar";
  const where = { bar: `each side of the ${name}`, trap: "each side", end: "on the end", belt: "on the belt" }[mount];
  const empty = mount === "bar" || mount === "trap" ? `The empty ${name}` : "No plates";
  const said = plates.length > 0 ? `${plates.join(" + ")} ${where}` : empty;
  const cents = Math.round(short / 10);
  return cents ? `${said} · short by ${cents / 100} ${unit}` : said;
}
