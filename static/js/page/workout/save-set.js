/** A set that is ticked or corrected: drawn at once, called saved only once it is on the disk. */

import { CannotOpen } from "../../shared/database.js";
import { Unreadable } from "../../shared/set-form.js";
import { isChanged, isControl, isText } from "../control.js";
import { stopWarning } from "../not-saved.js";
import { sendRow } from "./by-server.js";
import { ofSet } from "./change.js";
import { clearErrors, showError } from "./field-error.js";
import { afterTick, tellTick } from "./fold.js";
import { drawSet, markSaved, shownIn, undrawSet } from "./row.js";
import { draw, drawTally, drawTallySoon } from "./section.js";

/** @typedef {import("../../shared/view.js").Draft} Draft */
/** @typedef {import("../keep.js").Keeper} Keeper */

/**
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {HTMLElement} row
 * @param {HTMLFormElement} form
 * @param {boolean} isTick
 */
export function saveSet(keeper, root, row, form, isTick) {
  clearErrors(row);
  try {
    const drafts = ofSet(root, row, form, keeper.who);
    if (drafts.length === 0) return;
    const before = shownIn(row);
    for (const one of drafts)
      if (one.e === "set") drawSet(row, one.f, Boolean(one.f.ticked_at));
      else draw(root, one);
    drawTallySoon(root);
    void keepSet(keeper, root, row, drafts, before);
    if (isTick) afterTick(row);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    showError(row, error);
  }
}

/**
 * The newest change of each row: an earlier one that reaches the disk says nothing of it.
 * @type {WeakMap<HTMLElement, Draft[]>}
 */
const newest = new WeakMap();

/**
 * What can't be kept isn't drawn as done.
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {HTMLElement} row
 * @param {Draft[]} drafts
 * @param {Record<string, string>} before what the row showed
 */
async function keepSet(keeper, root, row, drafts, before) {
  newest.set(row, drafts);
  try {
    await keeper.queue(drafts);
    if (newest.get(row) !== drafts) return;
    row.removeAttribute("data-unsaved");
    markSaved(row);
    stopWarning();
  } catch (error) {
    const isDone = row.dataset.ticked !== undefined;
    undrawSet(row, before);
    row.setAttribute("data-unsaved", "");
    drawTally(root);
    if (error instanceof CannotOpen) sendRow(row, isDone);
  }
}

/**
 * Save what was done before this script had come. Not to a set with unsent changes: the page showed it without
 * them, so what was tapped there is what they say already.
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {Touched[]} touched
 */
export async function catchUp(keeper, root, touched) {
  const unsent = new Set((await keeper.store.pending().catch(() => [])).map(({ eid }) => `set-${eid}`));
  for (const { row, form, isTick } of touched) {
    if (unsent.has(row.id)) continue;
    saveSet(keeper, root, row, form, false);
    if (isTick) tellTick(row);
  }
}

/** @typedef {{ row: HTMLElement, form: HTMLFormElement, isTick: boolean }} Touched */

/**
 * Sets that were ticked or corrected; what is being typed right now isn't done yet.
 * @param {HTMLElement} root
 * @returns {Touched[]}
 */
export function touchedBefore(root) {
  return [...root.querySelectorAll(".set-row")].flatMap((row) => {
    const form = row.querySelector("form");
    if (!form || !(row instanceof HTMLElement)) return [];
    const changed = [...form.elements].filter(isDone);
    const isTick = changed.some((control) => control.getAttribute("name") === "done");
    return changed.length > 0 ? [{ row, form, isTick }] : [];
  });
}

/** @param {Element} control */
function isDone(control) {
  if (!isControl(control) || (control === document.activeElement && isText(control) && !isBox(control))) return false;
  return isChanged(control);
}

/** @param {HTMLInputElement | HTMLTextAreaElement} control */
const isBox = ({ type }) => type === "checkbox" || type === "radio";
