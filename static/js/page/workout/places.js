/** Where the cards of a workout stand, and what they are called beside each other. */

import { drawSupersets } from "./supersets.js";

/**
 * Everything that depends on which cards there are, and in which order.
 * @param {HTMLElement} root
 */
export function arrangeCards(root) {
  placeCards(root);
  nameCards(root);
  drawSupersets(cardsOf(root).filter(({ hidden }) => !hidden));
  drawSuggestions(root);
}

/**
 * Put the cards in order. The one that holds the focus isn't touched, so that it keeps it.
 * @param {HTMLElement} root
 */
function placeCards(root) {
  const cards = cardsOf(root);
  const wanted = [...cards].sort(byPosition);
  if (wanted.every((card, index) => card === cards[index])) return;
  const still = wanted.find((card) => card.contains(document.activeElement)) ?? wanted[0];
  const at = wanted.findIndex((card) => card === still);
  for (const card of wanted.slice(0, at)) still?.before(card);
  still?.after(...wanted.slice(at + 1));
}

/**
 * A second card of the same exercise is called so, on its head and in every name below it.
 * @param {HTMLElement} root
 */
function nameCards(root) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const card of cardsOf(root).filter(({ hidden }) => !hidden)) {
    const slug = card.dataset.slug ?? "";
    const nth = (counts.get(slug) ?? 0) + 1;
    counts.set(slug, nth);
    const heading = card.querySelector("h2");
    const before = heading?.textContent ?? "";
    const name = before.replace(/ \(\d+\)$/, "");
    if (heading) rename(card, before, nth === 1 ? name : `${name} (${nth})`);
  }
  const empty = root.querySelector(":scope > .empty");
  if (empty instanceof HTMLElement) empty.hidden = counts.size > 0;
}

/**
 * What the plan offers beside is offered until it is there.
 * @param {HTMLElement} root
 */
function drawSuggestions(root) {
  for (const input of root.querySelectorAll("[data-rows]")) {
    const id = JSON.parse(input.getAttribute("data-rows") ?? "[]")[0]?.eid;
    const card = root.querySelector(`#exercise-${id}`);
    input.closest("li")?.toggleAttribute("hidden", card instanceof HTMLElement && !card.hidden);
  }
  const list = root.querySelector(".suggestions");
  list?.toggleAttribute("hidden", !list.querySelector("li:not([hidden])"));
}

/** @param {HTMLElement} root */
export function cardsOf(root) {
  return [...root.querySelectorAll(":scope > .exercise")].filter((card) => card instanceof HTMLElement);
}

/**
 * @param {HTMLElement} card
 * @param {string} from
 * @param {string} to
 */
function rename(card, from, to) {
  if (from === to) return;
  const named = [...card.querySelectorAll("[aria-label]")];
  for (const one of named) {
    const name = one.getAttribute("aria-label") ?? "";
    if (name.startsWith(`${from} `)) one.setAttribute("aria-label", to + name.slice(from.length));
    else if (name.endsWith(` ${from}`)) one.setAttribute("aria-label", name.slice(0, -from.length) + to);
  }
  for (const one of card.querySelectorAll("h2, .note-form label, .skipped .visually-hidden"))
    if (one.textContent?.endsWith(from)) one.textContent = one.textContent.slice(0, -from.length) + to;
}

/**
 * @param {HTMLElement} one
 * @param {HTMLElement} other
 */
function byPosition(one, other) {
  const [mine, theirs] = [one.dataset.position ?? "", other.dataset.position ?? ""];
  if (mine === theirs) return one.id < other.id ? -1 : 1;
  return mine < theirs ? -1 : 1;
}
