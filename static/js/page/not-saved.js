/** The plain words that a phone couldn't keep something. */

/** @param {HTMLElement} root what it stands above */
export function warnNotSaved(root) {
  if (document.querySelector(".not-saved")) return;
  const banner = document.createElement("p");
  banner.className = "not-saved";
  banner.setAttribute("role", "alert");
  banner.textContent = "Not saved: this phone has no room, or keeps nothing. Make room, then tap it again.";
  root.before(banner);
}

/** It was kept after all. */
export const stopWarning = () => document.querySelector(".not-saved")?.remove();
