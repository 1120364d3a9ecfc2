/**
 * Sets to warm up with, worked out from the load of the first working set. The same as webapp/domain/warmups.py and
 * webapp/workouts/warming.py, tied by tests/vectors/warmups.json.
 */

import { weigh } from "./load.js";
import { inGym, loadable, stepIn } from "./loadable.js";
import { placed } from "./order.js";
import { mountOf, text, thousandths } from "./plates.js";

/** @typedef {import("./catalogue.js").Exercise} Exercise */
/** @typedef {import("./load.js").Load} Load */
/** @typedef {import("./plates.js").Gym} Gym */
/** @typedef {import("./verbs.js").Part} Part */
/** @typedef {import("./view.js").Draft} Draft */
/** @typedef {{ load: Load, reps: number }} Step */
/** @typedef {[number, number][]} Shares percent of the working load, and reps */

const HEAVY = /** @type {Shares} */ ([[40, 8], [60, 5], [75, 3], [85, 2]]);
const LIGHT = /** @type {Shares} */ ([[45, 10], [65, 7], [85, 5]]);
const AGAIN = /** @type {Shares} */ ([[60, 5], [85, 2]]);
const ONCE = /** @type {Shares} */ ([[60, 5]]);
const ADDED = /** @type {Shares} */ ([[0, 5], [50, 3]]);
const HEAVY_KG = 60;
const COARSE_KG = 2.2;
const ENOUGH = 2;

/**
 * What to warm up with before a set of `working`; `why` is the sentence where there is nothing.
 * @param {Load | null} working
 * @param {Exercise} exercise
 * @param {Gym} gym
 * @param {number} akin how many exercises for the same muscles come before
 * @returns {{ steps: Step[], why: string }}
 */
export function ramp(working, exercise, gym, akin) {
  const not = (/** @type {string} */ why) => ({ steps: [], why });
  if (exercise.load_mode === "none" || exercise.load_mode === "assisted")
    return not("Warm-ups are a share of the load, and this exercise is lifted without one.");
  if (!working) return not("Tell the load of the first set, and its warm-ups can be worked out.");
  if (["bar", "trap", "end"].includes(mountOf(exercise) ?? "") && gym.plates.length === 0)
    return not("This gym has no plates to warm up with. What it has is told under You, Gyms.");
  /** @type {Step[]} */
  const steps = [];
  for (const [percent, reps] of sharesOf(working, exercise, akin)) {
    const wanted = /** @type {Load} */ ({ v: text(Math.round(thousandths(working.v) * percent) / 100), u: working.u });
    const load = rounded(wanted, exercise, gym);
    if (weigh(load, "kg") < weigh(working, "kg") && steps.every((step) => step.load.v !== load.v)) steps.push({ load, reps });
  }
  return steps.length > 0 ? { steps, why: "" } : not("Nothing lighter than its first set can be loaded here.");
}

/**
 * How many of the exercises before have its movement, or one of the muscles that it is for.
 * @param {Exercise} exercise
 * @param {Exercise[]} before
 */
export const countAkin = ({ movement, muscles }, before) =>
  before.filter((one) => one.movement === movement || one.muscles.some((muscle) => muscles.includes(muscle))).length;

/**
 * @param {Load} working
 * @param {Exercise} exercise
 * @param {number} akin
 */
function sharesOf(working, { load_mode: mode }, akin) {
  if (mode === "bodyweight_plus") return akin === 0 ? ADDED : ADDED.slice(-1);
  if (akin > 0) return akin < ENOUGH ? AGAIN : ONCE;
  return weigh(working, "kg") * (mode === "per_hand" ? 2 : 1) > HEAVY_KG ? HEAVY : LIGHT;
}

/**
 * @param {Load} wanted
 * @param {Exercise} exercise
 * @param {Gym} gym
 * @returns {Load}
 */
function rounded(wanted, exercise, gym) {
  if (Number(wanted.v) === 0) return inGym(0, gym);
  const coarse = gym.plates.filter(([v]) => weigh({ v, u: gym.unit }, "kg") > COARSE_KG);
  const made = loadable(exercise, wanted, { ...gym, plates: coarse.length > 0 ? coarse : gym.plates });
  if (made) return made;
  const step = stepIn(exercise, gym);
  return inGym(Math.max(1, Math.floor(thousandths(weigh(wanted, gym.unit)) / step)) * step, gym);
}

/**
 * The steps as sets before the first one that is shown; others move where there is no room.
 * @param {Part} part
 * @param {Step[]} steps
 * @param {() => string} mint makes an id
 * @returns {Draft[]}
 */
export function addWarmups({ eid, sets, shownSets }, steps, mint) {
  /** @type {{ eid: string, position: string, step?: Step }[]} */
  const places = sets.map((one) => ({ eid: one.eid, position: one.f.position }));
  let at = places.findIndex((one) => one.eid === shownSets[0]?.eid);
  if (at < 0) at = places.length;
  for (const step of steps) {
    const { position, others } = placed(places.map((one) => one.position), at);
    for (const [place, moved] of others) Object.assign(places[place] ?? {}, { position: moved });
    places.splice(at++, 0, { eid: mint(), position, step });
  }
  const stood = new Map(sets.map((one) => [one.eid, one.f.position]));
  return places
    .filter((one) => stood.get(one.eid) !== one.position)
    .map(({ eid: id, position, step }) => ({ e: "set", eid: id, f: { position, ...fieldsOf(eid, step) } }));
}

/**
 * @param {string} card
 * @param {Step | undefined} step
 */
function fieldsOf(card, step) {
  if (!step) return {};
  const { load, reps } = step;
  return { workout_exercise: card, kind: "warmup", side: null, target_reps: { min: reps, max: reps }, target_load: load };
}
