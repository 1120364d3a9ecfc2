/** What this device, whoever uses it, does at the end of a rest and while a workout runs. All on unless switched off. */

/** @typedef {"sound" | "awake"} Name */

/** @param {Name} name */
export function isOn(name) {
  try {
    return localStorage.getItem(`backday-${name}`) !== "off";
  } catch {
    return true; // a browser that keeps nothing
  }
}

/**
 * @param {Name} name
 * @param {boolean} on
 */
export function turn(name, on) {
  try {
    if (on) localStorage.removeItem(`backday-${name}`);
    else localStorage.setItem(`backday-${name}`, "off");
  } catch {
    // For this page only, then: there is nowhere to keep it.
  }
}
