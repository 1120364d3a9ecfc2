/** What just happened stands over the page for a while; then it rests under the workout, and can still be taken back. */

const STAYS_S = 10;

/**
 * Nobody who points at it or has come to it by keyboard loses it.
 * @param {HTMLElement} root the workout
 * @param {HTMLElement} toast
 */
export function restSoon(root, toast) {
  let left = STAYS_S;
  const timer = setInterval(() => {
    left = toast.matches(":hover, :has(:focus-visible)") ? STAYS_S : left - 1;
    if (left > 0 && toast.isConnected) return;
    clearInterval(timer);
    if (toast.isConnected) rest(root, toast);
  }, 1000);
}

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} toast
 */
function rest(root, toast) {
  const focused = toast.contains(document.activeElement) ? document.activeElement : null;
  toast.dataset.own = "";
  root.insertBefore(toast, root.querySelector(":scope > .finish"));
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
}
