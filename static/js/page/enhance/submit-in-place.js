/**
 * Forms of a workout without the reload: a change is drawn at once, sent in order, and settled by the answer,
 * of which only what differs is taken over. What could not be sent stays, and says so.
 */

import { patch } from "../patch.js";
import { parsePage } from "../trusted.js";

/** @typedef {{ form: HTMLFormElement, submitter: HTMLButtonElement | null }} Entry */

const PATIENCE_MS = 15_000;
const SIGNED_OUT = "you are signed out";

/** @param {HTMLElement} root the workout */
export function submitInPlace(root) {
  /** @type {Entry[]} */
  const queue = [];
  let sending = false;
  let onItsWay = "";

  root.addEventListener("change", (event) => {
    const control = event.target;
    if (!isControl(control) || !control.form?.closest(".set-row")) return;
    if (control.name === "done") drawTick(control);
    enqueue({ form: control.form, submitter: null });
  });

  root.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (!(form instanceof HTMLFormElement)) return;
    event.preventDefault();
    const button = submitter instanceof HTMLButtonElement ? submitter : null;
    if (button?.classList.contains("save")) form.querySelector("details")?.removeAttribute("open");
    enqueue({ form, submitter: button?.hasAttribute("formaction") ? button : null });
  });

  root.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-retry]")) void send();
  });
  addEventListener("online", () => void send());
  addEventListener("beforeunload", (event) => {
    if (queue.length > 0) event.preventDefault();
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
      const response = await post(entry, sent);
      if (!response || response.status >= 500 || response.status === 429) {
        complain(response ? "the server can’t answer just now" : "no connection");
        break;
      }
      queue.shift();
      await settle(entry, sent, response);
    }
    sending = false;
  }

  /**
   * @param {Entry} entry
   * @param {string} sent
   * @param {Response} response
   */
  async function settle(entry, sent, response) {
    const page = parsePage(await response.text());
    const main = root.closest("main");
    const fresh = page.querySelector("main:has(.workout)");
    if (!response.ok && !fresh) {
      const heading = page.querySelector("h1")?.textContent?.trim() ?? "";
      return complain(response.status === 401 ? SIGNED_OUT : heading || `error ${response.status}`, entry);
    }
    const elsewhere = response.redirected && new URL(response.url).pathname !== location.pathname;
    if (elsewhere || !main || !fresh) return location.assign(response.url);
    patch(main, fresh, (form) => (form === entry.form ? contents(form) !== sent : isChanged(form)));
    document.title = page.title;
    for (const form of main.querySelectorAll("form")) if (!queue.some((other) => other.form === form)) mark(form, "saving", false);
    if (!response.ok) focusOn(entry.form.querySelector("[aria-invalid]"));
  }

  /**
   * @param {string} reason
   * @param {Entry} [refused] what the server will not take however often it is sent
   */
  function complain(reason, refused) {
    for (const { form } of refused ? [refused] : queue) mark(form, "unsaved", true);
    const template = root.querySelector("template[data-part=unsaved]");
    const place = root.querySelector(".notices");
    if (!(template instanceof HTMLTemplateElement) || !place) return;
    const toast = document.importNode(template.content, true);
    const text = toast.querySelector("[data-reason]");
    if (text) text.textContent = reason;
    if (refused && reason !== SIGNED_OUT) toast.querySelector("[data-retry]")?.remove();
    if (reason !== SIGNED_OUT) toast.querySelector("a")?.remove();
    else queue.unshift(...(refused ? [refused] : []));
    place.replaceChildren(toast);
  }
}

/**
 * @param {Entry} entry
 * @param {string} body
 * @returns {Promise<Response | null>} null when no answer came
 */
async function post({ form, submitter }, body) {
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    return await fetch(submitter?.formAction ?? form.action, { method: "POST", body, headers, signal });
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
  if (!box.checked || row.dataset.kind !== "amrap" || !(reps instanceof HTMLInputElement) || reps.value) return;
  row.querySelector("details")?.setAttribute("open", "");
  focusOn(reps);
}

/** @param {Element | null} element */
function focusOn(element) {
  if (element instanceof HTMLElement) element.focus({ preventScroll: false });
}
