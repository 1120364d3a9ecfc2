/**
 * A drop set's load: a fifth less than the set before, of what can be loaded. The same as webapp/domain/dropping.py,
 * tied by tests/vectors/dropping.json.
 */

import { parseLoad, weigh } from "./load.js";
import { loadable, stepText } from "./loadable.js";
import { text, thousandths } from "./plates.js";

/** @typedef {import("./load.js").Load} Load */

/**
 * The load to go on with at once, in its own unit or the gym's; of help, a fifth more. The load itself where nothing
 * lighter can be loaded.
 * @param {Load} load
 * @param {import("./catalogue.js").Exercise} exercise
 * @param {import("./plates.js").Gym} gym
 * @returns {Load}
 */
export function dropped(load, exercise, gym) {
  const { load_mode: mode } = exercise;
  if (mode === "none") return load;
  const step = thousandths(stepText(exercise, gym, load.u));
  const wanted = (thousandths(load.v) * (mode === "assisted" ? 12 : 8)) / 10;
  const inSteps = (/** @type {number} */ steps) => ({ v: text(steps * step), u: load.u });
  if (mode === "assisted") {
    const more = inSteps(Math.ceil(wanted / step));
    return isPossible(more) ? more : load;
  }
  const found = loadable(exercise, { v: text(Math.round(wanted)), u: load.u }, gym) ?? inSteps(Math.floor(wanted / step));
  const kg = weigh(found, "kg");
  return kg > 0 && kg < weigh(load, "kg") ? found : load;
}

/** @param {Load} load */
function isPossible({ v, u }) {
  try {
    return parseLoad(v, u) !== null;
  } catch {
    return false;
  }
}
