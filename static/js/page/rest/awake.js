/** Keeps the screen on while somebody trains: asked for again on return, given up when nothing is touched for long. */

import { isOn } from "./switches.js";

const UNTOUCHED_MS = 15 * 60_000;

/** @type {WakeLockSentinel | null} */
let lock = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let isWanted = false;

/** Something was done in the workout. */
export function stayAwake() {
  if (!isOn("awake") || !navigator.wakeLock) return;
  if (!isWanted) document.addEventListener("visibilitychange", ask);
  isWanted = true;
  clearTimeout(timer);
  timer = setTimeout(letSleep, UNTOUCHED_MS);
  ask();
}

export function letSleep() {
  isWanted = false;
  clearTimeout(timer);
  document.removeEventListener("visibilitychange", ask);
  void lock?.release().catch(() => undefined);
  lock = null;
}

/** A browser takes the lock back whenever the page is hidden. */
function ask() {
  if (document.visibilityState !== "visible" || (lock && !lock.released)) return;
  navigator.wakeLock.request("screen").then(
    (given) => {
      if (isWanted) lock = given;
      else void given.release();
    },
    () => undefined, // a low battery may refuse
  );
}
