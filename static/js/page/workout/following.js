/**
 * A set that nothing was told of shows the load that was told before it: on the left side of the same set, else in the
 * last set done of the same target; as `shownLoad` in shared/words.js says. Without them it shows what it does alone.
 */

import { readKept } from "../../shared/load.js";
import { isChanged, isControl } from "../control.js";
import { drawSet, shownIn, standAlone } from "./row.js";

/** @param {HTMLElement} root the workout */
export function followLoads(root) {
  const isAway = root.matches("[data-away]");
  for (const card of root.querySelectorAll("article")) followIn([...card.querySelectorAll(".set-row:not([data-gone])")], isAway);
}

/**
 * @param {Element[]} rows of one exercise, in their order
 * @param {boolean} isAway in another gym, where what was lifted may not be had: only a side follows its other
 */
function followIn(rows, isAway) {
  /** @type {Map<string, string>} what was lifted last, by kind and target */
  const lifted = new Map();
  const follows = (/** @type {HTMLElement} */ row) => !isAway && !row.matches("[data-told]"); // what a coach told stands
  for (const [at, row] of rows.entries()) {
    if (!(row instanceof HTMLElement)) continue;
    const { kind, alone = "", ticked } = row.dataset;
    const like = `${kind} ${alone}`;
    if (ticked === undefined && !row.matches("[data-typed]"))
      show(row, toldOnTheLeft(row, rows[at - 1]) ?? (follows(row) ? (lifted.get(like) ?? alone) : (shownIn(row).kept ?? "")));
    else if (ticked !== undefined && row.matches("[data-typed]")) lifted.set(like, shownIn(row).kept ?? "");
  }
}

/**
 * @param {HTMLElement} row
 * @param {Element | undefined} left
 */
function toldOnTheLeft(row, left) {
  if (row.dataset.side !== "right" || left?.getAttribute("data-side") !== "left") return undefined;
  return left.matches(`[data-typed][data-kind="${row.dataset.kind}"]`) ? shownIn(left).kept : undefined;
}

/**
 * @param {HTMLElement} row
 * @param {string} kept
 */
function show(row, kept) {
  if (kept === (shownIn(row).kept ?? "") || isBeingTyped(row)) return;
  const alone = readKept(row.dataset.alone ?? "");
  const load = readKept(kept);
  drawSet(row, load ? { load: null, target_load: load } : { load: null });
  standAlone(row, alone);
}

/** @param {HTMLElement} row */
const isBeingTyped = (row) => [...row.querySelectorAll("input, textarea, select")].some((control) => isControl(control) && isChanged(control));
