/** Sends what waits on this phone, by the rules of a page, when there may be none. */

import { now, zone } from "../shared/clock.js";
import { openDevice } from "../shared/device.js";
import { makeNetwork } from "../shared/network.js";
import { openStore } from "../shared/store.js";
import { sync } from "../shared/sync.js";
import { isWorthAnother } from "./policy.js";

/**
 * Rejected where the browser should try again by itself, which it does some minutes later and a few times.
 * @param {string} build
 */
export async function flush(build) {
  const device = openDevice();
  const who = await device.who();
  if (!who) return device.close();
  const store = openStore(who.user);
  const channel = new BroadcastChannel("backday");
  try {
    const network = makeNetwork((path, options) => fetch(path, options));
    const setting = { store, network, now, device: await device.id(now()), build, zone: zone(), locks: navigator.locks };
    const { outcome, changed } = await sync({ ...setting, wantsDays: false });
    // Nothing of a failure: told of it, an open page would ask to be sent for again at once.
    if (outcome === "synced" || changed.size > 0) channel.postMessage({ type: "changed", synced: outcome === "synced" });
    if (isWorthAnother(outcome)) throw new Error("sets still wait on this phone");
  } finally {
    for (const one of [device, store, channel]) one.close();
  }
}
