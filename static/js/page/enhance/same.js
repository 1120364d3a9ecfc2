/**
 * "Same as last time": one tap in an opened set puts in what was done then, where the numbers are others. It saves as
 * any number that is typed does.
 */

import { display, readKept } from "../../shared/load.js";
import { changeUnit } from "../workout/row.js";

/** @param {HTMLElement} root the workout */
export function offerSame(root) {
  const look = (/** @type {Event} */ { target }) => {
    const row = target instanceof Element ? target.closest(".set-row[data-before]") : null;
    if (row instanceof HTMLElement && row.querySelector("details[open]")) draw(row);
  };
  root.addEventListener("toggle", look, true);
  for (const name of ["input", "change"]) root.addEventListener(name, look);
  for (const row of root.querySelectorAll(".set-row[data-before]:has(details[open])")) if (row instanceof HTMLElement) draw(row);
}

/** @param {HTMLElement} row */
function draw(row) {
  const form = row.querySelector("form");
  const load = form?.elements.namedItem("load");
  const unit = form?.elements.namedItem("unit");
  const reps = form?.elements.namedItem("reps");
  if (!form || !(reps instanceof HTMLInputElement) || !(unit instanceof HTMLInputElement)) return;
  const [before = "", amount = ""] = (row.dataset.before ?? "").split(" × ");
  const kept = load instanceof HTMLInputElement ? readKept(before) : null;
  const shown = kept ? display(kept, unit.value === "lb" ? "lb" : "kg") : "";
  const isSame = reps.value === amount && (!kept || !(load instanceof HTMLInputElement) || load.value.replace(",", ".") === shown);
  let button = /** @type {HTMLButtonElement | null} */ (row.querySelector(".same"));
  if (!button) {
    if (isSame) return;
    button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button same" });
    button.dataset.own = ""; // what a sync brings leaves it alone
    button.textContent = `Same as ${row.dataset.last ?? "last time"}`;
    button.addEventListener("click", () => {
      if (kept && load instanceof HTMLInputElement) {
        changeUnit(form, unit, kept.u);
        load.value = kept.v;
      }
      reps.value = amount;
      reps.dispatchEvent(new Event("input", { bubbles: true }));
      reps.dispatchEvent(new Event("change", { bubbles: true }));
      row.querySelector("summary")?.focus();
    });
    row.querySelector(".set-fields")?.prepend(button);
  }
  button.hidden = isSame;
}
