/** Sends what waits on this phone, by the rules of a page, when there may be none. */

import { now, zone } from "../shared/clock.js";
import { openChannel } from "../shared/device.js";
import { makeNetwork } from "../shared/network.js";
import { sync } from "../shared/sync.js";
import { withStore } from "../shared/whose.js";
import { saidGoodbye } from "./goodbye.js";
import { isWorthAnother } from "./policy.js";

/** @typedef {import("../shared/whose.js").Store} Store */
/** @typedef {import("../shared/whose.js").Device} Device */

/**
 * Rejected where the browser should try again by itself, which it does some minutes later and a few times.
 * @param {string} build
 */
export async function flush(build) {
  await saidGoodbye();
  await withStore((store, device) => send(store, device, build));
}

/**
 * @param {Store} store
 * @param {Device} device
 * @param {string} build
 */
async function send(store, device, build) {
  const channel = openChannel();
  try {
    const network = makeNetwork((path, options) => fetch(path, options));
    const setting = { store, network, now, device: await device.id(now()), build, zone: zone(), locks: navigator.locks };
    const { outcome, changed, isReplanned } = await sync({ ...setting, wantsDays: false });
    // Nothing of a failure: told of it, an open page would ask to be sent for again at once.
    const told = { type: "changed", synced: outcome === "synced", replanned: isReplanned };
    if (outcome === "synced" || changed.size > 0) channel.postMessage(told);
    if (isWorthAnother(outcome)) throw new Error("sets still wait on this phone");
  } finally {
    channel.close();
  }
}
