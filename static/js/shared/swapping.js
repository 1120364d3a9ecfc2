/** Another exercise instead: a busy machine, a shoulder that complains. webapp/workouts/swapping.py says the same. */

import { after, at, between, placed } from "./order.js";
import { groupsOf } from "./superset.js";
import { patternOf, sidesOf } from "./verbs.js";

/** @typedef {import("./catalogue.js").Exercise} Exercise */
/** @typedef {import("./view.js").Draft} Draft */
/** @typedef {import("./verbs.js").Part} Part */
/** @typedef {import("./verbs.js").SetRow} SetRow */
/**
 * last: the sets of the last time it was done. was: what the exercise is called that it stands in for.
 * @typedef {{ exercise: Exercise, last: SetRow[], was?: string }} Substitution
 */
/** @typedef {{ mint: () => string, now: number }} Means */

const LONGEST_NOTE = 2000;
const FOR = /^For ([^:\n]{1,100}): /u;

/**
 * Do another exercise instead; nothing where every set is done already. What was ticked stays as it was lifted:
 * what is left moves to a new card behind. With nothing ticked, the card itself changes, and keeps its plan. Reps
 * carry over; loads, and grips that the other exercise doesn't know, don't. A note on the card says for which exercise
 * it was written.
 * @param {Part[]} parts
 * @param {string} workout
 * @param {string} id
 * @param {Substitution} to
 * @param {Means} means
 * @returns {Draft[]}
 */
export function swapExercise(parts, workout, id, to, means) {
  const part = parts.find(({ eid }) => eid === id);
  const left = part?.shownSets.filter(({ f }) => !f.ticked_at) ?? [];
  if (!part || left.length === 0) return [];
  if (left.length < part.shownSets.length) return moveRest(parts, workout, part, left, to, means);
  return changeExercise(part, left, to, means);
}

/**
 * @param {Part[]} parts
 * @param {string} workout
 * @param {Part} part
 * @param {SetRow[]} left
 * @param {Substitution} to
 * @param {Means} means
 * @returns {Draft[]}
 */
function moveRest(parts, workout, part, left, to, { mint, now }) {
  const card = mint();
  const shown = parts.filter(({ isThere }) => isThere);
  const letters = shown.filter(({ f }) => !f.skipped).map(({ eid, f }) => ({ eid, letter: String(f.superset ?? "") }));
  const group = groupsOf(letters).find((one) => one.some(({ eid }) => eid === part.eid));
  const superset = group && group.length > 1 ? { superset: part.f.superset } : {};
  const place = placed(shown.map(({ f }) => f.position), shown.indexOf(part) + 1);
  /** @type {Draft[]} */
  const drafts = [
    { e: "workout_exercise", eid: card, f: { workout, exercise: to.exercise.slug, position: place.position, ...superset } },
  ];
  for (const [index, position] of place.others)
    drafts.push({ e: "workout_exercise", eid: shown[index]?.eid ?? "", f: { position } });
  for (const [index, { like, side, load }] of carried(left, to).entries())
    drafts.push({
      e: "set",
      eid: mint(),
      f: {
        ...{ workout_exercise: card, position: at(index), kind: like.f.kind, side },
        ...{ target_reps: like.f.target_reps ?? null, target_load: load, grip: gripIn(to.exercise, like) },
      },
    });
  return [...drafts, ...left.map(({ eid }) => ({ e: "set", eid, f: { deleted_at: now } }))];
}

/**
 * @param {Part} part
 * @param {SetRow[]} left
 * @param {Substitution} to
 * @param {Means} means
 * @returns {Draft[]}
 */
function changeExercise(part, left, to, { mint, now }) {
  /** @type {Draft[]} */
  const drafts = [{ e: "workout_exercise", eid: part.eid, f: { exercise: to.exercise.slug, ...noteAfter(part.f.note, to) } }];
  const kept = new Set();
  for (const { like, side, load } of carried(left, to)) {
    const fields = { side, target_load: load, load: null, grip: gripIn(to.exercise, like) };
    if (kept.has(like.eid)) {
      const { load: _load, ...aim } = fields;
      const shared = { workout_exercise: part.eid, position: behind(like, part.sets), kind: like.f.kind };
      drafts.push({ e: "set", eid: mint(), f: { ...shared, ...aim, target_reps: like.f.target_reps ?? null } });
    } else {
      const differing = Object.entries(fields).filter(([name, value]) => !isSame(like.f[name] ?? null, value));
      if (differing.length > 0) drafts.push({ e: "set", eid: like.eid, f: Object.fromEntries(differing) });
    }
    kept.add(like.eid);
  }
  const gone = left.filter(({ eid }) => !kept.has(eid));
  return [...drafts, ...gone.map(({ eid }) => ({ e: "set", eid, f: { deleted_at: now } }))];
}

/**
 * "For Barbell row: elbows in": a card's note once another exercise stands there; bare again on the way back. One that
 * says so already says it of the exercise it was written on.
 * @param {string | null | undefined} note
 * @param {Substitution} to
 * @returns {{ note?: string }} nothing where it stays as it is
 */
function noteAfter(note, { exercise, was }) {
  if (!note || !was) return {};
  const told = FOR.exec(note);
  if (told) return told[1] === exercise.name ? { note: note.slice(told[0].length) } : {};
  const labelled = `For ${was}: ${note}`;
  return [...labelled].length <= LONGEST_NOTE ? { note: labelled } : {};
}

/**
 * The sets that the other exercise gets. Where sides are done apart, a set for both is done twice; where they aren't,
 * left and right are one.
 * @param {SetRow[]} left
 * @param {Substitution} to
 * @returns {{ like: SetRow, side: string | null, load: unknown }[]}
 */
function carried(left, { exercise, last }) {
  const pattern = patternOf(last);
  const found = [];
  let [number, unmatched] = [0, 0];
  for (const like of left) {
    const side = like.f.side ?? null;
    if (like.f.kind === "warmup") {
      found.push({ like, side: null, load: null });
      continue;
    }
    if (exercise.sides !== "each" && side === "right" && unmatched > 0) {
      unmatched -= 1;
      continue;
    }
    if (side === "left") unmatched += 1;
    const aim = side === "right" && number > 0 ? number - 1 : number;
    const load = pattern[Math.min(aim, pattern.length - 1)]?.f.load ?? null;
    for (const one of side === null ? sidesOf(exercise, like.f.kind) : [side])
      found.push({ like, side: exercise.sides === "each" ? one : null, load });
    if (side !== "right") number += 1;
  }
  return found;
}

/**
 * @param {Exercise} exercise
 * @param {SetRow} like
 */
const gripIn = ({ grips }, like) => (grips.includes(like.f.grip) ? like.f.grip : null);

/**
 * @param {SetRow} one
 * @param {SetRow[]} sets
 */
function behind(one, sets) {
  const following = sets.find(({ f }) => f.position > one.f.position);
  const found = following ? between(one.f.position, following.f.position) : after(one.f.position);
  return found ?? after(sets.at(-1)?.f.position ?? null);
}

/**
 * @param {any} one
 * @param {any} other
 */
const isSame = (one, other) => one === other || (one?.u === other?.u && one?.v !== undefined && one.v === other?.v);
