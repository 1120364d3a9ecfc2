/** What the head of a workout says: how much is done, how much was moved, which set is next. */

import { readKept, weigh } from "./load.js";
import { dueOf } from "./superset.js";

/**
 * @typedef {{ id: string, kind: string, side: string, card: string, letter: string, isTicked: boolean,
 *   isSkipped: boolean, kept: string, reps: string, hands: number }} Told one row, in the order of the page, with its
 *   card and the letter of that card's superset
 */

/**
 * @param {Told[]} rows
 * @param {import("./load.js").Unit} unit
 */
export function tally(rows, unit) {
  const shown = rows.filter(({ isSkipped }) => !isSkipped);
  const counted = shown.filter(({ kind }) => kind !== "warmup");
  const done = counted.filter(({ isTicked }) => isTicked);
  const ticked = rows.filter(({ kind, isTicked }) => kind !== "warmup" && isTicked);
  const moved = ticked.reduce((sum, { kept, reps, hands }) => {
    const load = readKept(kept);
    return sum + (load ? weigh(load, unit) * Number(reps || 0) * hands : 0);
  }, 0);
  return {
    done: done.length,
    total: counted.length,
    volume: Math.round(moved) ? `${inThousands(Math.round(moved))} ${unit} moved` : "",
    next: dueOf(cardsOf(shown))[0]?.id ?? null,
  };
}

/**
 * The rows, those of one card together.
 * @template {{ card: string, letter: string }} T
 * @param {T[]} rows
 */
export function cardsOf(rows) {
  /** @type {{ card: string, letter: string, sets: T[] }[]} */
  const cards = [];
  for (const row of rows) {
    const last = cards.at(-1);
    if (last?.card === row.card) last.sets.push(row);
    else cards.push({ card: row.card, letter: row.letter, sets: [row] });
  }
  return cards;
}

/**
 * As the server writes it. Not by Intl, whose first use takes longer than all else that is counted here.
 * @param {number} whole
 */
const inThousands = (whole) => String(whole).replace(/\B(?=(\d{3})+$)/g, ",");
