/**
 * Forms of a workout without the reload: a change is drawn at once, sent in order, and settled by the answer,
 * of which only what differs is taken over. What could not be sent stays, and says so.
 */

import { patch } from "../patch.js";
import { parsePage } from "../trusted.js";

/** @typedef {{ form: HTMLFormElement, submitter: HTMLButtonElement | null }} Entry */
/** @typedef {{ status: number, url: URL, text: string }} Answer */

const PATIENCE_MS = 15_000;
const SIGNED_OUT = 401;
const FOR_LATER = new Set([SIGNED_OUT, 429, 500, 502, 503, 504]);

/** @param {HTMLElement} root the workout */
export function submitInPlace(root) {
  /** @type {Entry[]} */
  const queue = [];
  let sending = false;
  let onItsWay = "";

  root.addEventListener("change", (event) => {
    const control = event.target;
    const form = isControl(control) ? control.form : null;
    if (!isControl(control) || !form || !isAutosaved(form)) return;
    if (control.name === "done") drawTick(control);
    if (isChanged(form) || queue.some((entry) => entry.form === form)) enqueue({ form, submitter: null });
  });

  root.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (!(form instanceof HTMLFormElement)) return;
    event.preventDefault();
    const button = submitter instanceof HTMLButtonElement ? submitter : null;
    if (button?.classList.contains("save")) fold(form);
    enqueue({ form, submitter: button?.hasAttribute("formaction") ? button : null });
  });

  root.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-retry]")) void send();
  });
  addEventListener("online", () => void send());
  // What is on its way arrives even if the page goes; what waits behind it is sent along, what can't be is asked for.
  addEventListener("beforeunload", (event) => {
    if (queue.length > 0 && !sending) event.preventDefault();
  });
  addEventListener("pagehide", () => {
    for (const entry of queue.splice(sending ? 1 : 0)) void post(entry, contents(entry.form));
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted && root.querySelector("[data-saving]")) location.reload();
  });

  /** @param {Entry} entry */
  function enqueue(entry) {
    // The first in line may be on its way with older values; anything behind it will take the newest along.
    const isNewer = sending && !entry.submitter && isAutosaved(entry.form) && contents(entry.form) !== onItsWay;
    const waiting = isNewer ? queue.slice(1) : queue;
    if (!waiting.some((other) => other.form === entry.form && other.submitter === entry.submitter)) queue.push(entry);
    mark(entry.form, "saving", true);
    void send();
  }

  async function send() {
    if (sending) return;
    sending = true;
    for (let entry = queue[0]; entry; entry = queue[0]) {
      const sent = (onItsWay = contents(entry.form));
      const answer = await post(entry, sent);
      if (!answer || FOR_LATER.has(answer.status)) {
        complain(answer?.status ?? 0, queue.map(({ form }) => form));
        break;
      }
      queue.shift();
      settle(entry, sent, answer);
    }
    sending = false;
  }

  /**
   * @param {Entry} entry
   * @param {string} sent
   * @param {Answer} answer
   */
  function settle(entry, sent, { status, url, text }) {
    const page = parsePage(text);
    const main = root.closest("main");
    const fresh = page.querySelector("main:has(.workout)");
    if (status >= 400 && !fresh) return complain(page.querySelector("h1")?.textContent ?? "", [entry.form]);
    if (!main || !fresh || (status < 400 && url.pathname !== location.pathname)) return location.assign(url);
    patch(main, fresh, (form) => (form === entry.form ? contents(form) !== sent : isChanged(form)));
    document.title = page.title;
    const waiting = new Set(queue.map(({ form }) => form));
    for (const form of main.querySelectorAll("form")) if (!waiting.has(form)) mark(form, "saving", false);
    if (status >= 400) focusOn(entry.form.querySelector("[aria-invalid]"));
    // What was pressed is gone: the way back is the next thing within reach.
    else if (document.activeElement === document.body) focusOn(root.querySelector(".toast button"));
  }

  /**
   * @param {number | string} why the status of an answer that may change (0: none came), or the heading of one
   *   that won't, however often it is asked for
   * @param {HTMLFormElement[]} forms
   */
  function complain(why, forms) {
    for (const form of forms) mark(form, "unsaved", true);
    const template = root.querySelector("template[data-part=unsaved]");
    const place = root.querySelector(".notices");
    if (!(template instanceof HTMLTemplateElement) || !place) return;
    const toast = document.importNode(template.content, true);
    const reason = toast.querySelector("[data-reason]");
    if (reason) reason.textContent = typeof why === "string" ? why : sayWhy(why);
    if (typeof why === "string") toast.querySelector("[data-retry]")?.remove();
    if (why !== SIGNED_OUT) toast.querySelector("a")?.remove();
    place.querySelector(".toast")?.remove();
    place.append(toast);
  }
}

