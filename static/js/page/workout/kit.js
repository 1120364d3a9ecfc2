/** The catalogue and the blank cards that the phone keeps, read once and only when they are needed. */

import { parsePage } from "../trusted.js";

/** @typedef {import("../../shared/catalogue.js").Exercise} Exercise */
/**
 * @typedef {object} Kit
 * @property {Exercise[]} exercises by name
 * @property {(slug: unknown) => Exercise | null} exercise
 * @property {(exercise: Exercise, effort: string) => HTMLElement | null} blank a card with one set
 * @property {(name: "picker" | "choice" | "summary") => HTMLElement | null} part
 */

const ADDRESS = "/shell/exercises";

/** @type {Promise<Kit | null> | null} */
let kit = null;

/** @returns {Promise<Kit | null>} null where neither the phone nor the network has it; then it is asked for again */
export function openKit() {
  kit ??= load().then(
    (text) => read(parsePage(text)),
    () => (kit = null),
  );
  return kit;
}

async function load() {
  const cacheName = `pre-${document.body.dataset.build}`;
  const kept = await globalThis.caches?.match(ADDRESS, { cacheName, ignoreVary: true });
  const response = kept ?? (await fetch(ADDRESS));
  if (!response.ok || !response.headers.has("X-Offline")) throw new Error("not ours");
  return response.text();
}

/**
 * @param {Document} page
 * @returns {Kit}
 */
function read(page) {
  const told = [...page.querySelectorAll("[data-about]")].map((one) => one.getAttribute("data-about") ?? "{}");
  /** @type {Exercise[]} */
  const exercises = told.map((text) => JSON.parse(text));
  const bySlug = new Map(exercises.map((one) => [one.slug, one]));
  return {
    exercises,
    exercise: (slug) => bySlug.get(String(slug)) ?? null,
    part: (name) => cloneOf(page, `[data-part=${name}]`),
    blank: ({ load_mode: mode, measure }, effort) =>
      cloneOf(page, `[data-effort="${effort}"][data-load="${mode !== "none"}"][data-measure="${measure}"]`),
  };
}

/**
 * @param {Document} page
 * @param {string} which
 */
function cloneOf(page, which) {
  const template = page.querySelector(`template${which}`);
  const content = template instanceof HTMLTemplateElement ? template.content : null;
  const element = content && document.importNode(content, true).firstElementChild;
  return element instanceof HTMLElement ? element : null;
}
