/** One more set like the last one of its exercise: the row cloned from it, both sides where sides are done apart. */

import { now } from "../../shared/clock.js";
import { newId } from "../../shared/ids.js";
import { readKept } from "../../shared/load.js";
import { addSet } from "../../shared/verbs.js";
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
  const model = peers.at(-1);
  if (!(model instanceof HTMLElement)) return;
  const row = /** @type {HTMLElement} */ (model.cloneNode(true));
  rename(row, model.id.slice("set-".length), eid);
  renumber(row, 1 + peers.filter((peer) => !(/** @type {HTMLElement} */ (peer).hidden)).length);
  row.hidden = false;
  row.querySelector(".said-mark")?.remove();
  row.querySelector(".strike")?.remove();
  row.dataset.kind = String(f.kind ?? "working");
  for (const name of ["ticked", "next", "unsaved", "last", "hint", "record", "before"]) delete row.dataset[name];
  const reps = /** @type {{ min: number, max: number | null } | null} */ (f.target_reps ?? null);
  row.dataset.aim = reps ? aimOf(reps) : "";
  const blank = { seconds: null, distance: null, rpe: null, rir: null, grip: null, gear: null, struck: null, note: null };
  card.querySelector(".sets")?.append(row);
  row.querySelector("details")?.removeAttribute("open");
  drawSet(row, { ...blank, load: null, reps: reps && reps.max !== null ? reps.min : null, ticked_at: null });
  // With no target it goes on as the set before shows.
  const before = !model.hidden ? readKept(shownIn(model).kept ?? "") : null;
  drawSet(row, { target_load: f.target_load ?? before, load: null });
}

/** @param {{ min: number, max: number | null }} reps */
function aimOf({ min, max }) {
  if (max === null) return `${min}+`;
  return min === max ? String(min) : `${min}–${max}`;
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
