/** Records, flagged in their rows as they are ticked, corrected and taken back. */

import { readKept } from "../../shared/load.js";
import { counts, liftOf, readBests, recordsAlong, recordText } from "../../shared/records.js";
import { drawFlag, shownIn } from "./row.js";
import { drawStrike } from "./strike.js";

/** @typedef {import("../../shared/records.js").Measure} Measure */

const MEASURES = /** @type {const} */ (["reps", "seconds", "distance"]);

/**
 * Draw every row's flag anew.
 * @param {HTMLElement} root the workout
 * @returns {string[]} what the records are called that weren't there before
 */
export function drawFlags(root) {
  /** @type {Map<string, HTMLElement[]>} */
  const cards = new Map();
  for (const card of root.querySelectorAll("article[data-bests]:not([hidden])"))
    if (card instanceof HTMLElement) cards.set(card.dataset.slug ?? "", [...(cards.get(card.dataset.slug ?? "") ?? []), card]);
  return [...cards.values()].flatMap(drawOf);
}

/** @param {HTMLElement[]} cards of one exercise, in the order of the page */
function drawOf(cards) {
  const { mode, bests } = readBests(cards[0]?.dataset.bests ?? "");
  const rows = cards.flatMap((card) => [...card.querySelectorAll(".set-row:not([hidden])")]).filter((row) => row instanceof HTMLElement);
  const along = recordsAlong(rows.map((row) => told(row, mode, bests.body)), bests);
  return rows.flatMap((row, place) => {
    const record = along[place];
    const words = record ? recordText(record, mode, measureOf(row), unitOf(row)) : "";
    const isNew = words && words !== row.dataset.record;
    drawFlag(row, words);
    drawStrike(row);
    return isNew ? [words] : [];
  });
}

/**
 * @param {HTMLElement} row
 * @param {string} mode
 * @param {number | null} [body]
 */
function told(row, mode, body) {
  const was = shownIn(row);
  const isTicked = row.dataset.ticked !== undefined;
  if (!counts({ isTicked, kind: row.dataset.kind, isStruck: Boolean(was.struck) })) return null;
  const measure = measureOf(row);
  return liftOf(readKept(was.kept ?? ""), Number(was[measure] ?? 0), mode, measure, body);
}

/**
 * @param {HTMLElement} row
 * @returns {Measure}
 */
const measureOf = (row) => MEASURES.find((name) => row.querySelector(`input[name=${name}]`)) ?? "reps";

/** @param {HTMLElement} row */
function unitOf(row) {
  const unit = row.querySelector("input[name=unit]");
  return unit instanceof HTMLInputElement && unit.value === "lb" ? "lb" : "kg";
}
