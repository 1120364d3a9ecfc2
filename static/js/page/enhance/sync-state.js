/** The word in the top bar: saved on this phone, on its way, all sent, or somebody is needed. */

import { theKeeper } from "../keep.js";

/** @typedef {import("../keep.js").Keeper} Keeper */
/** @typedef {import("../keep.js").Standing} Standing */
/** @typedef {"synced" | "syncing" | "waiting" | "attention"} State */

const WORDS = { synced: "Synced", syncing: "Syncing", waiting: "On phone", attention: "Needs you" };

/**
 * @param {Standing} standing
 * @returns {State}
 */
export function stateOf({ pending, rejected, isSending, isElsewhere, outcome }) {
  if (rejected > 0 || ["signed-out", "other-user", "too-old"].includes(outcome)) return "attention";
  if (((isSending || isElsewhere) && pending > 0) || outcome === "unknown") return "syncing";
  return pending > 0 || outcome === "later" ? "waiting" : "synced";
}

/** @param {HTMLElement} element */
export function showSyncState(element) {
  const keeper = theKeeper();
  if (!keeper) return element.remove();
  const word = element.querySelector(".sync-word");
  const count = element.querySelector(".sync-count");
  keeper.addEventListener("standing", () => {
    const state = stateOf(keeper.standing);
    const { pending } = keeper.standing;
    element.dataset.pending = String(pending);
    if (count) count.textContent = pending ? String(pending) : "";
    if (element.dataset.state === state) return;
    element.dataset.state = state;
    if (word) word.textContent = WORDS[state];
  });
  element.querySelector("button")?.addEventListener("click", async () => {
    keeper.failures = 0;
    keeper.wantDays();
    void keeper.syncNow();
    const { openDialog } = await import("./sync-dialog.js");
    void openDialog(keeper);
  });
}
