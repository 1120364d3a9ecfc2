/** One request to our own server, and whether it was our server that answered. */

/** @typedef {{ status: number, body: any, retryAfterMs: number | null }} Answer */
/** @typedef {(path: string, body?: string) => Promise<Answer | null>} Network null: nobody answered, or a stranger */

const PATIENCE_MS = 30_000;

/**
 * A captive portal answers 200 with a page, a proxy 502 with another: without our header and JSON that parses,
 * an answer is the network's fault.
 * @param {typeof fetch} fetch
 * @returns {Network}
 */
export function makeNetwork(fetch) {
  return async (path, body) => {
    try {
      const response = await fetch(path, {
        method: body === undefined ? "GET" : "POST",
        ...(body === undefined ? {} : { body, headers: { "Content-Type": "application/json" } }),
        redirect: "manual",
        cache: "no-store",
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const isBusy = response.status === 429 || response.status === 503;
      if (response.headers.get("X-Backday") !== "1" && !isBusy) return null;
      const retryAfterMs = readRetryAfter(response.headers.get("Retry-After"));
      return { status: response.status, body: isBusy ? null : await response.json(), retryAfterMs };
    } catch {
      return null;
    }
  };
}

/** @param {string | null} header in seconds; a date is left to our own patience */
function readRetryAfter(header) {
  return header && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : null;
}
