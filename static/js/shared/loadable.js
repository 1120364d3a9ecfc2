/**
 * Which loads a gym can make, as webapp/domain/loadable.py says it, and the steps of webapp/domain/equipment.py;
 * tied by tests/vectors/loadable.json.
 */

import { weigh } from "./load.js";
import { asked, madeOf, mountOf, text, thousandths } from "./plates.js";

/** @typedef {import("./catalogue.js").Exercise} Exercise */
/** @typedef {import("./load.js").Load} Load */
/** @typedef {import("./load.js").Unit} Unit */
/** @typedef {import("./plates.js").Gym} Gym */

const STACK_STEP = { kg: 5000, lb: 10_000 };
const KETTLEBELL_STEP = { kg: 4000, lb: 10_000 };

/**
 * The most that can be made and isn't above `wanted`; where even the least is, the least. In the gym's unit. Null
 * where the gym doesn't say: machines, cables and kettlebells, and what it has no plates or dumbbells for.
 * @param {Exercise} exercise
 * @param {Load} wanted
 * @param {Gym} gym
 * @returns {Load | null}
 */
export function loadable(exercise, wanted, gym) {
  const mount = mountOf(exercise);
  if (mount) return gym.plates.length > 0 ? inGym(madeOf(asked(wanted, gym.unit), gym, mount), gym) : null;
  if (!gym.dumbbells || !isOfDumbbells(exercise) || exercise.load_mode === "none") return null;
  const [lightest = 0, heaviest = 0, step = 1] = gym.dumbbells.map(thousandths);
  const target = thousandths(weigh(wanted, gym.unit));
  const above = Math.max(0, Math.floor((target - lightest) / step)) * step;
  return inGym(Math.min(lightest + above, heaviest), gym);
}

/**
 * The smallest increase that the exercise can make, in thousandths of the gym's unit.
 * @param {Exercise} exercise
 * @param {Gym} gym
 */
export function stepIn(exercise, gym) {
  const mount = mountOf(exercise);
  if (mount && gym.plates.length > 0) {
    const smallest = Math.min(...gym.plates.map(([value]) => thousandths(value)));
    return mount === "bar" || mount === "trap" ? 2 * smallest : smallest;
  }
  if (gym.dumbbells && isOfDumbbells(exercise)) return thousandths(gym.dumbbells[2] ?? 1);
  return (exercise.equipment.includes("kettlebell") ? KETTLEBELL_STEP : STACK_STEP)[gym.unit];
}

/**
 * Where one press of − or + leads from a load that was told in another unit than the gym's: to the next that the gym
 * can make, by its plates or in whole steps. At an end it stays.
 * @param {Load} load
 * @param {-1 | 1} by
 * @param {number} step in thousandths of the gym's unit
 * @param {Gym} gym
 * @param {import("./plates.js").Mount | null} mount null where no plates are put on
 * @returns {Load}
 */
export function nextLoad(load, by, step, gym, mount) {
  const now = thousandths(weigh(load, gym.unit));
  const slack = asked(load, gym.unit) - now;
  const makes = (/** @type {number} */ target) =>
    mount && gym.plates.length > 0 ? madeOf(target, gym, mount) : Math.max(0, Math.floor(target / step) * step);
  const isOffGrid = !mount && load.u === gym.unit; // a row of dumbbells needn't begin with a whole step
  if (isOffGrid) return inGym(Math.max(0, now + by * step), gym);
  const made = makes(now + slack);
  const at = Math.abs(made - now) <= slack ? made : now;
  return inGym(by > 0 ? Math.max(at, makes(at + step)) : Math.min(at, makes(at - 1)), gym);
}

/**
 * The same as a stepper writes it; "1" where nothing is loaded.
 * @param {Exercise} exercise
 * @param {Gym} gym
 * @param {Unit} unit
 */
export function stepText(exercise, gym, unit) {
  if (exercise.load_mode === "none") return "1";
  const step = stepIn(exercise, gym);
  return unit === gym.unit ? text(step) : text(Math.round(weigh({ v: text(step), u: gym.unit }, unit) * 10) * 100);
}

/**
 * @param {number} value in thousandths
 * @param {Gym} gym
 * @returns {Load}
 */
export const inGym = (value, { unit }) => ({ v: text(value), u: unit });

/** @param {Exercise} exercise */
const isOfDumbbells = ({ equipment, load_mode: mode }) => equipment.includes("dumbbell") && mode !== "assisted";
