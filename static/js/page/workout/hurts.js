/** What stands on a card once something hurts: advice, once a workout, and the way to another exercise. */

import { shownIn } from "./row.js";

/** @param {HTMLElement | null} root the workout */
export function drawHurts(root) {
  const blank = root?.querySelector("template[data-part=hurts]");
  if (!root || !(blank instanceof HTMLTemplateElement)) return;
  let isAdvised = false;
  for (const card of root.querySelectorAll("article")) {
    const told = card.querySelector(":scope > .hurts");
    if (card.hidden || !hurtsOn(card)) {
      told?.remove();
      continue;
    }
    const advice = (told ?? place(card, blank))?.querySelector("[data-part=advice]");
    if (advice instanceof HTMLElement) advice.hidden = isAdvised;
    isAdvised = true;
  }
}

/** @param {Element} card */
const hurtsOn = (card) =>
  [...card.querySelectorAll(".set-row:not([hidden])")].some((row) => Number(shownIn(row).pain ?? 0) > 0);

/**
 * @param {Element} card
 * @param {HTMLTemplateElement} blank
 */
function place(card, blank) {
  const way = card.querySelector(".menu a[data-pick=swap]");
  const list = card.querySelector(".plates, .sets");
  const told = document.importNode(blank.content, true).firstElementChild;
  if (!(way instanceof HTMLAnchorElement) || !list || !told) return null;
  const link = told.querySelector("a");
  if (link) link.href = way.href;
  const whose = link?.querySelector("span");
  if (whose) whose.textContent = ` of ${card.querySelector("h2")?.textContent ?? ""}`;
  list.before(told);
  return told;
}
