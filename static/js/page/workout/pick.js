/** Another exercise, added or done instead: chosen from the phone's own list. */

import { now } from "../../shared/clock.js";
import { split } from "../../shared/limitations.js";
import { substitutes } from "../../shared/swap.js";
import { swapExercise } from "../../shared/swapping.js";
import { addExercise, lastPerformed, partsOf } from "../../shared/verbs.js";
import { dayOf, rowsOf } from "./cards.js";
import { placesOf } from "./hurts.js";
import { openKit } from "./kit.js";
import { limitsOf } from "./limits.js";
import { choose } from "./picker.js";
import { say } from "./section.js";
import { isKnown, mint, perform } from "./undoable.js";

/** @typedef {import("../keep.js").Keeper} Keeper */

const ALL_DONE = "Every set of it is ticked: nothing is left to swap.";

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
