/** Fields that seldom tell anything come into a set's row as it is opened (webapp/templates/workouts/_set-parts.html). */

import { fillControl, shownIn } from "./row.js";

/** @param {HTMLElement} root the workout */
export function bringFieldsLate(root) {
  for (const row of root.querySelectorAll(".set-row:has(details[open])")) bringFields(root, row);
  root.addEventListener(
    "toggle",
    ({ target }) => {
      const row = target instanceof HTMLDetailsElement && target.open ? target.closest(".set-row") : null;
      if (row) bringFields(root, row);
    },
    true,
  );
}

/**
 * A newer drawing of the rows has the fields that these have already, so that they stay.
 * @param {Element} root
 * @param {Element} fresh
 */
export function bringFieldsAlong(root, fresh) {
  for (const row of root.querySelectorAll(".set-row:not(:has(noscript))")) {
    const twin = fresh.querySelector(`#${row.id}`);
    if (twin) bringFields(root, twin);
  }
}

/**
 * @param {Element} root that has the blank ones
 * @param {Element} row
 */
function bringFields(root, row) {
  for (const place of row.querySelectorAll("noscript[data-late]")) {
    const blank = root.querySelector(`template[data-late="${place.getAttribute("data-late")}"]`);
    if (!(blank instanceof HTMLTemplateElement)) continue;
    const fields = document.importNode(blank.content, true);
    for (const control of fields.querySelectorAll("input, select")) fillControl(control, shownIn(row));
    place.replaceWith(fields);
  }
}
