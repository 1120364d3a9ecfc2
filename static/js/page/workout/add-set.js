/** One more set like the last one of its exercise: the row cloned from it, both sides where sides are done apart. */

import { now } from "../../shared/clock.js";
import { newId } from "../../shared/ids.js";
import { readKept } from "../../shared/load.js";
import { after } from "../../shared/order.js";
import { drawSet, shownIn } from "./row.js";

/** @typedef {import("../../shared/view.js").Draft} Draft */
/** @typedef {import("../../shared/view.js").Row} Row */

/**
 * The operations of an added set; null where the phone doesn't know enough of the exercise.
 * @param {Element} card
 * @param {string} exercise
 * @param {Row[]} rows what is known of the workout, pending operations included
 * @returns {Draft[] | null}
 */
export function draftsOfAdded(card, exercise, rows) {
  const sets = rows.filter(({ e, f }) => e === "set" && f.workout_exercise === exercise);
  const shown = [...card.querySelectorAll(".set-row:not([data-kind=warmup])")];
  const model = shown.filter((row) => row instanceof HTMLElement && !row.hidden).at(-1) ?? shown.at(-1);
  if (sets.length === 0 || !(model instanceof HTMLElement) || !model.querySelector("form")) return null;
  const like = sets.find(({ eid }) => `set-${eid}` === model.id);
  const isEachSide = model.dataset.side !== undefined;
  let position = sets.map(({ f }) => String(f.position)).sort().at(-1) ?? null;
  return (isEachSide ? ["left", "right"] : [null]).map((side) => {
    position = after(position);
    return {
      e: "set",
      eid: newId(now()),
      f: {
        ...{ workout_exercise: exercise, position, kind: "working", side },
        target_load: like?.f.load ?? like?.f.target_load ?? readKept(shownIn(model).kept ?? ""),
        target_reps: model.dataset.kind === "amrap" ? null : like?.f.target_reps ?? null,
      },
    };
  });
}

/**
 * The row of a set that the page doesn't show yet.
 * @param {HTMLElement} root
 * @param {{ eid: string, f: Record<string, unknown> }} one
 */
export function drawAdded(root, { eid, f }) {
  const card = root.querySelector(`#exercise-${String(f.workout_exercise)}`);
  if (!card || root.querySelector(`#set-${eid}`)) return;
  const all = [...card.querySelectorAll(".set-row:not([data-kind=warmup])")];
  const peers = all.filter((row) => row.getAttribute("data-side") === (f.side ?? null));
  const model = peers.at(-1);
  if (!(model instanceof HTMLElement)) return;
  const row = /** @type {HTMLElement} */ (model.cloneNode(true));
  rename(row, model.id.slice("set-".length), eid);
  renumber(row, 1 + peers.filter((peer) => !(/** @type {HTMLElement} */ (peer).hidden)).length);
  row.hidden = false;
  row.querySelector(".said-mark")?.remove();
  row.dataset.kind = String(f.kind ?? "working");
  for (const name of ["ticked", "next", "unsaved", "last", "hint"]) delete row.dataset[name];
  const reps = /** @type {{ min: number, max: number | null } | null} */ (f.target_reps ?? null);
  row.dataset.aim = reps ? aimOf(reps) : "";
  const blank = { seconds: null, distance: null, rpe: null, rir: null, grip: null, note: null };
  card.querySelector(".sets")?.append(row);
  row.querySelector("details")?.removeAttribute("open");
  drawSet(row, { ...blank, load: null, reps: reps && reps.max !== null ? reps.min : null, ticked_at: null });
  drawSet(row, { target_load: f.target_load ?? null, load: null });
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
