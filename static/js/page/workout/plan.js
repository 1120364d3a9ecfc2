/** Adding, swapping and moving the exercises of a workout: chosen on the phone, kept there, drawn at once. */

import { now } from "../../shared/clock.js";
import { CannotOpen } from "../../shared/database.js";
import { dropped } from "../../shared/dropping.js";
import { newId } from "../../shared/ids.js";
import { split } from "../../shared/limitations.js";
import { readKept } from "../../shared/load.js";
import { joinNext, leave } from "../../shared/pairing.js";
import { substitutes } from "../../shared/swap.js";
import { swapExercise } from "../../shared/swapping.js";
import { takenBack } from "../../shared/taking-back.js";
import { addWarmups, countAkin, ramp } from "../../shared/warmups.js";
import { addExercise, addOffered, addSet, lastPerformed, moveExercise, partsOf } from "../../shared/verbs.js";
import { dayOf, drawDrafts, rowsOf } from "./cards.js";
import { focusOn } from "./fold.js";
import { placesOf } from "./hurts.js";
import { openKit } from "./kit.js";
import { limitsOf } from "./limits.js";
import { choose } from "./picker.js";
import { shownIn } from "./row.js";
import { say, tellReaders } from "./section.js";

/** @typedef {import("../keep.js").Keeper} Keeper */
/** @typedef {import("../../shared/load.js").Load} Load */
/** @typedef {import("../../shared/taking-back.js").Done} Done */
/** @typedef {import("../../shared/view.js").Row} Row */

const ALL_DONE = "Every set of it is ticked: nothing is left to swap.";

const mint = () => newId(now());

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
 * What a link to the server's list of exercises asks for, from the phone's own list.
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {HTMLAnchorElement} link
 */
export async function pick(keeper, root, link) {
  const [kit, rows] = await Promise.all([openKit(), rowsOf(keeper)]);
  if (!kit || !isKnown(root, rows)) return location.assign(link.href);
  const card = link.closest("article");
  if (link.dataset.pick !== "swap" || !card) return add(keeper, root, kit);
  const before = kit.exercise(card.dataset.slug);
  if (!before) return location.assign(link.href);
  return swap(keeper, root, kit, card, before);
}

/**
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {import("./kit.js").Kit} kit
 */
async function add(keeper, root, kit) {
  const exercise = await choose(kit, { title: "Add an exercise", hint: "", limits: limitsOf(root) });
  if (!exercise) return;
  const rows = await rowsOf(keeper);
  const workout = root.dataset.workout ?? "";
  const last = lastPerformed(rows, exercise.slug, dayOf(rows, workout));
  const drafts = addExercise(partsOf(rows, workout), workout, exercise, last, mint);
  await perform(keeper, root, { drafts, before: rows }, `${exercise.name} added.`);
}

/**
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {import("./kit.js").Kit} kit
 * @param {HTMLElement} card
 * @param {import("../../shared/catalogue.js").Exercise} before
 */
async function swap(keeper, root, kit, card, before) {
  const id = card.id.slice("exercise-".length);
  const part = partsOf(await rowsOf(keeper), root.dataset.workout ?? "").find(({ eid }) => eid === id);
  // From now on, which the server can do, doesn't ask for a set that is left.
  if (part?.shownSets.every(({ f }) => f.ticked_at) && navigator.onLine) return void keeper.drain().then(() => location.assign(wayOf(card)));
  if (part?.shownSets.every(({ f }) => f.ticked_at)) return say(root, ALL_DONE, null);
  const limits = limitsOf(root);
  const hurting = placesOf(root);
  const found = substitutes(before, kit.exercises, hurting);
  const { allowed, leftOut } = split(found.flatMap(({ exercise }) => kit.exercise(exercise) ?? []), limits);
  const may = new Set(allowed.map(({ slug }) => slug));
  const exercise = await choose(kit, {
    title: `Instead of ${before.name}`,
    hint: "What you ticked stays as you lifted it.",
    offered: found.filter(({ exercise }) => may.has(exercise)),
    leftOut,
    limits,
    hurting,
    without: before.slug,
    more: forHowLong(keeper, root, card),
  });
  if (!exercise) return;
  card.querySelector("details.menu")?.removeAttribute("open");
  const rows = await rowsOf(keeper);
  const workout = root.dataset.workout ?? "";
  const to = { exercise, last: lastPerformed(rows, exercise.slug, dayOf(rows, workout)), was: before.name };
  const drafts = swapExercise(partsOf(rows, workout), workout, id, to, { mint, now: now() });
  if (drafts.length === 0) return say(root, ALL_DONE, null);
  const instead = { exercise: before, last: lastPerformed(rows, before.slug, dayOf(rows, workout)), was: exercise.name };
  await perform(keeper, root, { drafts, before: rows, instead }, `${exercise.name} instead of ${before.name}.`);
}

