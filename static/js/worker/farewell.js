/**
 * The worker that ends the worker: served as /sw.js under BACKDAY_WORKER=off. It deletes the files that were
 * kept and unregisters. Sets that wait on the phone lie in IndexedDB, which it doesn't touch.
 */

const worker = /** @type {ServiceWorkerGlobalScope & typeof globalThis} */ (/** @type {unknown} */ (self));

worker.addEventListener("install", () => void worker.skipWaiting());

worker.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  for (const name of await caches.keys()) await caches.delete(name);
  await worker.registration.unregister();
}

export {};
