/** A note that stays with an exercise: a lifter has one for each. webapp/domain/exercise_notes.py says the same. */

/** @typedef {import("./view.js").Draft} Draft */
/** @typedef {import("./view.js").Fields} Fields */

/**
 * What is noted, by exercise; "" where it was and isn't any more.
 * @param {Draft[]} rows of any kind, as the phone has them laid over each other, or operations in their order
 * @returns {Map<string, string>}
 */
export function textsOf(rows) {
  /** @type {Map<string, string>} */
  const texts = new Map();
  for (const { f } of notesIn(rows)) {
    const exercise = String(f.exercise);
    if (!f.deleted_at) texts.set(exercise, String(f.text ?? ""));
    else if (!texts.has(exercise)) texts.set(exercise, "");
  }
  return texts;
}

/**
 * Note this from now on; "" for nothing any more. Older ones of the exercise go, or they would stand there again once
 * the newest is emptied. Each operation names the exercise, so that it can be drawn from itself alone.
 * @param {Draft[]} rows
 * @param {string} exercise
 * @param {string} text
 * @param {() => string} mint makes an id
 * @param {number} now
 * @returns {Draft[]}
 */
export function keepNote(rows, exercise, text, mint, now) {
  const its = notesIn(rows).filter(({ f }) => f.exercise === exercise && !f.deleted_at).map(({ eid }) => eid);
  const told = text ? [{ e: "exercise_note", eid: its.pop() ?? mint(), f: /** @type {Fields} */ ({ exercise, text }) }] : [];
  return [...told, ...its.map((eid) => ({ e: "exercise_note", eid, f: { exercise, deleted_at: now } }))];
}

/**
 * Each note once, the one made last at the end.
 * @param {Draft[]} rows
 */
function notesIn(rows) {
  /** @type {Map<string, Draft>} */
  const found = new Map();
  for (const one of rows)
    if (one.e === "exercise_note") found.set(one.eid, { ...one, f: { ...found.get(one.eid)?.f, ...one.f } });
  return [...found.values()].sort((one, other) => (one.eid < other.eid ? -1 : 1));
}