/** @param {number} status 0 where no answer came */
function sayWhy(status) {
  if (status === SIGNED_OUT) return "you are signed out";
  return status ? "the server can’t answer just now" : "no connection";
}

/**
 * @param {Entry} entry
 * @param {string} body
 * @returns {Promise<Answer | null>} null when no answer came
 */
async function post({ form, submitter }, body) {
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const address = submitter?.formAction ?? form.action;
  try {
    const response = await fetch(address, { method: "POST", body, headers, signal, keepalive: true });
    return { status: response.status, url: new URL(response.url), text: await response.text() };
  } catch {
    return null;
  }
}

/**
 * A form as it would be sent now.
 * @param {HTMLFormElement} form
 */
function contents(form) {
  const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
  return new URLSearchParams(fields).toString();
}

/**
 * Whether a form holds something that its page didn't come with.
 * @param {HTMLFormElement} form
 */
function isChanged(form) {
  return [...form.elements].some((control) => {
    if (control instanceof HTMLTextAreaElement) return control.value !== control.defaultValue;
    if (!(control instanceof HTMLInputElement)) return false;
    return control.checked !== control.defaultChecked || control.value !== control.defaultValue;
  });
}

/**
 * @param {unknown} target
 * @returns {target is HTMLInputElement | HTMLTextAreaElement}
 */
function isControl(target) {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** @param {HTMLFormElement} form */
const isAutosaved = (form) => form.closest(".set-row") !== null;

/**
 * @param {HTMLFormElement} form
 * @param {"saving" | "unsaved"} state
 * @param {boolean} on
 */
function mark(form, state, on) {
  const row = form.closest(".set-row");
  row?.toggleAttribute(`data-${state}`, on);
  row?.toggleAttribute(state === "saving" ? "data-unsaved" : "data-saving", false);
}

/**
 * The tick as it will be, before anybody has answered. An all-out set asks for its reps in the same tap,
 * while the phone still allows the number pad to open.
 * @param {HTMLInputElement | HTMLTextAreaElement} box
 */
function drawTick(box) {
  const row = box.closest(".set-row");
  if (!(row instanceof HTMLElement) || !(box instanceof HTMLInputElement)) return;
  row.toggleAttribute("data-ticked", box.checked);
  const reps = row.querySelector("input[name=reps]");
  if (!box.checked) return;
  if (row.dataset.kind !== "amrap" || !(reps instanceof HTMLInputElement) || reps.value) return fold(row);
  row.querySelector("details")?.setAttribute("open", "");
  focusOn(reps);
}

/**
 * A set that is dealt with folds; the focus doesn't get lost in it.
 * @param {Element} row
 */
function fold(row) {
  const details = row.querySelector("details");
  const holdsFocus = row.querySelector(":scope :is(details, .set-actions) :focus") !== null;
  details?.removeAttribute("open");
  if (holdsFocus) focusOn(details?.querySelector("summary") ?? null);
}

/** @param {Element | null} element */
function focusOn(element) {
  if (element instanceof HTMLElement) element.focus();
}
