/** Keeps a client's log as new as the server while its coach looks at it, without losing their place. */

import { keepAsking } from "../keep-asking.js";
import { patch } from "../patch.js";
import { parsePage } from "../trusted.js";

/**
 * @param {HTMLElement} log with data-news to ask, data-seen to tell that it was looked at, data-etag that it was
 *   drawn at, data-looked, the commit up to which it had been seen before, and data-ended, where its end is told
 */
export function watch(log) {
  keepAsking(() => refresh(log));
  // What is on the screen has been seen; the marks stay until the page is opened again.
  void tellSeen(log);
}

/** @param {HTMLElement} log */
async function refresh(log) {
  const { news = "", etag = "", ended = "" } = log.dataset;
  const answer = await fetch(news, { headers: { "If-None-Match": `"${etag}"` }, cache: "no-store" });
  if (answer.status === 304) return;
  // The link has ended, or the session: what is shown isn't theirs to see any more.
  if (answer.status === 404) return location.replace(ended);
  if (answer.status === 401) return location.reload();
  if (!answer.ok) return;
  const address = new URL(location.href);
  address.searchParams.set("looked", log.dataset.looked ?? "");
  const page = await fetch(address, { cache: "no-store" });
  if (page.status === 404) return location.replace(ended);
  if (!page.ok || page.redirected) return location.reload();
  const fresh = parsePage(await page.text()).querySelector("#log");
  if (!fresh) return;
  patch(log, fresh, isBeingTyped);
  void tellSeen(log);
}

/** @param {HTMLElement} log */
async function tellSeen(log) {
  await fetch(log.dataset.seen ?? "", { method: "POST", redirect: "manual" }).catch(() => undefined);
}

/**
 * A message that was begun stays as it is.
 * @param {HTMLFormElement} form
 */
function isBeingTyped(form) {
  const text = form.elements.namedItem("text");
  return text instanceof HTMLTextAreaElement && text.value !== text.defaultValue;
}
