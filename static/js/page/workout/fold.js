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
 * What a tick can't know and doesn't make up: the reps of a set that aims for none, all out or a drop set; the load of one
 * that never had any, unless its body is one.
 * @param {HTMLElement} row
 * @returns {HTMLInputElement | null} where it is told
 */
export function untoldIn(row) {
  const inputs = ["reps", ...(row.dataset.prefix === undefined ? ["load"] : [])].map((name) => row.querySelector(`input[name=${name}]`));
  return inputs.filter((input) => input instanceof HTMLInputElement).find(({ value }) => !value) ?? null;
}

/**
 * What is untold is asked for in the same tap, while the phone still allows the number pad to open.
 * @param {HTMLElement} row
 */
export function afterTick(row) {
  tellTick(row);
  if (row.dataset.ticked === undefined) return;
  const untold = untoldIn(row);
  if (!untold) return fold(row);
  row.querySelector("details")?.setAttribute("open", "");
  untold.focus();
}

/**
 * Entered with the keyboard: on to what is still untold, unless that is where one is.
 * @param {HTMLElement} row
 */
export function afterEntry(row) {
  const untold = row.dataset.ticked === undefined ? null : untoldIn(row);
  if (untold && untold !== document.activeElement) untold.focus();
  else fold(row);
}

/**
 * A set that is dealt with folds; the focus doesn't get lost in it.
 * @param {Element} row
 */
function fold(row) {
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
