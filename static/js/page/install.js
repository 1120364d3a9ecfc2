/** How to put the app on the home screen: the steps that fit this phone, and once, after a workout, unasked. */

import { deviceKind } from "../shared/device-kind.js";

const SEEN = "install-hint-seen";

/** @typedef {Event & { prompt(): Promise<unknown> }} InstallPrompt what Chromium offers */

/** @type {InstallPrompt | null} */
let prompt = null;

const isInstalled =
  matchMedia("(display-mode: standalone)").matches || /** @type {{ standalone?: boolean }} */ (navigator).standalone === true;

addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  prompt = /** @type {InstallPrompt} */ (event);
  for (const section of document.querySelectorAll(".install")) fit(section);
});
for (const section of document.querySelectorAll(".install")) fit(section);
if (!isInstalled && deviceKind(navigator) !== "computer" && !isSeen()) awaitFinish();

/** @param {Element} section */
function fit(section) {
  const part = (/** @type {string} */ name) => section.querySelector(`[data-part=${name}]`);
  const kind = deviceKind(navigator);
  for (const steps of section.querySelectorAll("[data-on]")) {
    const isTheirs = steps instanceof HTMLElement && steps.dataset.on === kind;
    steps.toggleAttribute("hidden", isInstalled || prompt !== null || !isTheirs);
  }
  part("why")?.toggleAttribute("hidden", isInstalled);
  part("done")?.toggleAttribute("hidden", !isInstalled);
  const button = part("prompt");
  button?.toggleAttribute("hidden", isInstalled || prompt === null);
  if (button instanceof HTMLElement) button.onclick = () => void prompt?.prompt();
}

/** Until a workout on this page is finished and sent: what Safari holds doesn't move to the home screen. */
function awaitFinish() {
  const look = () => {
    const workout = document.querySelector('main .workout[data-state="finished"]');
    const state = document.querySelector("#sync-state");
    const isSent = !(state instanceof HTMLElement) || Number(state.dataset.pending ?? 0) === 0;
    if (!workout || !isSent) return;
    observer.disconnect();
    showIn(workout);
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ["data-pending", "data-state"] });
  look();
}

/**
 * Below the summary where there is one, else at the end, where it was finished: nothing above moves.
 * @param {Element} workout
 */
function showIn(workout) {
  const template = document.querySelector("#template-install");
  if (!(template instanceof HTMLTemplateElement)) return;
  const section = document.importNode(template.content, true).querySelector(".install");
  if (!section) return;
  section.querySelector("[data-part=later]")?.addEventListener("click", () => section.remove());
  fit(section);
  const summary = workout.querySelector(".summary");
  if (summary) summary.after(section);
  else workout.append(section);
  remember();
}

function isSeen() {
  try {
    return localStorage.getItem(SEEN) !== null;
  } catch {
    return true; // nothing can be remembered here: better never than always
  }
}

function remember() {
  try {
    localStorage.setItem(SEEN, "1");
  } catch {
    // It stays away for this page at least.
  }
}