/**
 * The server's list of what to do instead.
 * @param {HTMLElement} card
 */
const wayOf = (card) => card.querySelector(".menu a[data-pick=swap]")?.getAttribute("href") ?? "";

/**
 * Today is the phone's to change; the coming days are the server's, and whoever has no signal is told so.
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {HTMLElement} card
 */
function forHowLong(keeper, root, card) {
  if (!navigator.onLine) {
    const textContent = "For this workout only. From now on needs a signal: the coming days are planned on the server.";
    return Object.assign(document.createElement("p"), { className: "muted small", textContent });
  }
  const href = wayOf(card);
  const link = document.createElement("a");
  Object.assign(link, { className: "button", href: `${href}&when=always`, textContent: "From now on instead" });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    void keeper.drain().then(() => location.assign(link.href));
  });
  return root.dataset.state === "open" || root.dataset.state === "planned" ? link : null;
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

/**
 * Take a change back that the page still offers to undo.
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {HTMLFormElement} form
 */
export async function takeBack(keeper, root, form) {
  const done = undoable.get(form);
  if (!done) return;
  const rows = await rowsOf(keeper);
  const drafts = takenBack(done, rows, { mint, now: now() });
  if (drafts.length === 0) return void say(root, "What you ticked meanwhile stays.", null);
  await keeper.queue(drafts);
  form.remove();
  await drawDrafts(keeper, root, drafts);
  focusOn(root.querySelector(`#exercise-${done.drafts[0]?.eid}:not([hidden]) .menu summary, [data-pick=add]`));
}

/** @type {WeakMap<HTMLFormElement, Done>} */
const undoable = new WeakMap();

/**
 * Rejects only where the phone keeps nothing: then the server may be asked. What was kept is never asked for again;
 * where it can't be drawn, the page is loaded anew.
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {Done} done
 * @param {string} sentence with the way back; "" for neither
 * @returns {Promise<boolean>} false where there was no room, which the banner says
 */
async function perform(keeper, root, done, sentence) {
  try {
    await keeper.queue(done.drafts);
  } catch (error) {
    if (error instanceof CannotOpen) throw error;
    return false;
  }
  try {
    await drawDrafts(keeper, root, done.drafts);
    if (sentence) offerUndo(root, done, sentence);
  } catch {
    location.reload();
  }
  return true;
}

/**
 * @param {HTMLElement} root
 * @param {Done} done
 * @param {string} sentence
 */
function offerUndo(root, done, sentence) {
  const form = say(root, sentence, location.pathname);
  if (form) {
    form.dataset.undoes = "it";
    undoable.set(form, done);
  }
  focusOnFirst(root, done.drafts[0]?.eid);
}

/**
 * @param {HTMLElement} root
 * @param {string | undefined} card
 */
function focusOnFirst(root, card) {
  const row = root.querySelector(`#exercise-${card} .set-row:not([hidden], [data-ticked])`);
  focusOn(row?.querySelector(".tick") ?? null, row);
}

/**
 * @param {HTMLElement} root
 * @param {Row[]} rows
 */
const isKnown = (root, rows) => rows.some(({ e, eid }) => e === "workout" && eid === root.dataset.workout);
