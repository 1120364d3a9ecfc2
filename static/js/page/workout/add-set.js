/** One more set like the last one of its exercise: the row cloned from it, both sides where sides are done apart. */

import { now } from "../../shared/clock.js";
import { newId } from "../../shared/ids.js";
import { readKept } from "../../shared/load.js";
import { addSet } from "../../shared/verbs.js";
import { hintOf, repsText } from "../../shared/words.js";
import { drawSet, shownIn } from "./row.js";

/** @typedef {import("../../shared/view.js").Draft} Draft */

const WORKING = ".set-row:not([data-kind=warmup])";

/**
 * The operations of an added set; null where the phone doesn't know enough of the exercise.
 * @param {Element} card
 * @param {import("../../shared/verbs.js").Part | undefined} part
 * @returns {Draft[] | null}
 */
export function draftsOfAdded(card, part) {
  const model = [...card.querySelectorAll(WORKING)].at(-1);
  if (!part?.sets.length || !(model instanceof HTMLElement) || !model.querySelector("form")) return null;
  return addSet(part, model.dataset.side === undefined ? "both" : "each", () => newId(now()));
}

/**
 * The row of a set that the page doesn't show yet.
 * @param {HTMLElement} root
 * @param {{ eid: string, f: Record<string, unknown> }} one
 */
export function drawAdded(root, { eid, f }) {
  const card = root.querySelector(`#exercise-${String(f.workout_exercise)}`);
  if (!card || root.querySelector(`#set-${eid}`)) return;
  const all = [...card.querySelectorAll(WORKING)];
  const peers = all.filter((row) => row.getAttribute("data-side") === (f.side ?? null));
  const isWarmup = f.kind === "warmup";
  const model = isWarmup ? all[0] : peers.at(-1);
  if (!(model instanceof HTMLElement)) return;
  const row = /** @type {HTMLElement} */ (model.cloneNode(true));
  rename(row, model.id.slice("set-".length), eid);
  if (isWarmup) nameWarmup(row, 1 + card.querySelectorAll(".set-row[data-kind=warmup]:not([hidden])").length);
  else renumber(row, 1 + peers.filter((peer) => !(/** @type {HTMLElement} */ (peer).hidden)).length);
  row.hidden = false;
  row.querySelector(".said-mark")?.remove();
  row.querySelector(".strike")?.remove();
  row.querySelector(".hurts")?.remove();
  row.dataset.kind = String(f.kind ?? "working");
  for (const name of ["ticked", "next", "unsaved", "last", "hint", "record", "before", "dropped", "gone", "eased", "uneased", "planned"]) delete row.dataset[name];
  const reps = /** @type {{ min: number, max: number | null } | null} */ (f.target_reps ?? null);
  if (reps) row.dataset.aim = repsText(reps);
  else delete row.dataset.aim;
  if (hintOf(f.kind)) row.dataset.hint = hintOf(f.kind);
  const label = row.querySelector("label[for^=reps-]");
  if (label) label.textContent = reps ? `Reps of ${repsText(reps)}` : "Reps";
  const blank = { seconds: null, distance: null, rpe: null, rir: null, grip: null, gear: null, struck: null, pain: null, note: null };
  if (isWarmup) placeWarmup(card, row, String(f.position));
  else card.querySelector(".sets")?.append(row);
  row.querySelector("details")?.removeAttribute("open");
  drawSet(row, { ...blank, load: null, reps: reps && reps.max !== null ? reps.min : null, ticked_at: null });
  // With no target it goes on as the set before shows.
  const before = !model.hidden && !isWarmup ? readKept(shownIn(model).kept ?? "") : null;
  drawSet(row, { target_load: f.target_load ?? before, load: null });
}

/**
 * Before the first working set; among other new warm-ups by their positions, in whichever order they are drawn.
 * @param {Element} card
 * @param {HTMLElement} row
 * @param {string} position
 */
function placeWarmup(card, row, position) {
  row.dataset.position = position;
  const later = [...card.querySelectorAll(".set-row")].find(
    (other) => other instanceof HTMLElement && (other.dataset.kind !== "warmup" || (other.dataset.position ?? "") > position),
  );
  later?.before(row);
}

/**
 * A working set's row, called a warm-up: one for both sides.
 * @param {HTMLElement} row
 * @param {number} number
 */
function nameWarmup(row, number) {
  delete row.dataset.side;
  const tick = row.querySelector(".tick");
  const name = tick?.getAttribute("aria-label") ?? "";
  tick?.setAttribute("aria-label", name.replace(/ set \d+ done.*$/, ` warm-up ${number} done`));
  const save = row.querySelector(".save");
  if (save) save.textContent = `Save set ${number}`;
  row.querySelector(".set-label")?.replaceChildren("W");
}

/**
 * @param {HTMLElement} row
 * @param {string} from
 * @param {string} to
 */
function rename(row, from, to) {
  for (const element of [row, ...row.querySelectorAll("*")])
    for (const name of ["id", "for", "action", "formaction", "aria-describedby"]) {
      const value = element.getAttribute(name);
      if (value?.includes(from)) element.setAttribute(name, value.replace(from, to));
    }
}

/**
 * @param {HTMLElement} row
 * @param {number} number
 */
function renumber(row, number) {
  const tick = row.querySelector(".tick");
  tick?.setAttribute("aria-label", (tick.getAttribute("aria-label") ?? "").replace(/\d+ done/, `${number} done`));
  const save = row.querySelector(".save");
  if (save) save.textContent = `Save set ${number}`;
  for (const node of row.querySelector(".set-label")?.childNodes ?? [])
    if (node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim()) node.nodeValue = String(number);
}
