/** Which set is open, and where the focus goes. */

import { now } from "../../shared/clock.js";

/** @type {{ row: HTMLElement, at: number } | null} */
let newest = null;

/** The row that was ticked or unticked last on this page, and when: what listens may come later than the tap. */
export const newestTick = () => newest;

/**
 * A row was ticked or unticked: the rest between sets listens.
 * @param {HTMLElement} row
 */
export function tellTick(row) {
  newest = { row, at: now() };
  row.dispatchEvent(new CustomEvent("ticked", { bubbles: true }));
}

/**
 * A set that aims for none, all out or a drop set, asks for its reps in the same tap, while the phone still allows the
 * number pad to open.
 * @param {HTMLElement} row
 */
export function afterTick(row) {
  tellTick(row);
  const reps = row.querySelector("input[name=reps]");
  if (row.dataset.ticked === undefined) return;
  if (!(reps instanceof HTMLInputElement) || reps.value) return fold(row);
  row.querySelector("details")?.setAttribute("open", "");
  reps.focus();
}

/**
 * A set that is dealt with folds; the focus doesn't get lost in it.
 * @param {Element} row
 */
export function fold(row) {
  if (row.querySelector("[aria-invalid]")) return;
  const details = row.querySelector("details");
  const holdsFocus = row.querySelector(":scope :is(details, .set-actions) :focus") !== null;
  details?.removeAttribute("open");
  if (holdsFocus) focusOn(details?.querySelector("summary") ?? null);
}

/**
 * @param {Element | null} element
 * @param {Element | null} [place] what is to be seen with it
 */
export function focusOn(element, place = element) {
  if (!(element instanceof HTMLElement)) return;
  element.focus({ preventScroll: true });
  place?.scrollIntoView({ block: "nearest" });
}
