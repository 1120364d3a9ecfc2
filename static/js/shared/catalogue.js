/** What a phone knows of the exercises, and finding one by what a lifter types. */

/**
 * @typedef {object} Exercise as webapp/workouts/kit.py tells it
 * @property {string} slug
 * @property {string} name
 * @property {string[]} aliases
 * @property {string[]} muscles
 * @property {string[]} secondary
 * @property {string[]} equipment
 * @property {string} movement
 * @property {"external" | "per_hand" | "bodyweight_plus" | "assisted" | "none"} load_mode
 * @property {"both" | "each"} sides
 * @property {"reps" | "seconds" | "distance"} measure
 * @property {string[]} grips
 * @property {string} cue
 * @property {string[]} alternatives
 * @property {string[]} easier
 * @property {string[]} harder
 * @property {boolean} loaded_hinge it loads the lower back in a bent position
 * @property {Record<string, string>} step what one press of + changes the load by, by unit, in an ordinary gym
 */

/**
 * The words of a text without case, punctuation and the s of a plural: "Pull-Ups" is pull, up.
 * @param {string} text
 */
function words(text) {
  const found = text.toLowerCase().replace(/['’]/g, "").match(/[\p{L}\p{N}]+/gu) ?? [];
  return found.map((word) => (word.length > 2 && word.endsWith("s") ? word.slice(0, -1) : word));
}

/**
 * The exercises that match every word of the query, best first, equals by name; all of them for an empty one.
 * webapp/catalogue/search.py says the same.
 * @param {Exercise[]} exercises
 * @param {string} query
 * @returns {Exercise[]}
 */
export function find(exercises, query) {
  const wanted = words(query);
  return exercises
    .map((one) => ({ one, rank: rankOf(one, wanted), name: one.name.toLowerCase() }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : Number(a.name > b.name)))
    .map(({ one }) => one);
}

/**
 * 0 is the best; -1 is no match. The order of the conditions is the order of the answers.
 * @param {Exercise} exercise
 * @param {string[]} wanted
 */
function rankOf(exercise, wanted) {
  const name = words(exercise.name);
  const aliases = exercise.aliases.map(words);
  const primary = exercise.muscles.map(words);
  const secondary = exercise.secondary.map(words);
  const phrase = wanted.join("");
  return [
    name.join("") === phrase,
    aliases.some((alias) => alias.join("") === phrase),
    name.join("").startsWith(phrase),
    runsThrough(name, phrase) || hasAll(name, wanted),
    aliases.some((alias) => runsThrough(alias, phrase) || hasAll(alias, wanted)),
    primary.some((muscle) => hasAll(muscle, wanted)),
    hasAll([name, ...aliases, ...primary, ...secondary].flat(), wanted),
  ].indexOf(true);
}

/**
 * The phrase begins at one of the text's words; "pullup" does so in "Weighted pull-up".
 * @param {string[]} text
 * @param {string} phrase
 */
const runsThrough = (text, phrase) => text.some((_, start) => text.slice(start).join("").startsWith(phrase));

/**
 * @param {string[]} text
 * @param {string[]} wanted
 */
const hasAll = (text, wanted) => wanted.every((start) => text.some((word) => word.startsWith(start)));
