/** The one Trusted Types policy: lets in what our own server rendered, and the one worker. */

/**
 * What Trusted Types gives, seen as plain strings.
 * @typedef {{ createHTML(text: string): string, createScriptURL(address: string): string }} Policy
 */

const WORKER = "/sw.js";

const factory = /** @type {{ trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } }} */ (
  /** @type {unknown} */ (globalThis)
).trustedTypes;

/** @type {Policy} */
const rules = {
  createHTML: (text) => text,
  createScriptURL(address) {
    if (address !== WORKER) throw new TypeError(`not the worker: ${address}`);
    return address;
  },
};
const policy = factory ? factory.createPolicy("backday", rules) : rules;

/**
 * A page of this server as a document of its own: no script in it runs, no picture loads.
 * @param {string} text
 */
export function parsePage(text) {
  return new DOMParser().parseFromString(policy.createHTML(text), "text/html");
}

/** Where the worker is, as `register` accepts it. */
export const workerAddress = () => policy.createScriptURL(WORKER);
