/** Where the browser has Background Sync: what waits is sent by the worker, even after the page was closed. */

import { isLeftToTheBrowser, TASK } from "../shared/retry.js";

/** @typedef {import("./keep.js").Keeper} Keeper */
/** @typedef {ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } }} Registration */

/**
 * @param {Keeper} keeper
 * @param {Registration} registration
 */
export function leaveToTheBrowser(keeper, { sync }) {
  if (!sync) return;
  let isAskedFor = false;
  const look = () => {
    const isLeft = isLeftToTheBrowser(keeper.standing, document.visibilityState === "visible");
    // Forbidden by its owner, or in a private window: the page's own attempts are enough.
    if (isLeft && !isAskedFor) void sync.register(TASK).catch(() => undefined);
    isAskedFor = isLeft;
  };
  keeper.addEventListener("standing", look);
  document.addEventListener("visibilitychange", look);
  look();
}
