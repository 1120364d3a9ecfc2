/** Puts the worker on the phone, and lets a new version in when nobody is in the middle of something. */

import { now } from "../shared/clock.js";
import { isUnderWay, mayReplaceQuietly } from "../shared/updates.js";
import { overlay } from "../shared/view.js";
import { withStore } from "../shared/whose.js";
import { leaveToTheBrowser } from "./background-sync.js";
import { theKeeper } from "./keep.js";
import { workerAddress } from "./trusted.js";

const LOOK_EVERY_MS = 3600 * 1000;

if ("serviceWorker" in navigator) void start().catch(() => {}); // storage is off, or a private window

async function start() {
  const { serviceWorker } = navigator;
  if (document.body.dataset.worker === "off") {
    // What is there finds out that it is to go.
    return (await serviceWorker.getRegistration("/"))?.update();
  }
  const registration = await serviceWorker.register(workerAddress(), {
    type: "module",
    scope: "/",
    updateViaCache: "none",
  });
  watch(registration);
  const keeper = theKeeper();
  if (keeper) void serviceWorker.ready.then((ready) => leaveToTheBrowser(keeper, ready));
  const look = () => void registration.update().catch(() => {}); // no network: next time
  setInterval(look, LOOK_EVERY_MS);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") look();
  });
}

/** @param {ServiceWorkerRegistration} registration */
function watch(registration) {
  if (registration.waiting) void replace(registration.waiting, true);
  registration.addEventListener("updatefound", () => {
    const coming = registration.installing;
    coming?.addEventListener("statechange", () => {
      // Without a controller it is the first one: there is nothing to replace.
      if (coming.state === "installed" && navigator.serviceWorker.controller) void replace(coming, false);
    });
  });
}

/**
 * @param {ServiceWorker} waiting
 * @param {boolean} isStart the page has just been opened, so nobody has begun anything on it
 */
async function replace(waiting, isStart) {
  const isQuiet = mayReplaceQuietly({ isStart, ...(await underHands()) });
  if (!isQuiet || !(await takeOver(waiting, false))) offer(waiting);
}

/**
 * What an update would get in the way of.
 * @returns {Promise<{ pending: number, isTraining: boolean }>}
 */
async function underHands() {
  const isOnThePage = document.querySelector('.workout[data-state="open"]') !== null;
  const held = await withStore((store) => store.snapshot());
  if (!held) return { pending: 0, isTraining: isOnThePage };
  const isTraining = isOnThePage || isUnderWay(overlay(held.base, held.pending), now());
  return { pending: held.pending.length, isTraining };
}

/**
 * @param {ServiceWorker} waiting
 * @param {boolean} asked by a person; else only if this is the one page that is open
 * @returns {Promise<boolean>} whether it happens; the page then loads anew
 */
function takeOver(waiting, asked) {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data === true);
    waiting.postMessage({ type: "SKIP_WAITING", asked }, [port2]);
  });
}

/** @param {ServiceWorker} waiting */
function offer(waiting) {
  const template = document.querySelector("#template-update");
  if (!(template instanceof HTMLTemplateElement) || document.querySelector(".update")) return;
  const notice = document.importNode(template.content, true);
  const toast = notice.querySelector(".update");
  notice.querySelector("[data-update]")?.addEventListener("click", () => void takeOver(waiting, true));
  notice.querySelector("[data-later]")?.addEventListener("click", () => toast?.remove());
  document.body.append(notice);
}
