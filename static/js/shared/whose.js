/** The store of whoever is signed in on this device, opened for one purpose. */

import { openDevice } from "./device.js";
import { openStore } from "./store.js";

/** @typedef {ReturnType<typeof openDevice>} Device */
/** @typedef {import("./store.js").Store} Store */

/**
 * Both are closed when the work is done, or has failed.
 * @template T
 * @param {(store: Store, device: Device) => Promise<T>} work
 * @returns {Promise<T | null>} null where nobody is signed in
 */
export async function withStore(work) {
  const device = openDevice();
  try {
    const who = await device.who();
    if (!who) return null;
    const store = openStore(who.user);
    return await work(store, device).finally(() => store.close());
  } finally {
    device.close();
  }
}
