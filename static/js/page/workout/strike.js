/** The button that says of a record that it is none, and takes that back. */

import { shownIn } from "./row.js";

/** @param {HTMLElement} row */
export function drawStrike(row) {
  const isStruck = Boolean(shownIn(row).struck);
  let button = row.querySelector(".strike");
  if (!isStruck && !row.dataset.record) return button?.remove();
  const verb = isStruck ? "unstrike" : "strike";
  const remove = row.querySelector(".remove");
  if (button?.getAttribute("formaction")?.includes(`/${verb}?`) || !remove) return;
  if (!button) {
    button = /** @type {Element} */ (remove.cloneNode());
    button.className = "button strike";
    remove.after(button);
  }
  button.setAttribute("formaction", (remove.getAttribute("formaction") ?? "").replace("/remove?", `/${verb}?`));
  button.textContent = isStruck ? "Count the record again" : "Strike out the record";
}
