/** Whether this phone draws the plates with the fewest changes from the last set. Off unless asked for. */

const NAME = "backday-fewest";
let isOnHere = false;

export function isAsked() {
  try {
    return isOnHere || localStorage.getItem(NAME) === "on";
  } catch {
    return isOnHere; // a browser that keeps nothing: for this page
  }
}

/** @param {boolean} on */
export function ask(on) {
  isOnHere = on;
  try {
    if (on) localStorage.setItem(NAME, "on");
    else localStorage.removeItem(NAME);
  } catch {
    // For this page only, then.
  }
}
