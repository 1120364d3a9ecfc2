/**
 * How somebody feels before a workout, and what it changes that day. The same as webapp/domain/readiness.py, tied by
 * tests/vectors/readiness.json.
 */

import { MAX_KG, weigh } from "./load.js";
import { inGym, loadable, stepIn } from "./loadable.js";
import { thousandths } from "./plates.js";

/** @typedef {import("./catalogue.js").Exercise} Exercise */
/** @typedef {import("./load.js").Load} Load */
/** @typedef {import("./plates.js").Gym} Gym */

/** @typedef {{ feels: string, sleep?: number, soreness?: number, stress?: number, eased?: boolean }} Readiness */

const FEELS = /** @type {Record<string, string>} */ ({ strong: "Strong", normal: "Normal", under: "Under 100 %" });
const SCALES = /** @type {const} */ (["sleep", "soreness", "stress"]);

/**
 * What was pressed and chosen, as it is kept on the workout.
 * @param {Record<string, string>} typed `feels` as the button says it: "keep" is under 100 % with the plan kept
 * @returns {Readiness | null} null where the server should say what is wrong
 */
export function readFeeling(typed) {
  const { feels = "" } = typed;
  if (!(feels in FEELS) && feels !== "keep") return null;
  const scales = Object.fromEntries(SCALES.filter((name) => typed[name]).map((name) => [name, Number(typed[name])]));
  return { feels: feels === "keep" ? "under" : feels, ...scales, ...(feels === "under" && { eased: true }) };
}

/** @param {Readiness | null} told */
export const isEased = (told) => told?.feels === "under" && told.eased === true;

/** @param {Readiness | null} told */
export const nameOf = (told) => (told ? (FEELS[told.feels] ?? told.feels) : "");

/**
 * What it changes today, and by which rule.
 * @param {Readiness | null} told
 */
export function sentenceOf(told) {
  if (!told) return "";
  return isEased(told)
    ? "By the rule for days under 100 %: working loads are 10 % less, and warm-ups with them, rounded down to what you can load, and an exercise of several working sets goes without its last. What is ticked stays."
    : "Nothing changes today: the plan is kept.";
}

/**
 * 10 % less, rounded down to what the gym can make; where help counts, 10 % more of it. The load itself where nothing
 * lighter can be made.
 * @param {Load} load
 * @param {Exercise} exercise
 * @param {Gym} gym
 * @returns {Load}
 */
export function easedLoad(load, exercise, gym) {
  const { load_mode: mode } = exercise;
  if (mode === "none") return load;
  const [whole, step] = [weigh(load, gym.unit), stepIn(exercise, gym)];
  const inSteps = (/** @type {number} */ amount) => inGym(Math.floor(amount / step) * step, gym);
  if (mode === "assisted") {
    const more = Math.max(Math.round(whole * 1100), thousandths(whole) + step);
    return weigh(inGym(more, gym), "kg") <= MAX_KG ? inSteps(more) : load;
  }
  const wanted = Math.round(whole * 900);
  const made = loadable(exercise, inGym(wanted, gym), gym) ?? inSteps(wanted);
  const isLess = Number(made.v) < whole && (Number(made.v) > 0 || mode === "bodyweight_plus");
  return isLess ? made : load;
}

/**
 * The last working set, of each side; none where it is the only one, or ticked on either side. A drop set is none.
 * @template {{ kind: string, side: string | null, isTicked: boolean }} S
 * @param {S[]} sets of one exercise, in order
 * @returns {S[]}
 */
export function leftOut(sets) {
  const working = sets.filter(({ kind }) => kind !== "warmup" && kind !== "drop");
  const sides = [...new Set(working.map(({ side }) => side))].map((side) => working.filter((one) => one.side === side));
  if (sides.some((side) => side.length < 2 || side.at(-1)?.isTicked)) return [];
  return sides.flatMap((side) => side.slice(-1));
}
