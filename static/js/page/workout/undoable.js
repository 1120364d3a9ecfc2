/** A change of a workout's exercises: kept on the phone, drawn at once, and taken back while the page offers it. */

import { now } from "../../shared/clock.js";
import { CannotOpen } from "../../shared/database.js";
import { newId } from "../../shared/ids.js";
import { takenBack } from "../../shared/taking-back.js";
import { drawDrafts, rowsOf } from "./cards.js";
import { focusOn } from "./fold.js";
import { say } from "./section.js";

/** @typedef {import("../keep.js").Keeper} Keeper */
/** @typedef {import("../../shared/taking-back.js").Done} Done */
/** @typedef {import("../../shared/view.js").Row} Row */

export const mint = () => newId(now());

/**
 * @param {HTMLElement} root
 * @param {Row[]} rows
 */
export const isKnown = (root, rows) => rows.some(({ e, eid }) => e === "workout" && eid === root.dataset.workout);

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
export async function perform(keeper, root, done, sentence) {
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
