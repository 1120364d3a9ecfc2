/** Signing out with sets that the server hasn't got: their owner says what becomes of them. */

import { databaseName } from "../../shared/store.js";
import { theKeeper } from "../keep.js";

/** @typedef {import("../keep.js").Keeper} Keeper */

const PATIENCE_MS = 5000;

/**
 * Ask where there is something to ask, then submit the form.
 * @param {HTMLFormElement} form
 */
export async function signOut(form) {
  const keeper = theKeeper();
  const dialog = document.querySelector("#sign-out-dialog");
  if (!keeper || !(dialog instanceof HTMLDialogElement)) return form.submit();
  await keeper.drainWithin(PATIENCE_MS);
  const { pending, rejected } = await keeper.store.counts();
  if (pending + rejected === 0) return leave(keeper, form, false);
  const count = dialog.querySelector("[data-part=count]");
  if (count) count.textContent = pending + rejected === 1 ? "1 change" : `${pending + rejected} changes`;
  dialog.onclick = ({ target }) => {
    const choice = target instanceof Element ? target.closest("button[data-do]")?.getAttribute("data-do") : null;
    if (choice === "stay") dialog.close();
    else if (choice) void leave(keeper, form, choice === "keep");
  };
  if (!dialog.open) dialog.showModal();
}

/**
 * @param {Keeper} keeper
 * @param {HTMLFormElement} form
 * @param {boolean} keeps what isn't on the server yet
 */
async function leave(keeper, form, keeps) {
  await keeper.device.remember(null);
  if (keeps) await keeper.store.dropFetched();
  else {
    keeper.store.close();
    await new Promise((resolve) => {
      const request = indexedDB.deleteDatabase(databaseName(keeper.who.user));
      request.onsuccess = request.onerror = request.onblocked = resolve;
    });
  }
  form.submit();
}
