/**
 * What a lifter must not do: which exercises that rules out of what is suggested, and the words for it.
 * webapp/domain/limitations.py says the same.
 */

/** @typedef {import("./catalogue.js").Exercise} Exercise */
/**
 * @typedef {object} Limit
 * @property {"movement" | "muscle" | "exercise"} kind
 * @property {string} key a movement or loaded_hinge, a muscle, or an exercise's slug
 * @property {string} words
 * @property {string} by who set it: You, or a name
 */

/**
 * @param {Limit} limit
 * @param {Exercise} exercise
 */
function rulesOut({ kind, key }, exercise) {
  if (kind === "exercise") return exercise.slug === key;
  if (kind === "muscle") return exercise.muscles.includes(key);
  return exercise.movement === key || (key === "loaded_hinge" && exercise.loaded_hinge);
}

/**
 * What may be suggested, and a line for each limit that keeps something out; each once, with the first it touches.
 * @param {Exercise[]} exercises
 * @param {Limit[]} limits
 * @returns {{ allowed: Exercise[], leftOut: string[] }}
 */
export function split(exercises, limits) {
  /** @type {Exercise[]} */
  const allowed = [];
  const out = limits.map(() => /** @type {string[]} */ ([]));
  for (const one of exercises) {
    const names = out[limits.findIndex((limit) => rulesOut(limit, one))];
    if (names) names.push(one.name);
    else allowed.push(one);
  }
  const lines = out.map((names, place) => (names.length > 0 ? `Left out: ${names.join(", ")} – ${limits[place]?.words}` : ""));
  return { allowed, leftOut: lines.filter(Boolean) };
}

/**
 * What stands on an exercise that is there all the same: "You set: no loaded hinge"; "" for none.
 * @param {Exercise} exercise
 * @param {Limit[]} limits
 */
export function mark(exercise, limits) {
  return limits
    .filter((one) => rulesOut(one, exercise))
    .map(({ by, words }) => `${by} set: ${words}`)
    .join(" · ");
}
