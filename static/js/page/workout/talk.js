/** A lifter writes to a coach, and reads what a coach wrote: into the outbox, as all that is done to a workout. */

import { now } from "../../shared/clock.js";
import { newId } from "../../shared/ids.js";
import { Unreadable } from "../../shared/set-form.js";
import { typedIn } from "./change.js";
import { clearErrors, showError } from "./field-error.js";
import { focusOn } from "./fold.js";
import { subjectOf } from "./messages.js";
import { tellReaders } from "./section.js";

/** @typedef {import("../../shared/view.js").Draft} Draft */
/** @typedef {import("../keep.js").Keeper} Keeper */

/** As many as the server takes. */
const MAX_TEXT = 4000;

/**
 * The message in the form; none where the form says what to mend.
 * @param {HTMLElement} root the workout
 * @param {HTMLFormElement} form
 * @returns {Draft[]}
 */
export function draftsOfMessage(root, form) {
  const section = form.closest("section");
  if (section) clearErrors(section);
  const { text = "", set, coach } = typedIn(form);
  const wrong = whyNot(text.trim());
  if (wrong && section) showError(section, new Unreadable("text", wrong));
  if (wrong) return [];
  const f = { workout: root.dataset.workout, set: set || null, coach, text: text.trim() };
  return [{ e: "message", eid: newId(now()), f }];
}

/** @param {string} text */
function whyNot(text) {
  if (!text) return "Write something first.";
  return [...text].length > MAX_TEXT ? `The text is longer than ${MAX_TEXT} characters.` : null;
}

/**
 * The form is free for the next one, and folded: what was said stands above it.
 * @param {HTMLElement} root
 * @param {HTMLFormElement} form
 */
export function emptyForm(root, form) {
  form.closest("section")?.removeAttribute("data-unsaved");
  for (const control of form.querySelectorAll("textarea, select")) {
    if (control instanceof HTMLTextAreaElement) control.value = control.defaultValue = "";
    else if (control instanceof HTMLSelectElement && control.name === "set") control.value = "";
  }
  const folded = form.closest("details");
  folded?.removeAttribute("open");
  focusOn(folded?.querySelector("summary") ?? null);
  tellReaders(root, "Message saved.");
}

/**
 * What a coach wrote counts as read when it has been in front of the lifter; and a set that was added can be written
 * about.
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 */
export function followTalk(keeper, root) {
  const section = root.querySelector("#messages");
  if (!section) return;
  section.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLSelectElement && target.name === "set") refill(root, target);
  });
  const seen = new IntersectionObserver((entries) => void read(keeper, root, entries), { threshold: [0.1, 0.6] });
  const observe = () => {
    for (const item of section.querySelectorAll(".said[data-unread]")) seen.observe(item);
  };
  new MutationObserver(observe).observe(section, { childList: true, subtree: true });
  observe();
}

/**
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {IntersectionObserverEntry[]} entries
 */
async function read(keeper, root, entries) {
  const items = entries
    .filter((one) => one.intersectionRatio >= 0.6 || one.intersectionRect.height > innerHeight / 3)
    .map(({ target }) => target)
    .filter((item) => item instanceof HTMLElement && root.contains(item) && item.dataset.unread !== undefined);
  if (items.length === 0) return;
  for (const item of items) item.removeAttribute("data-unread");
  const at = now();
  const drafts = items.map(({ id }) => ({ e: "message", eid: id.slice("message-".length), f: { read_at: at } }));
  try {
    await keeper.queue(drafts);
    keeper.happen("changed", new Set());
  } catch {
    for (const item of items) item.setAttribute("data-unread", ""); // read again next time
  }
}

/**
 * @param {HTMLElement} root
 * @param {HTMLSelectElement} select
 */
function refill(root, select) {
  const rows = [...root.querySelectorAll(".exercise:not([hidden]) .set-row:not([hidden])")];
  const sets = rows.flatMap((row) => {
    const subject = subjectOf(row);
    return subject ? [new Option(subject, row.id.slice("set-".length))] : [];
  });
  if (sets.length === 0) return;
  const chosen = select.value;
  select.replaceChildren(...[...select.options].slice(0, 1), ...sets);
  select.value = chosen;
  if (select.selectedIndex < 0) select.selectedIndex = 0;
}
