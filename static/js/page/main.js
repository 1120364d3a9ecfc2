/** Starts what `data-enhance` names. Every page works without this file; it only removes waiting. */

import { guessZone } from "./enhance/guess-zone.js";
import { step } from "./enhance/stepper.js";
import { showSyncState } from "./enhance/sync-state.js";
import { countUnread } from "./enhance/unread.js";
import { keepWorkout } from "./enhance/workout.js";
import { keepForThisPage, recallWho } from "./start.js";

/** @type {Record<string, (element: HTMLElement) => void>} */
const BEHAVIOURS = {
  "guess-zone": guessZone,
  stepper: step,
  "sync-state": showSyncState,
  workout: keepWorkout,
  "held-days": (main) => void import("./enhance/held-days.js").then(({ listHeldDays }) => listHeldDays(main)),
  invitation: (form) => void import("./enhance/invitation.js").then(({ openFromAddress }) => openFromAddress(form)),
  "forget-invitation": (form) => void import("./enhance/invitation.js").then(({ forgetOnAccept }) => forgetOnAccept(form)),
  unread: countUnread,
  "until-ended": (main) => void import("./enhance/until-ended.js").then(({ showUntilEnded }) => showUntilEnded(main)),
  watch: (log) => void import("./enhance/watch.js").then(({ watch }) => watch(log)),
  "copy-link": (button) => button.addEventListener("click", () => void import("./enhance/copy.js").then(({ copyLink }) => copyLink(button))),
  copy: (input) => void import("./enhance/copy.js").then(({ selectWhole }) => selectWhole(input)),
  floor: (button) => button.addEventListener("click", () => void import("./enhance/floor.js").then(({ openFloor }) => openFloor(button))),
  forgotten: (card) => void import("./enhance/forgotten.js").then(({ keepForgotten }) => keepForgotten(card)),
  same: (root) => void import("./enhance/same.js").then(({ offerSame }) => offerSame(root)),
  away: (root) => void import("./enhance/away.js").then(({ stayFitted }) => stayFitted(root)),
  plates: (root) => void import("./enhance/plates.js").then(({ showPlates }) => showPlates(root)),
  reorder: (root) => void import("./enhance/reorder.js").then(({ offerReorder }) => offerReorder(root)),
  rest: (dock) => void import("./enhance/rest.js").then(({ showRest }) => showRest(dock)),
  "rest-switches": (section) => void import("./enhance/rest-switches.js").then(({ showSwitches }) => showSwitches(section)),
  seen: (form) => void import("./enhance/seen.js").then(({ tellSeen }) => tellSeen(form)),
  share: (button) => button.addEventListener("click", () => void import("./enhance/share.js").then(({ sharePicture }) => sharePicture(button))),
  "start-empty": (form) => void import("./enhance/start-empty.js").then(({ startEmpty }) => startEmpty(form)),
};

document.documentElement.classList.add("js");

/** @param {ParentNode} root */
function enhance(root) {
  for (const element of root.querySelectorAll("[data-enhance]")) {
    if (!(element instanceof HTMLElement)) continue;
    for (const name of (element.dataset.enhance ?? "").split(" ")) BEHAVIOURS[name]?.(element);
  }
}

const shell = document.querySelector("main[data-enhance=shell]");
const offline = document.querySelector("main[data-enhance=held-days]");
if (shell || offline) await recallWho({ orSignIn: shell !== null });
const keeper = keepForThisPage();
enhance(document);
if (keeper && shell instanceof HTMLElement) {
  const { fillShell } = await import("./enhance/shell.js");
  await fillShell(shell, keeper, enhance);
}
keeper?.start();

// Behind the page, never before it.
const tendWorker = () => {
  void import("./worker.js");
  void import("./install.js");
};
if (document.querySelector(".nav")) {
  if (document.readyState === "complete") tendWorker();
  else addEventListener("load", tendWorker, { once: true });
}
