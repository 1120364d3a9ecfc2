/** Asks again and again while the page is looked at, and at once when it is looked at again. */

const EVERY_MS = 5000;

/** @param {() => Promise<void>} ask a failure means no network: it is asked again the next time */
export function keepAsking(ask) {
  const askIfSeen = async () => {
    if (document.visibilityState === "visible") await ask().catch(() => undefined);
  };
  const goOn = async () => {
    await askIfSeen();
    setTimeout(goOn, EVERY_MS);
  };
  setTimeout(goOn, EVERY_MS);
  document.addEventListener("visibilitychange", () => void askIfSeen());
  // The way back may have brought the page out of the browser's memory, from before a link ended.
  addEventListener("pageshow", (event) => {
    if (event.persisted) void ask().catch(() => undefined);
  });
}
