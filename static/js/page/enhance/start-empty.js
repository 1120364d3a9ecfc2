/** Starting a workout with nothing planned in it, network or not. */

import { now, zone } from "../../shared/clock.js";
import { newId } from "../../shared/ids.js";
import { localDay } from "../../shared/schedule.js";
import { theKeeper } from "../keep.js";

const PATIENCE_MS = 1500;

/** @param {HTMLElement} form */
export function startEmpty(form) {
  const keeper = theKeeper();
  if (!keeper) return;
  let isStarted = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isStarted) return; // a second press while the first is being sent
    isStarted = true;
    const id = newId(now());
    const on = localDay(now(), zone(), keeper.who.day_start_min);
    await keeper.queue([{ e: "workout", eid: id, f: { on, zone: zone(), title: "Workout" } }]);
    await keeper.drainWithin(navigator.onLine ? PATIENCE_MS : 0);
    location.assign(`/workouts/${id}`);
  });
}
