/** One answer per strategy. Each ends with something to look at, if anything at all can be had. */

import { saidGoodbye } from "./goodbye.js";
import { holds } from "./held.js";
import { isAnswer, PATIENCE_MS } from "./policy.js";
import { find } from "./precached.js";

/**
 * @param {"static" | "held" | "page" | "online"} strategy
 * @param {Request} request
 * @param {string} build
 * @returns {Promise<Response>}
 */
export async function answer(strategy, request, build) {
  if (strategy === "static") return (await find(build, request.url)) ?? fetch(request);
  if (!(await saidGoodbye())) return standIn("/offline", build);
  if (strategy === "online") return (await fromServer(request)) ?? standIn("/offline", build);
  if (strategy === "page") return (await fromServer(request, PATIENCE_MS)) ?? standIn("/offline", build);
  const { who, held } = await holds(new URL(request.url).pathname);
  const shell = who ? "/shell/today" : "/offline";
  if (held) return (await find(build, shell)) ?? fetch(request);
  return (await fromServer(request, PATIENCE_MS)) ?? standIn(shell, build);
}

/**
 * The server's answer, or null if there is none within `patience` ms.
 * @param {Request} request
 * @param {number} [patience] for ever if left out
 */
async function fromServer(request, patience) {
  const stop = new AbortController();
  const timer = patience === undefined ? undefined : setTimeout(() => stop.abort(), patience);
  try {
    // no-store, not no-cache: Safari hands out old pages for that.
    const response = await fetch(request, { cache: "no-store", signal: stop.signal });
    const facts = { status: response.status, hasPolicy: response.headers.has("Content-Security-Policy") };
    return isAnswer(facts) ? response : null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {string} address
 * @param {string} build
 */
async function standIn(address, build) {
  return (await find(build, address)) ?? Response.error();
}
