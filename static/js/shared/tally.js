/** What the head of a workout says: how much is done, how much was moved, which set is next. */

import { readKept, weigh } from "./load.js";

/**
 * @typedef {{ id: string, kind: string, isTicked: boolean, isSkipped: boolean, kept: string, reps: string,
 *   hands: number }} Told one row, in the order of the page
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
    next: shown.find(({ isTicked }) => !isTicked)?.id ?? null,
  };
}

/**
 * As the server writes it. Not by Intl, whose first use takes longer than all else that is counted here.
 * @param {number} whole
 */
const inThousands = (whole) => String(whole).replace(/\B(?=(\d{3})+$)/g, ",");
