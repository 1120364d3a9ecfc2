/** Cards of exercises that the page lacks, or that are another exercise by now, drawn from what the phone knows. */

import { lastPerformed, partsOf } from "../../shared/verbs.js";
import { overlay } from "../../shared/view.js";
import { drawAdded } from "./add-set.js";
import { drawRows, fillCard } from "./card.js";
import { easeRows } from "./feel.js";
import { drawKept } from "./kept-note.js";
import { openKit } from "./kit.js";
import { arrangeCards } from "./places.js";
import { draw, drawTally } from "./section.js";

/** @typedef {import("../keep.js").Keeper} Keeper */
/** @typedef {import("../../shared/view.js").Draft} Draft */
/** @typedef {import("../../shared/view.js").Row} Row */

/** Cards that another took the place of, as the server drew them: they come back with an undo. */
/** @type {Map<string, HTMLElement>} */
const putAway = new Map();

/**
 * What was just done, and the cards that it adds or changes.
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {Draft[]} drafts
 */
export async function drawDrafts(keeper, root, drafts) {
  for (const one of drafts) {
    if (["warmup", "drop", "amrap"].includes(String(one.f.kind))) drawAdded(root, one);
    draw(root, one);
  }
  const cards = drafts.filter(({ e, f }) => e === "workout_exercise" || f.workout_exercise);
  const touched = drafts.filter(({ e, f }) => e === "set" && ("target_load" in f || "side" in f));
  const parents = touched.map(({ eid }) => root.querySelector(`#set-${eid}`)?.closest("article")?.id.slice(9) ?? "");
  await drawCards(keeper, root, new Set([...cards.map(({ e, eid, f }) => (e === "set" ? String(f.workout_exercise) : eid)), ...parents]));
}

/**
 * Cards that the page lacks, or that are another exercise by now, as the phone knows them.
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {Set<string>} ids
 */
export async function drawCards(keeper, root, ids) {
  const rows = await rowsOf(keeper);
  const workout = root.dataset.workout ?? "";
  const parts = partsOf(rows, workout).filter(({ eid, isThere }) => isThere && ids.has(eid));
  const kit = parts.length > 0 ? await openKit() : null;
  for (const part of parts) {
    const shown = root.querySelector(`#exercise-${part.eid}`);
    if (isSame(shown, part)) continue;
    const exercise = kit?.exercise(part.f.exercise);
    if (!exercise) continue;
    const last = lastPerformed(rows, exercise.slug, dayOf(rows, workout));
    const old = putAway.get(part.eid) ?? null;
    if (shown && old && isSame(old, part)) {
      drawRows(old, exercise, part, last);
      shown.replaceWith(old);
    } else {
      const card = kit?.blank(exercise, root.dataset.effort ?? "rir");
      if (!card) continue;
      fillCard(root, card, exercise, part, last);
      if (shown instanceof HTMLElement) takePlace(shown, card, part.eid);
      else lastPlace(root).before(card);
    }
    const { note = null, skipped = false, superset = null, position } = part.f;
    draw(root, { e: "workout_exercise", eid: part.eid, f: { note, skipped, superset, position } });
  }
  drawKept(root, rows);
  arrangeCards(root);
  drawTally(root);
  if (root.matches("[data-eased]")) easeRows(root);
}

/**
 * What it is there for stays: only the exercise is another.
 * @param {HTMLElement} shown
 * @param {HTMLElement} card
 * @param {string} id
 */
function takePlace(shown, card, id) {
  const why = shown.querySelector(".why");
  if (why) card.querySelector(".card-head")?.append(why.cloneNode(true));
  putAway.set(id, shown);
  shown.replaceWith(card);
}

/**
 * Whether a card shows this exercise with these sets already.
 * @param {Element | null} card
 * @param {import("../../shared/verbs.js").Part} part
 */
function isSame(card, { f, shownSets }) {
  if (!(card instanceof HTMLElement) || card.dataset.slug !== f.exercise) return false;
  return shownSets.every(({ eid, f: set }) => {
    const row = card.querySelector(`#set-${eid}`);
    return row && (row.getAttribute("data-side") ?? null) === (set.side ?? null);
  });
}

/** @param {HTMLElement} root */
function lastPlace(root) {
  const end = root.querySelector(":scope > .empty, :scope > .suggestions, :scope > [data-pick=add]");
  return end ?? root.appendChild(document.createComment(""));
}

/**
 * All that the phone knows, what waits laid over it.
 * @param {Keeper} keeper
 */
export async function rowsOf(keeper) {
  const { base, pending } = await keeper.snapshot();
  return overlay(base, pending);
}

/**
 * @param {Row[]} rows
 * @param {string} workout
 */
export const dayOf = (rows, workout) => String(rows.find(({ eid }) => eid === workout)?.f.on ?? "");
