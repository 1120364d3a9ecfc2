/** The right side of a set shows the load that was told on its left, until it is told another. */

import { readKept } from "../../shared/load.js";
import { isChanged, isControl } from "../control.js";
import { drawSet, shownIn } from "./row.js";

const RIGHT = ".set-row[data-side=right]:not([data-ticked], [data-typed])";

/** @param {HTMLElement} root the workout */
export function followLeft(root) {
  for (const row of root.querySelectorAll(RIGHT)) if (row instanceof HTMLElement && !isBeingTyped(row)) follow(row);
}

/** @param {HTMLElement} row */
function follow(row) {
  const left = leftOf(row);
  const told = left?.matches("[data-typed]") ? shownIn(left).kept : "";
  const shown = shownIn(row).kept ?? "";
  const alone = row.dataset.alone; // what it showed before
  if (told ? told === shown : alone === undefined) return;
  if (told) row.dataset.alone ??= shown;
  else delete row.dataset.alone;
  const load = readKept(told || alone || "");
  drawSet(row, load ? { load: null, target_load: load } : { load: null });
}

/**
 * The other side of the same set.
 * @param {Element} row
 */
function leftOf(row) {
  let left = row.previousElementSibling;
  while (left?.matches("[data-gone]")) left = left.previousElementSibling;
  return left?.getAttribute("data-side") === "left" && left.getAttribute("data-kind") === row.getAttribute("data-kind") ? left : null;
}

/** @param {HTMLElement} row */
const isBeingTyped = (row) => [...row.querySelectorAll("input, textarea, select")].some((control) => isControl(control) && isChanged(control));
