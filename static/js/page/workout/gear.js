/** What is worn goes on to the sets below, until they tell otherwise. */

import { gearAlong } from "../../shared/gear.js";
import { drawWorn, shownIn } from "./row.js";

/** @param {HTMLElement} root the workout */
export function drawGear(root) {
  for (const card of root.querySelectorAll(".exercise")) {
    const rows = [...card.querySelectorAll(".set-row:not([hidden])")].filter((row) => row instanceof HTMLElement);
    const along = gearAlong(rows.map(told));
    for (const [at, row] of rows.entries()) if ((shownIn(row).gear ?? "") !== along[at]) drawWorn(row, along[at] ?? "");
  }
}

/** @param {HTMLElement} row */
function told(row) {
  const { gear = "", geared } = shownIn(row);
  return { told: geared ? gear : null, isTicked: row.dataset.ticked !== undefined };
}
