/**
 * What may stand in for an exercise: its neighbours in the catalogue, nearest first, each with the reason.
 * webapp/domain/swap.py says the same.
 */

import { strain } from "./pain.js";

/** @typedef {import("./catalogue.js").Exercise} Exercise */
/** @typedef {{ exercise: string, reason: string, strain: string }} Substitute strain: what hurts and is loaded, or "" */

const OTHER_GEAR = "Trains the same with other gear";
const SAME_JOB = "Trains the same";
const SAME_MOVEMENT = "The same movement";

/**
 * Alternatives, easier and harder ones in the catalogue's order, then others of the movement by name; each once.
 * What loads a place that hurts stands behind all that spares it.
 * @param {Exercise} exercise
 * @param {Exercise[]} exercises
 * @param {string[]} [hurting] places, as pain.js knows them
 * @returns {Substitute[]}
 */
export function substitutes(exercise, exercises, hurting = []) {
  const known = new Map(exercises.map((one) => [one.slug, one]));
  /** @type {Map<string, string>} */
  const found = new Map(exercise.alternatives.map((slug) => [slug, sameJob(exercise, known.get(slug))]));
  const add = (/** @type {string} */ slug, /** @type {string} */ reason) => {
    if (!found.has(slug)) found.set(slug, reason);
  };
  for (const [slugs, reason] of /** @type {const} */ ([[exercise.easier, "Easier"], [exercise.harder, "Harder"]]))
    for (const slug of slugs)
      if (found.get(slug)?.startsWith(SAME_JOB)) found.set(slug, `${reason}, and trains the same`);
      else add(slug, reason);
  const same = exercises.filter(({ movement }) => movement === exercise.movement);
  for (const { slug } of same.sort(byName)) add(slug, SAME_MOVEMENT);
  const told = [...found].flatMap(([slug, reason]) => {
    const one = slug === exercise.slug ? undefined : known.get(slug);
    return one ? [{ exercise: slug, reason, strain: strain(one, hurting) }] : [];
  });
  return [...told.filter((one) => !one.strain), ...told.filter((one) => one.strain)];
}

/**
 * A barbell without the rack is no other gear; no gear at all is.
 * @param {Exercise} exercise
 * @param {Exercise | undefined} other
 */
function sameJob({ equipment }, other) {
  const isSame = other?.equipment.every((one) => equipment.includes(one)) && (other.equipment.length > 0 || equipment.length === 0);
  return isSame ? SAME_JOB : OTHER_GEAR;
}

/**
 * @param {Exercise} one
 * @param {Exercise} other
 */
function byName(one, other) {
  const [mine, theirs] = [one.name.toLowerCase(), other.name.toLowerCase()];
  if (mine === theirs) return one.slug < other.slug ? -1 : 1;
  return mine < theirs ? -1 : 1;
}
