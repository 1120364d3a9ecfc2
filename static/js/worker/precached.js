/** The files and the three pages that open without a server: one cache per build, filled whole or not at all. */

import { isOurs } from "./policy.js";

const PREFIX = "pre-";

/** @param {string} build */
const nameOf = (build) => PREFIX + build;

/**
 * Rejects if anything can't be had: half an app must not be installed.
 * @param {string} build
 * @param {string[]} addresses
 */
export async function fill(build, addresses) {
  const cache = await caches.open(nameOf(build));
  await Promise.all(
    addresses.map(async (address) => {
      // Without cookies nothing in the answer can be personal. Pages are asked for anew; files of a build
      // never change, and the page has just loaded them.
      const isFile = address.startsWith("/static/");
      const response = await fetch(address, { credentials: "omit", cache: isFile ? "default" : "no-store" });
      if (!isOurs(factsOf(response), build)) throw new Error(`not kept: ${address} (${response.status})`);
      await cache.put(address, response);
    }),
  );
}

/**
 * Where browsers can, they take this build's files from the cache themselves, and needn't ask a worker that has
 * just woken up for each. What isn't there they fetch.
 * @param {ExtendableEvent} event of the installation
 * @param {string} build
 */
export function routePastTheWorker(event, build) {
  const { addRoutes } = /** @type {{ addRoutes?: (rules: object) => Promise<void> }} */ (/** @type {unknown} */ (event));
  const rule = {
    condition: { urlPattern: { pathname: `/static/${build}/*` }, requestMethod: "GET" },
    source: { cacheName: nameOf(build) },
  };
  // Browsers differ in which rules they know; without one, the worker answers.
  void addRoutes?.call(event, rule).catch(() => undefined);
}

/**
 * @param {string} build
 * @param {string} address
 * @returns {Promise<Response | undefined>}
 */
export async function find(build, address) {
  return caches.match(address, { cacheName: nameOf(build), ignoreVary: true });
}

/**
 * Forget what other builds kept. Caches that aren't ours are left alone.
 * @param {string} build
 */
export async function forgetOthers(build) {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== nameOf(build));
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** @param {Response} response */
function factsOf(response) {
  const { ok, type, redirected, headers } = response;
  return { ok, type, redirected, marker: headers.get("X-Offline"), cacheControl: headers.get("Cache-Control") };
}
