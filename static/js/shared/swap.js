/**
 * What may stand in for an exercise: its neighbours in the catalogue, nearest first, each with the reason.
 * webapp/domain/swap.py says the same.
 */

/** @typedef {import("./catalogue.js").Exercise} Exercise */
/** @typedef {{ exercise: string, reason: string }} Substitute */

const SAME_JOB = "Trains the same with other gear";
const SAME_MOVEMENT = "The same movement";

/**
 * Alternatives, easier and harder ones in the catalogue's order, then others of the movement by name; each once.
 * @param {Exercise} exercise
 * @param {Exercise[]} exercises
 * @returns {Substitute[]}
 */
export function substitutes(exercise, exercises) {
  /** @type {Map<string, string>} */
  const found = new Map(exercise.alternatives.map((slug) => [slug, SAME_JOB]));
  const add = (/** @type {string} */ slug, /** @type {string} */ reason) => {
    if (!found.has(slug)) found.set(slug, reason);
  };
  for (const [slugs, reason] of /** @type {const} */ ([[exercise.easier, "Easier"], [exercise.harder, "Harder"]]))
    for (const slug of slugs)
      if (found.get(slug) === SAME_JOB) found.set(slug, `${reason}, and trains the same`);
      else add(slug, reason);
  const same = exercises.filter(({ movement }) => movement === exercise.movement);
  for (const { slug } of same.sort(byName)) add(slug, SAME_MOVEMENT);
  const known = new Set(exercises.map(({ slug }) => slug));
  return [...found]
    .filter(([slug]) => slug !== exercise.slug && known.has(slug))
    .map(([slug, reason]) => ({ exercise: slug, reason }));
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
