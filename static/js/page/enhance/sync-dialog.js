/** What waits on this phone and why, and what its owner can do about a set that the server refused. */

import { keptAnew, listGone } from "../../shared/anew.js";
import { now, zone } from "../../shared/clock.js";
import { corrected, textOf } from "../../shared/correcting.js";
import { newId } from "../../shared/ids.js";
import { localDay } from "../../shared/schedule.js";
import { Unreadable } from "../../shared/set-form.js";
import { dayText } from "../../shared/words.js";
import { stateOf } from "./sync-state.js";

/** @typedef {import("../keep.js").Keeper} Keeper */
/** @typedef {import("../../shared/store.js").Rejected} Rejected */

const NAMES = /** @type {Record<string, string>} */ ({
  set: "A set",
  workout_exercise: "An exercise",
  workout: "A workout",
  exercise_note: "A note on an exercise",
  measurement: "A measurement",
  message: "A message",
});
const PLAIN = ["note", "title", "on", "reps", "seconds", "distance", "rpe", "rir", "grip", "load", "pain"];

/** @param {Keeper} keeper */
export async function openDialog(keeper) {
  const dialog = document.querySelector("#sync-dialog");
  if (!(dialog instanceof HTMLDialogElement)) return;
  await fill(keeper, dialog);
  if (dialog.open) return;
  dialog.showModal();
  const refresh = () => void fill(keeper, dialog);
  const stop = new AbortController();
  keeper.addEventListener("standing", refresh, { signal: stop.signal });
  dialog.addEventListener("close", () => stop.abort(), { once: true });
  dialog.addEventListener("click", ({ target }) => void act(keeper, dialog, target), { signal: stop.signal });
}

/**
 * @param {Keeper} keeper
 * @param {HTMLDialogElement} dialog
 */
async function fill(keeper, dialog) {
  const why = dialog.querySelector("[data-part=why]");
  if (why) why.textContent = explain(keeper);
  const outcome = keeper.standing.outcome;
  const wantsSignIn = outcome === "signed-out" || outcome === "other-user";
  toggle(dialog, "[data-part=sign-in]", wantsSignIn);
  toggle(dialog, "[data-do=sync]", !wantsSignIn); // it would be refused again
  const rejected = await keeper.store.rejected();
  toggle(dialog, "[data-do=save]", rejected.length > 0 || keeper.standing.pending > 0);
  const list = dialog.querySelector("[data-part=rejected]");
  const template = dialog.querySelector("template");
  if (!list || !template) return;
  const gone = new Set((await goneIn(keeper, rejected)).flatMap(({ ids }) => ids));
  const known = new Set([...list.children].map((item) => item.getAttribute("data-id")));
  for (const item of [...list.children])
    if (!rejected.some(({ id }) => id === item.getAttribute("data-id"))) item.remove();
  for (const one of rejected) if (!known.has(one.id)) list.append(rowOf(one, template, gone.has(one.id)));
}

/**
 * @param {Keeper} keeper
 * @param {Rejected[]} rejected
 */
async function goneIn({ store }, rejected) {
  if (!rejected.some(({ code }) => code === "gone")) return [];
  return listGone(rejected, await store.base());
}

/** @param {Keeper} keeper */
function explain({ standing, who }) {
  const n = standing.pending;
  const things = n === 1 ? "1 change" : `${n} changes`;
  if (standing.outcome === "signed-out") return `Sign in to upload ${things}. They are safe on this phone.`;
  if (standing.outcome === "other-user") return `${standing.message} ${who.name}’s ${things} are kept on this phone.`;
  if (standing.outcome === "too-old") return `Load the app anew to upload ${things}. They are safe on this phone.`;
  if (standing.rejected > 0) return "The server couldn’t take what stands below. Correct it, or send it again.";
  if (stateOf(standing) === "syncing") return `Sending ${things}.`;
  if (n > 0) return `${things} saved on this phone. They are sent as soon as there is a connection.`;
  if (standing.outcome === "later") return "The server can’t be reached. Nothing is waiting.";
  return "Everything is on the server.";
}

/**
 * @param {Rejected} one
 * @param {HTMLTemplateElement} template
 * @param {boolean} isGone it can't be sent again, but kept elsewhere
 */
