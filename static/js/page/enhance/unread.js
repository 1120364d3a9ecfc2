/** How many messages of today's workout the lifter hasn't read, beside the way there. */

import { now, zone } from "../../shared/clock.js";
import { chooseWorkout, localDay } from "../../shared/schedule.js";
import { overlay } from "../../shared/view.js";
import { theKeeper } from "../keep.js";

/** @typedef {import("../keep.js").Keeper} Keeper */
/** @typedef {import("../../shared/view.js").Row} Row */

/** @param {HTMLElement} badge */
export function countUnread(badge) {
  const keeper = theKeeper();
  if (!keeper) return;
  const count = () => void draw(keeper, badge).catch(() => undefined); // what the server counted stands
  keeper.addEventListener("changed", count);
  count();
}

/**
 * @param {Keeper} keeper
 * @param {HTMLElement} badge
 */
async function draw({ store, who }, badge) {
  const { base, pending } = await store.snapshot();
  if (base.length === 0) return; // a phone that knows nothing yet
  const rows = overlay(base, pending);
  const at = now();
  const today = chooseWorkout(rows, localDay(at, zone() || who.zone, who.day_start_min), at);
  const isUnread = (/** @type {Row} */ { e, f }) =>
    e === "message" && f.workout === today && f.author === f.coach && f.author && !f.read_at && !f.deleted_at;
  const unread = rows.filter(isUnread).length;
  badge.hidden = unread === 0;
  const place = badge.querySelector("[data-part=count]");
  if (place) place.textContent = String(unread);
}
