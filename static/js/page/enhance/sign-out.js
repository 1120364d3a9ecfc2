/** Signing out with sets that the server hasn't got: their owner says what becomes of them. */

import { endSession } from "../../shared/signing-out.js";
import { withoutSyncs } from "../../shared/sync.js";
import { theKeeper } from "../keep.js";

/** @typedef {import("../keep.js").Keeper} Keeper */

const PATIENCE_MS = 5000;

/** How long the server may take to let somebody go; with the page, what it holds back is free. */
const LEAVING_MS = 30_000;

/**
 * Ask where there is something to ask, then submit the form.
 * @param {HTMLFormElement} form
 */
export async function signOut(form) {
  const keeper = theKeeper();
  const dialog = document.querySelector("#sign-out-dialog");
  if (!keeper || !(dialog instanceof HTMLDialogElement)) return form.submit();
  await keeper.drainWithin(PATIENCE_MS);
  const waiting = await countWaiting(keeper);
  if (waiting === 0) return leave(keeper, form, "");
  const count = dialog.querySelector("[data-part=count]");
  if (count) count.textContent = waiting === 1 ? "1 change" : `${waiting} changes`;
  dialog.onclick = ({ target }) => {
    const choice = target instanceof Element ? target.closest("button[data-do]")?.getAttribute("data-do") : null;
    if (choice === "stay") dialog.close();
    else if (choice) void leave(keeper, form, choice).catch(() => form.submit());
  };
  if (!dialog.open) dialog.showModal();
}

/**
 * Until the server has ended the session, a sync would bring back what goes here: nobody gets to sync meanwhile.
 * @param {Keeper} keeper
 * @param {HTMLFormElement} form
 * @param {string} choice whether to "keep" what isn't on the server yet; "": there was none
 */
async function leave(keeper, form, choice) {
  keeper.end();
  await withoutSyncs(navigator.locks, keeper.who.user, PATIENCE_MS, async () => {
    await keeper.device.leave();
    const isKept = choice === "keep" || (choice === "" && (await countWaiting(keeper)) > 0);
    if (isKept) await keeper.store.dropFetched();
    else await keeper.store.erase();
    // A page that says so stands in where nobody answers; the worker tells the server before it shows another.
    if (await endSession(keeper.device, fetch)) location.replace("/?out=1");
    else if (navigator.serviceWorker?.controller) location.replace("/offline");
    else form.submit();
    await new Promise((resolve) => setTimeout(resolve, LEAVING_MS));
  });
}

/** @param {Keeper} keeper */
async function countWaiting({ store }) {
  const { pending, rejected } = await store.counts();
  return pending + rejected;
}
