/** Going to a page that the server draws: first it learns what the phone holds, if that is quick. */

/** @typedef {import("./keep.js").Keeper} Keeper */

const PATIENCE_MS = 1500;

/** @param {Keeper} keeper */
export function sendBeforeLeaving(keeper) {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || !isPlain(event, link) || keeper.standing.pending === 0) return;
    event.preventDefault();
    void keeper.drainWithin(navigator.onLine ? PATIENCE_MS : 0).then(() => location.assign(link.href));
  });
}

/**
 * @param {MouseEvent} event
 * @param {HTMLAnchorElement} link
 */
function isPlain(event, link) {
  const isHere = link.pathname === location.pathname && link.hash;
  const isAside = event.ctrlKey || event.metaKey || event.shiftKey || link.target || link.download;
  return !event.defaultPrevented && link.origin === location.origin && !isHere && !isAside;
}
