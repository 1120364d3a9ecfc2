/**
 * Which loads a gym can make, as webapp/domain/loadable.py says it, and the steps of webapp/domain/equipment.py;
 * tied by tests/vectors/loadable.json.
 */

import { weigh } from "./load.js";
import { madeOf, mountOf, text, thousandths } from "./plates.js";

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
  const target = thousandths(weigh(wanted, gym.unit));
  const mount = mountOf(exercise);
  if (mount) return gym.plates.length > 0 ? inGym(madeOf(target, gym, mount), gym) : null;
  if (!gym.dumbbells || !isOfDumbbells(exercise) || exercise.load_mode === "none") return null;
  const [lightest = 0, heaviest = 0, step = 1] = gym.dumbbells.map(thousandths);
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
