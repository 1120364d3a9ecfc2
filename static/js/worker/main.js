/** The worker's events; what to do is decided in policy.js. */

import { TASK } from "../shared/retry.js";
import { mayTakeOver } from "../shared/updates.js";
import { answer } from "./answers.js";
import { flush } from "./flush.js";
import { strategyFor } from "./policy.js";
import { fill, forgetOthers, routePastTheWorker } from "./precached.js";

const worker = /** @type {ServiceWorkerGlobalScope & typeof globalThis} */ (/** @type {unknown} */ (self));

/** @param {{ build: string, precache: string[] }} what the version, and the addresses it needs */
export function work({ build, precache }) {
  // No skipWaiting here: the page that is open belongs to the version before.
  worker.addEventListener("install", (event) => {
    event.waitUntil(fill(build, precache));
    routePastTheWorker(event, build);
  });

  worker.addEventListener("activate", (event) => event.waitUntil(begin(build)));

  worker.addEventListener("fetch", (event) => {
    const { request } = event;
    const strategy = strategyFor(request, worker.location.origin);
    if (strategy !== "pass") event.respondWith(answer(strategy, request, build));
  });

  worker.addEventListener("message", (event) => {
    if (event.data?.type === "SKIP_WAITING") event.waitUntil(takeOver(event.data.asked === true, event.ports[0]));
  });

  // Where the browser has Background Sync, a page asks for this; no types name the event yet.
  worker.addEventListener("sync", (event) => {
    const due = /** @type {ExtendableEvent & { tag: string }} */ (event);
    if (due.tag === TASK) due.waitUntil(flush(build));
  });
}

/** @param {string} build */
async function begin(build) {
  // Preloading breaks pages without a network in Firefox; an earlier version may have turned it on.
  await worker.registration.navigationPreload?.disable();
  await forgetOthers(build);
  await worker.clients.claim();
}

/**
 * @param {boolean} asked by a person
 * @param {MessagePort} [reply] hears whether it happens
 */
async function takeOver(asked, reply) {
  const pages = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const may = mayTakeOver({ asked, pages: pages.length });
  reply?.postMessage(may);
  if (may) await worker.skipWaiting();
}
