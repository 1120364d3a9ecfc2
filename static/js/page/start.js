/** Begins keeping for whoever is signed in on this page, and forgets what was fetched for anybody before. */

import { openChannel, openDevice } from "../shared/device.js";
import { endSession } from "../shared/signing-out.js";
import { openStore } from "../shared/store.js";
import { keepFor } from "./keep.js";
import { sendBeforeLeaving } from "./leaving.js";
import { drawAll, redraw } from "./workout/redraw.js";

/** @typedef {import("./keep.js").Keeper} Keeper */
/** @typedef {import("../shared/device.js").Who} Who */

/**
 * The shell is nobody's page: who is signed in on this device is told to its body as the server would.
 * @param {{ orSignIn: boolean }} otherwise where to go if nobody is
 */
export async function recallWho({ orSignIn }) {
  const who = await openDevice().who().catch(() => undefined);
  if (!who && !orSignIn) return;
  if (!who) return location.replace(`/login?next=${encodeURIComponent(location.pathname)}`);
  const { user, name, unit, effort = "rir", zone, day_start_min: dayStart } = who;
  Object.assign(document.body.dataset, { user, name, unit, effort, zone, dayStart: String(dayStart) });
}

/** @returns {Keeper | null} null where nobody is signed in, or the browser keeps nothing */
export function keepForThisPage() {
  if (!globalThis.indexedDB) return null;
  const who = readWho(document.body.dataset);
  if (!who && new URLSearchParams(location.search).has("out")) sayGoodbye();
  if (!who) return null;
  const keeper = keepFor(who);
  void keeper.store.pending().then(overlayPage, () => undefined);
  void introduce(keeper).catch(() => undefined);
  keeper.addEventListener("changed", (event) => {
    const told = event instanceof CustomEvent ? event.detail : undefined;
    void redraw(keeper, told instanceof Set || told === "all" ? told : new Set());
  });
  keeper.addEventListener("signed-out", () => location.reload());
  sendBeforeLeaving(keeper);
  return keeper;
}

/**
 * Tell the device who is here; what was fetched for another person goes, what they did stays.
 * @param {Keeper} keeper
 */
async function introduce({ device, who, channel }) {
  const [before, isLeaving] = [await device.who(), await device.isLeaving()];
  if (isLeaving && (await endSession(device, fetch))) return location.replace("/?out=1");
  await device.remember(who);
  if (!before || before.user === who.user) return;
  const other = openStore(before.user);
  await other.dropFetched();
  other.close();
  channel.postMessage({ type: "user-changed" });
}

/** The server has ended the session: this device belongs to nobody, and other tabs shouldn't go on as if. */
function sayGoodbye() {
  void openDevice().remember(null).catch(() => undefined);
  openChannel().postMessage({ type: "signed-out" });
}

/** @param {import("../shared/view.js").Operation[]} pending */
function overlayPage(pending) {
  for (const root of document.querySelectorAll(".workout")) if (root instanceof HTMLElement) drawAll(root, pending);
}

/**
 * @param {DOMStringMap} body
 * @returns {Who | null}
 */
function readWho({ user, name = "", unit = "kg", effort = "rir", zone = "UTC", dayStart = "240" }) {
  return user ? { user, name, unit, effort, zone, day_start_min: Number(dayStart) } : null;
}
