/** What stays with an exercise, on every card of it. */

import { now } from "../../shared/clock.js";
import { keepNote, textsOf } from "../../shared/exercise-notes.js";
import { newId } from "../../shared/ids.js";
import { lines } from "../../shared/set-form.js";
import { fillArea, remember } from "./section.js";

/** @typedef {import("../../shared/view.js").Draft} Draft */

/**
 * @param {HTMLElement} root the workout
 * @param {Draft[]} rows what the phone has of notes, or what was just done
 */
export function drawKept(root, rows) {
  for (const [exercise, text] of textsOf(rows))
    for (const card of root.querySelectorAll(`.exercise[data-slug="${exercise}"]`)) drawOn(card, text);
}

/**
 * What a card's form changes of it.
 * @param {Draft[]} rows all that the phone has
 * @param {HTMLFormElement} form
 * @returns {Draft[]}
 */
export function draftsOfKept(rows, form) {
  const area = form.elements.namedItem("kept");
  const exercise = form.closest("article")?.dataset.slug;
  const was = new URLSearchParams(form.querySelector("input[name=was]")?.getAttribute("value") ?? "").get("kept") ?? "";
  if (!(area instanceof HTMLTextAreaElement) || !exercise || lines(area.value) === lines(was)) return [];
  return keepNote(rows, exercise, area.value.trim(), () => newId(now()), now());
}

/**
 * @param {Element} card
 * @param {string} text
 */
function drawOn(card, text) {
  const form = card.querySelector(".note-form");
  const area = form?.querySelector("[name=kept]");
  if (area instanceof HTMLTextAreaElement) {
    fillArea(area, text);
    remember(form, { kept: text });
  }
  let line = card.querySelector(":scope > .kept");
  if (!text) return line?.remove();
  if (!line) {
    line = document.createElement("p");
    line.className = "cue kept";
    card.querySelector(":scope > .note, :scope > .hurt, :scope > .plates, :scope > .sets")?.before(line);
  }
  line.textContent = text;
}
