/** What the cards of a workout say of their supersets, drawn anew from where they stand. */

import { groupsOf } from "../../shared/superset.js";

/** @param {HTMLElement[]} cards those that are shown, in order */
export function drawSupersets(cards) {
  const waiting = cards.filter((card) => card.dataset.skipped === undefined);
  for (const card of cards) if (!waiting.includes(card)) say(card, "", false, false);
  for (const group of groupsOf(waiting.map((card) => ({ card, letter: card.dataset.superset ?? "" }))))
    for (const [index, { card, letter }] of group.entries()) {
      const following = group[index + 1]?.card;
      const then = following ? following.querySelector("h2")?.textContent : "rest";
      const words = group.length > 1 ? `Superset ${letter}, then ${then}` : "";
      say(card, words, following !== undefined, following === undefined && card !== waiting.at(-1));
    }
}

/**
 * @param {HTMLElement} card
 * @param {string} words "" where it has no partner
 * @param {boolean} isJoined with the card behind it
 * @param {boolean} mayJoin
 */
function say(card, words, isJoined, mayJoin) {
  card.toggleAttribute("data-joined", isJoined);
  card.querySelector("[data-part=join]")?.toggleAttribute("hidden", !mayJoin);
  card.querySelector("[data-part=leave]")?.toggleAttribute("hidden", !words);
  let line = card.querySelector(".superset");
  if (!words) return line?.remove();
  if (!line) {
    line = Object.assign(document.createElement("p"), { className: "superset" });
    card.querySelector(".card-head")?.append(line);
  }
  if (line.textContent !== words) line.textContent = words;
}
