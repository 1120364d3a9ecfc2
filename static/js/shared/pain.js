/**
 * What a card says of pain, and which exercises load the place where it hurts. The same as webapp/domain/pain.py, tied
 * by tests/vectors/pain.json.
 */

/** @typedef {import("./catalogue.js").Exercise} Exercise */
/** @typedef {{ pain?: string, pain_where?: string, pain_kind?: string }} Told as a set's form holds it */

const STOP = "Sharp pain: stop this exercise for today.";
const ADVICE = "This isn’t medical advice: stop if it gets sharp, and ask somebody who can look at it.";
const ADVICE_ONCE_SHARP = "This isn’t medical advice: ask somebody who can look at it.";

const LOADED_BY = /** @type {Record<string, string[]>} */ ({
  shoulder: ["front_delts", "side_delts", "rear_delts", "chest", "vertical_pull", "vertical_push"],
  elbow: ["biceps", "triceps", "forearms"],
  "wrist or hand": ["forearms"],
  "upper back": ["upper_back", "traps"],
  "lower back": ["loaded_hinge", "erectors"],
  hip: ["loaded_hinge", "glutes", "squat", "lunge"],
  knee: ["quads", "squat", "lunge", "knee_flexion", "knee_extension"],
  "ankle or foot": ["calves", "squat", "lunge"],
});

/** @param {Told} told */
export const hurts = ({ pain, pain_where: where, pain_kind: kind }) => (pain ? Number(pain) > 0 : Boolean(where || kind));

/**
 * To stop, where it is sharp, at any score; and the advice, which is said once a workout. Both "" where nothing hurts.
 * @param {Told[]} sets of one card
 */
export function adviceOn(sets) {
  const told = sets.filter(hurts);
  if (told.some(({ pain_kind: kind }) => kind === "sharp")) return { stop: STOP, advice: ADVICE_ONCE_SHARP };
  return { stop: "", advice: told.length > 0 ? ADVICE : "" };
}

/**
 * Where it hurts, each place once; none that the catalogue knows nothing of.
 * @param {Told[]} sets
 */
export const placesOf = (sets) =>
  [...new Set(sets.filter(hurts).map(({ pain_where: where }) => where ?? ""))].filter((where) => Object.hasOwn(LOADED_BY, where));

/**
 * "Loads your lower back, where it hurts"; "" where it spares all the places. A muscle that helps counts.
 * @param {Exercise} exercise
 * @param {string[]} places
 */
export function strain({ movement, muscles, secondary, loaded_hinge: isHinge }, places) {
  const keys = [movement, ...muscles, ...secondary, ...(isHinge ? ["loaded_hinge"] : [])];
  const loaded = places.filter((place) => LOADED_BY[place]?.some((key) => keys.includes(key)));
  return loaded.length > 0 ? `Loads your ${loaded.join(" and ")}, where it hurts` : "";
}