function rowOf(one, template, isGone) {
  const row = /** @type {HTMLElement} */ (document.importNode(template.content, true).firstElementChild);
  row.dataset.id = one.id;
  const what = row.querySelector("[data-part=what]");
  const message = row.querySelector("[data-part=msg]");
  const onThePage = document.querySelector(`#set-${one.eid} .tick`)?.getAttribute("aria-label");
  if (what) what.textContent = onThePage?.replace(/ done\b/, "") ?? NAMES[one.e] ?? one.e;
  if (message) message.textContent = one.msg;
  const text = row.querySelector("[data-part=text]");
  if (text) text.textContent = String(one.f.text ?? "");
  toggle(row, "[data-do=keep]", isGone);
  toggle(row, "[data-do=retry]", !isGone);
  const field = isGone ? null : correctable(one);
  const label = row.querySelector("label");
  const input = row.querySelector("input");
  if (!field || !label || !input) label?.remove();
  else {
    row.dataset.field = field;
    input.value = textOf(one.f[field]);
    const words = label.querySelector("span");
    if (words) words.textContent = field;
  }
  return row;
}

/**
 * The field to correct: the one that the server named, else the first that a person can type.
 * @param {Rejected} one
 */
function correctable({ msg, f }) {
  const named = /^([a-z_]+): /.exec(msg)?.[1];
  return PLAIN.find((name) => name === named && name in f) ?? PLAIN.find((name) => name in f) ?? null;
}

/**
 * @param {Keeper} keeper
 * @param {HTMLDialogElement} dialog
 * @param {EventTarget | null} target
 */
async function act(keeper, dialog, target) {
  const button = target instanceof Element ? target.closest("button[data-do]") : null;
  if (!(button instanceof HTMLElement)) return;
  const row = button.closest("li");
  const id = row?.dataset.id ?? "";
  if (button.dataset.do === "close") return dialog.close();
  if (button.dataset.do === "save") return saveAsFile(keeper);
  if (button.dataset.do === "keep") await keepAnew(keeper, dialog, id);
  if (button.dataset.do === "retry" && row && !(await retry(keeper, row))) return;
  if (button.dataset.do === "discard") await keeper.store.discard(id);
  await keeper.recount();
  if (button.dataset.do !== "discard") void keeper.syncNow();
}

/**
 * All that was refused of a workout together.
 * @param {Keeper} keeper
 * @param {HTMLDialogElement} dialog
 * @param {string} id of one of them
 */
async function keepAnew(keeper, dialog, id) {
  const gone = (await goneIn(keeper, await keeper.store.rejected())).find(({ ids }) => ids.includes(id));
  if (!gone) return;
  const today = localDay(now(), zone() || keeper.who.zone, keeper.who.day_start_min);
  const drafts = keptAnew(gone, { mint: () => newId(now()), zone: zone() || keeper.who.zone, today });
  const [made] = await keeper.store.exchange(gone.ids, drafts, now());
  if (!made) return;
  const link = Object.assign(document.createElement("a"), { href: `/workouts/${made.eid}`, textContent: "Open it" });
  const said = dialog.querySelector("[data-part=kept]");
  said?.replaceChildren(`Kept as a new workout on ${dayText(String(made.f.on))}. `, link);
  link.focus();
}

/**
 * @param {Keeper} keeper
 * @param {HTMLElement} row
 * @returns {Promise<boolean>} false where what was typed can't be read, which stands beside it then
 */
async function retry(keeper, row) {
  const { id = "", field } = row.dataset;
  const refused = (await keeper.store.rejected()).find((one) => one.id === id);
  const typed = row.querySelector("input")?.value ?? "";
  const unit = keeper.who.unit === "lb" ? "lb" : "kg";
  try {
    await keeper.store.retry(id, field && refused ? corrected(field, typed, refused.f[field], unit) : {});
    return true;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    sayWhy(row, error.message);
    return false;
  }
}

/**
 * @param {HTMLElement} row
 * @param {string} sentence
 */
function sayWhy(row, sentence) {
  const place = row.querySelector(".field-error");
  const input = row.querySelector("input");
  if (!(place instanceof HTMLElement) || !input) return;
  place.id = `why-${row.dataset.id}`;
  place.textContent = sentence;
  place.hidden = false;
  input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-describedby", place.id);
  input.focus();
}

/** @param {Keeper} keeper */
async function saveAsFile(keeper) {
  const { who, store } = keeper;
  const content = { user: who.user, rejected: await store.rejected(), waiting: await store.pending() };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: "application/json" }));
  link.download = "backday-unsent.json";
  link.click();
  URL.revokeObjectURL(link.href);
}

/**
 * @param {Element} root
 * @param {string} selector
 * @param {boolean} isShown
 */
function toggle(root, selector, isShown) {
  const element = root.querySelector(selector);
  if (element instanceof HTMLElement) element.hidden = !isShown;
}
