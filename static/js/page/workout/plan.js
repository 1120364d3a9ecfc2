/** What the forms of a workout ask of its exercises: moved, paired, warmed up for, given more sets, added as offered. */

import { dropped } from "../../shared/dropping.js";
import { readKept } from "../../shared/load.js";
import { joinNext, leave } from "../../shared/pairing.js";
import { addOffered, addSet, moveExercise, partsOf } from "../../shared/verbs.js";
import { addWarmups, countAkin, ramp } from "../../shared/warmups.js";
import { rowsOf } from "./cards.js";
import { focusOn } from "./fold.js";
import { openKit } from "./kit.js";
import { shownIn } from "./row.js";
import { say, tellReaders } from "./section.js";
import { isKnown, mint, perform } from "./undoable.js";

/** @typedef {import("../keep.js").Keeper} Keeper */
/** @typedef {import("../../shared/load.js").Load} Load */

/**
 * Warm-ups before the first set of an exercise, from the load that its row shows.
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {string} id of the card
 * @returns {Promise<boolean>} false where only the server can
 */
async function warmUp(keeper, root, id) {
  const [kit, rows] = await Promise.all([openKit(), rowsOf(keeper)]);
  const parts = partsOf(rows, root.dataset.workout ?? "").filter(({ isThere }) => isThere);
  const place = parts.findIndex(({ eid }) => eid === id);
  const part = parts[place];
  const exercise = kit?.exercise(part?.f.exercise);
  if (!kit || !part || !exercise || !root.dataset.gym) return false;
  const card = root.querySelector(`#exercise-${id}`);
  card?.querySelector("details.menu")?.removeAttribute("open");
  const first = /** @type {HTMLElement | null | undefined} */ (card?.querySelector(".set-row:not([hidden])"));
  const akin = countAkin(exercise, parts.slice(0, place).flatMap(({ f }) => (f.skipped ? [] : (kit.exercise(f.exercise) ?? []))));
  // On a day under 100 % the plan's load is behind the eased one; warm-ups are eased as they are drawn.
  const shown = first ? shownIn(first).kept : "";
  const isEased = root.matches("[data-eased]") && shown === first?.dataset.eased;
  const kept = readKept((isEased ? first?.dataset.uneased : shown) ?? "");
  const { steps, why } = whyNot(part) ?? ramp(kept, exercise, JSON.parse(root.dataset.gym), akin);
  if (why) say(root, why, null);
  if (why) return true;
  const drafts = addWarmups(part, steps, mint);
  if (!(await perform(keeper, root, { drafts, before: rows }, `${steps.length === 1 ? "A warm-up" : `${steps.length} warm-ups`} added.`))) return true;
  const row = root.querySelector(`#set-${drafts.find(({ f }) => f.kind === "warmup")?.eid}`);
  focusOn(row?.querySelector(".tick") ?? null, row);
  return true;
}

/** @param {import("../../shared/verbs.js").Part} part */
function whyNot({ shownSets }) {
  const not = (/** @type {string} */ why) => ({ steps: [], why });
  if (shownSets.some(({ f }) => f.kind === "warmup")) return not("It has warm-ups already.");
  return shownSets.some(({ f }) => f.ticked_at) ? not("Its first set is done: it is warm.") : null;
}

/**
 * What a form asks of the exercises.
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {import("../../shared/asked.js").Asked} asked
 * @param {HTMLFormElement} form
 * @param {HTMLButtonElement | null} button
 * @returns {Promise<boolean>} false where only the server can
 */
export async function changePlan(keeper, root, { verb, eid }, form, button) {
  if (verb === "exercises") return addSuggestion(keeper, root, form);
  if (verb === "warmups") return warmUp(keeper, root, eid);
  if (!button) return false;
  if (verb === "sets") return addOfKind(keeper, root, eid, button.value);
  return verb === "move" ? move(keeper, root, eid, button) : pair(keeper, root, verb, eid, button);
}

/**
 * A drop set or an all-out one, behind the sets that are there.
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {string} id of the card
 * @param {string} kind
 */
