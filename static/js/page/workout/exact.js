/** A load in a set's field that was found in the gym's unit, and is shown in another: rounded to the eye, kept exactly. */

import { display, readKept } from "../../shared/load.js";

/** @typedef {import("../../shared/load.js").Load} Load */

/**
 * Put a load into the field in the unit that the row is in.
 * @param {HTMLInputElement} input
 * @param {string} unit
 * @param {Load} load
 */
export function putLoad(input, unit, load) {
  input.value = display(load, unit === "lb" ? "lb" : "kg");
  input.dataset.exact = `${load.v} ${load.u}`;
}

/**
 * What was put there and still stands there.
 * @param {Element | RadioNodeList | null} input
 * @param {string} unit
 * @returns {Load | null}
 */
export function exactIn(input, unit) {
  const load = input instanceof HTMLInputElement ? readKept(input.dataset.exact ?? "") : null;
  return load && input instanceof HTMLInputElement && input.value === display(load, unit === "lb" ? "lb" : "kg") ? load : null;
}
