/** What stands in a row once something hurts: to stop where it is sharp, advice once a workout, and another exercise. */

import { adviceOn, hurts, placesOf as placesIn } from "../../shared/pain.js";
import { shownIn } from "./row.js";
import { offerElse, tellReaders } from "./section.js";

/**
 * Where it hurts today.
 * @param {HTMLElement} root the workout
 */
export const placesOf = (root) =>
  placesIn([...root.querySelectorAll("article:not([hidden]) .set-row:not([hidden])")].map(shownIn));

/**
 * @param {HTMLElement | null} root the workout
 * @param {Element} said a row: where it is just being told, what is new is read out and brought into sight
 */
export function drawHurts(root, said) {
  const blank = root?.querySelector("template[data-part=hurts]");
  if (!root || !(blank instanceof HTMLTemplateElement)) return;
  let isAdvised = false;
  for (const card of root.querySelectorAll("article")) {
    const rows = [...card.querySelectorAll(".set-row:not([hidden])")].filter((row) => hurts(shownIn(row)));
    const row = card.hidden ? undefined : rows.at(-1);
    for (const old of card.querySelectorAll(".hurts")) if (old.parentElement !== row) old.remove();
    if (!row) continue;
    const told = row.querySelector(".hurts") ?? place(card, row, blank);
    if (!told) continue;
    offerElse(root);
    const { stop, advice } = adviceOn(rows.map(shownIn));
    const isNew = [write(told, "stop", stop), write(told, "advice", isAdvised ? "" : advice)].some(Boolean);
    isAdvised = true;
    if (!isNew || !card.contains(said) || !said.contains(document.activeElement)) continue;
    tellReaders(root, [stop, advice].filter(Boolean).join(" "));
    told.scrollIntoView({ block: "nearest" });
  }
}

/**
 * @param {Element} told
 * @param {"stop" | "advice"} part
 * @param {string} text "" for nothing to say
 * @returns {boolean} whether it says something that it didn't
 */
function write(told, part, text) {
  const line = told.querySelector(`[data-part=${part}]`);
  const words = line?.querySelector("strong") ?? line;
  if (!(line instanceof HTMLElement) || !words) return false;
  const isNew = text !== "" && (line.hidden || words.textContent !== text);
  line.hidden = text === "";
  if (isNew) words.textContent = text;
  return isNew;
}

/**
 * @param {Element} card
 * @param {Element} row
 * @param {HTMLTemplateElement} blank
 */
function place(card, row, blank) {
  const way = card.querySelector(".menu a[data-pick=swap]");
  const told = document.importNode(blank.content, true).firstElementChild;
  if (!(way instanceof HTMLAnchorElement) || !told) return null;
  const link = told.querySelector("a");
  if (link) link.href = way.href;
  const whose = link?.querySelector("span");
  if (whose) whose.textContent = ` of ${card.querySelector("h2")?.textContent ?? ""}`;
  row.append(told);
  return told;
}