async function addOfKind(keeper, root, id, kind) {
  const [kit, rows] = await Promise.all([openKit(), rowsOf(keeper)]);
  const part = partsOf(rows, root.dataset.workout ?? "").find(({ eid }) => eid === id);
  const exercise = kit?.exercise(part?.f.exercise);
  if (!part || !exercise || !root.dataset.gym || !part.shownSets.some(({ f }) => f.kind !== "warmup")) return false;
  const gym = JSON.parse(root.dataset.gym);
  const lighter = kind === "drop" ? (/** @type {Load} */ load) => dropped(load, exercise, gym) : undefined;
  const drafts = addSet(part, exercise.sides, mint, kind, lighter);
  root.querySelector(`#exercise-${id} details.menu`)?.removeAttribute("open");
  if (await perform(keeper, root, { drafts, before: rows }, kind === "drop" ? "Drop set added." : "All-out set added.")) {
    const row = root.querySelector(`#set-${drafts[0]?.eid}`);
    focusOn(row?.querySelector(".tick") ?? null, row);
  }
  return true;
}

/**
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {string} verb join or leave
 * @param {string} id
 * @param {HTMLButtonElement} button
 */
async function pair(keeper, root, verb, id, button) {
  const rows = await rowsOf(keeper);
  const parts = partsOf(rows, root.dataset.workout ?? "");
  if (!parts.some(({ eid }) => eid === id)) return false;
  const drafts = verb === "join" ? joinNext(parts, id) : leave(id);
  if (drafts.length === 0) return true;
  button.closest("details.menu")?.removeAttribute("open");
  const sentence = verb === "join" ? "Joined to a superset." : "Left the superset.";
  if (!(await perform(keeper, root, { drafts, before: rows }, sentence))) return true;
  focusOn(root.querySelector(`#exercise-${id} .menu summary`));
  return true;
}

/**
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {HTMLFormElement} form of an optional exercise of the plan
 * @returns {Promise<boolean>} false where only the server can
 */
async function addSuggestion(keeper, root, form) {
  const told = form.querySelector("[data-rows]")?.getAttribute("data-rows");
  const rows = await rowsOf(keeper);
  if (!told || !isKnown(root, rows) || !(await openKit())) return false;
  const drafts = addOffered(partsOf(rows, root.dataset.workout ?? ""), JSON.parse(told));
  const offer = form.closest("li");
  await perform(keeper, root, { drafts, before: rows }, `${offer?.querySelector("strong")?.textContent} added.`);
  tellWhy(root, drafts[0]?.eid, offer?.querySelector("small")?.textContent?.replace(" · optional", "") ?? "");
  return true;
}

/**
 * What the plan says it is there for.
 * @param {HTMLElement} root
 * @param {string | undefined} card
 * @param {string} text
 */
function tellWhy(root, card, text) {
  const head = root.querySelector(`#exercise-${card} .card-head`);
  if (head && !head.querySelector(".why")) head.append(Object.assign(document.createElement("p"), { className: "why", textContent: text }));
}

/**
 * The button stays where the thumb is, and the focus on it.
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {string} id
 * @param {HTMLButtonElement} button
 * @returns {Promise<boolean>} false where only the server can
 */
async function move(keeper, root, id, button) {
  const stood = button.getBoundingClientRect().top;
  const isKnownHere = await moveTo(keeper, root, id, (place) => place + (button.value === "up" ? -1 : 1));
  scrollBy(0, button.getBoundingClientRect().top - stood);
  return isKnownHere;
}

/**
 * What dragging does.
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {string} id
 * @param {string | null} following the exercise that it shall stand before; null is the end
 * @returns {Promise<boolean>} false where the phone doesn't know of them
 */
export function moveBefore(keeper, root, id, following) {
  return moveTo(keeper, root, id, (_, others) => (following ? others.indexOf(following) : others.length));
}

/**
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {string} id
 * @param {(place: number, others: string[]) => number} choose the new place, from the old one and the other exercises
 * @returns {Promise<boolean>} false where the phone doesn't know of it
 */
async function moveTo(keeper, root, id, choose) {
  const rows = await rowsOf(keeper);
  const parts = partsOf(rows, root.dataset.workout ?? "").filter(({ isThere }) => isThere);
  const ids = parts.map(({ eid }) => eid);
  const place = ids.indexOf(id);
  if (place < 0) return false;
  const to = choose(place, ids.filter((one) => one !== id));
  const name = root.querySelector(`#exercise-${id} h2`)?.textContent ?? "";
  const drafts = moveExercise(parts, id, to - place);
  if (drafts.length === 0) tellReaders(root, `${name} is ${to <= 0 ? "first" : "last"} already.`);
  else if (await perform(keeper, root, { drafts, before: rows }, "")) tellReaders(root, `${name} is now ${to + 1} of ${parts.length}.`);
  return true;
}
