/** Notes on an exercise save themselves when they are left, as everything on a set does. The button does the same. */

import { readAddress } from "../../shared/asked.js";
import { overlay } from "../../shared/view.js";
import { isChanged, isControl } from "../control.js";
import { ofForm } from "./change.js";
import { draftsOfKept, drawKept } from "./kept-note.js";
import { draw } from "./section.js";

/** @typedef {import("../keep.js").Keeper} Keeper */
/** @typedef {import("../../shared/asked.js").Asked} Asked */
/** @typedef {import("../../shared/view.js").Draft} Draft */

const LONGEST_PRESS_MS = 1000;
/** A page that is reloaded or killed has no time left to save: what is typed is saved as the typing pauses. */
const PAUSE_MS = 600;

/** One after the other: what an earlier one saved isn't noted a second time. */
let saving = Promise.resolve();

/** Forms that somebody went into; in any other a browser may have put back what was typed long ago. */
/** @type {Set<HTMLFormElement>} */
const entered = new Set();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let pause;
/** @type {WeakSet<HTMLElement>} */
const followed = new WeakSet();

/**
 * @param {Keeper} keeper
 * @param {HTMLElement} root the workout
 * @param {HTMLFormElement} form that was just gone into
 */
export function followNotes(keeper, root, form) {
  entered.add(form);
  save(keeper, root, form); // typed or left while this script came
  if (followed.has(root)) return;
  followed.add(root);
  const saveIn = (/** @type {Element} */ place) => entered.forEach((one) => place.contains(one) && save(keeper, root, one));
  const formOf = (/** @type {EventTarget | null} */ target) => (isControl(target) && target.form && entered.has(target.form) ? target.form : null);
  root.addEventListener("change", ({ target }) => {
    const left = formOf(target);
    if (left) save(keeper, root, left);
  });
  root.addEventListener("input", ({ target }) => {
    const typed = formOf(target);
    clearTimeout(pause);
    if (typed) pause = setTimeout(() => save(keeper, root, typed), PAUSE_MS);
  });
  root.addEventListener("toggle", ({ target }) => target instanceof HTMLDetailsElement && !target.open && saveIn(target), true);
  addEventListener("pagehide", () => saveIn(root));
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && saveIn(root));
}

/**
 * The note of today and the one that stays; where the phone keeps nothing, the server is asked.
 * @param {Keeper} keeper
 * @param {Asked} asked
 * @param {HTMLFormElement} form
 * @returns {Promise<Draft[] | null>}
 */
export async function draftsOfNotes(keeper, asked, form) {
  await saving;
  return drafts(keeper, asked, form);
}

/**
 * @param {Keeper} keeper
 * @param {Asked} asked
 * @param {HTMLFormElement} form
 * @returns {Promise<Draft[] | null>}
 */
async function drafts(keeper, asked, form) {
  const held = await keeper.snapshot().catch(() => null);
  const today = ofForm(asked, form, null);
  return held && today && [...today, ...draftsOfKept(overlay(held.base, held.pending), form)];
}

/**
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {HTMLFormElement} form
 */
function save(keeper, root, form) {
  saving = saving.then(() => keep(keeper, root, form)).catch(() => undefined); // stays typed; the banner says why
}

/**
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {HTMLFormElement} form
 */
async function keep(keeper, root, form) {
  const asked = readAddress(new URL(form.action).pathname);
  if (!asked || !form.isConnected || ![...form.elements].some((one) => isControl(one) && isChanged(one))) return;
  const told = await drafts(keeper, asked, form);
  if (!told || told.length === 0) return;
  await keeper.queue(told);
  await released(root);
  for (const one of told) draw(root, one);
  drawKept(root, told);
}

/**
 * What left the field may be a press on something below: it doesn't move away under the finger.
 * @param {HTMLElement} root
 */
async function released(root) {
  if (!root.matches(":active")) return;
  const lifted = ["click", "pointercancel"].map((name) => new Promise((resolve) => addEventListener(name, resolve, { once: true })));
  await Promise.race([...lifted, new Promise((resolve) => setTimeout(resolve, LONGEST_PRESS_MS))]);
}
