/**
 * Fills the precached page of nobody's day from the phone's own store, before it asks the network anything; then
 * follows what a sync brings, the day that changes at night, and the page that only the server can draw.
 */

import { now, zone } from "../../shared/clock.js";
import { chooseWorkout, dueOn, isWaiting, localDay } from "../../shared/schedule.js";
import { overlay } from "../../shared/view.js";
import { dayText } from "../../shared/words.js";
import { parsePage } from "../trusted.js";
import { drawAll } from "../workout/redraw.js";
import { drawNav } from "../workout/section.js";
import { drawForgotten } from "./forgotten.js";

/** @typedef {import("../keep.js").Keeper} Keeper */
/** @typedef {{ base: import("../../shared/view.js").Row[], pending: import("../../shared/view.js").Operation[] }} Rows */
/** @typedef {import("../../shared/store.js").Day} Day */
/** @typedef {(root: ParentNode) => void} Enhance */

const EVERY_MS = 60_000;
const PATIENCE_MS = 2500;
const SERVER_PATIENCE_MS = 15_000;

/** What the page shows: a workout's id, "" for none, null before it shows anything. */
/** @type {string | null} */
let shown = null;

/**
 * @param {HTMLElement} main
 * @param {Keeper} keeper
 * @param {Enhance} enhance
 */
export async function fillShell(main, keeper, enhance) {
  const follow = () => void lookAndShow(main, keeper, enhance);
  keeper.addEventListener("changed", follow);
  setInterval(follow, EVERY_MS);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && follow());
  const rows = await keeper.snapshot();
  if (!chosen(keeper, rows)) {
    const patience = new Promise((resolve) => setTimeout(resolve, navigator.onLine ? PATIENCE_MS : 0));
    await Promise.race([keeper.syncNow(), patience]);
    if (shown === null) await lookAndShow(main, keeper, enhance);
  } else show(main, keeper, rows, await dayOf(keeper, rows), enhance);
}

/**
 * @param {HTMLElement} main
 * @param {Keeper} keeper
 * @param {Enhance} enhance
 */
async function lookAndShow(main, keeper, enhance) {
  const rows = await keeper.snapshot();
  if (chosen(keeper, rows) !== shown) show(main, keeper, rows, await dayOf(keeper, rows), enhance);
}

/**
 * The page of the day to be shown, which is where the server had the workout, or where it had it before.
 * @param {Keeper} keeper
 * @param {Rows} rows
 * @returns {Promise<Day | undefined>}
 */
async function dayOf(keeper, rows) {
  const id = chosen(keeper, rows);
  const workout = rows.base.find(({ e, eid }) => e === "workout" && eid === id);
  if (!workout) return undefined;
  const day = await keeper.store.day(String(workout.f.on));
  if (day?.ids.includes(id)) return day;
  return (await keeper.store.days()).find(({ ids }) => ids.includes(id));
}

/**
 * @param {Keeper} keeper
 * @param {Rows} rows
 */
function chosen({ who }, { base, pending }) {
  const id = /^\/workouts\/([0-9a-f-]{36})$/.exec(location.pathname)?.[1];
  if (id) return id;
  const at = now();
  return chooseWorkout(overlay(base, pending), localDay(at, zone() || who.zone, who.day_start_min), at) ?? "";
}

/**
 * @param {HTMLElement} main
 * @param {Keeper} keeper
 * @param {Rows} held
 * @param {Day | undefined} day
 * @param {Enhance} enhance
 */
function show(main, keeper, { base, pending }, day, enhance) {
  const id = chosen(keeper, { base, pending });
  if (id === shown || (day && !day.ids.includes(id))) return;
  const rows = overlay(base, pending);
  const workout = rows.find(({ e, eid }) => e === "workout" && eid === id);
  shown = id;
  if (!id || !workout) {
    showNothing(main, rows, keeper);
    return void adopt(main, keeper, enhance);
  }
  const root = day ? fromServer(day.html, id) : fromTemplate(id);
  if (!root) return;
  main.replaceChildren(root);
  const since = day?.n ?? 0;
  const newer = base.filter(({ n, e }) => n > since || e === "exercise_note" || (!day && e === "workout"));
  drawAll(root, overlay(newer, pending));
  name(String(root.querySelector("h1")?.textContent), String(workout.f.on));
  if (location.pathname === "/today") drawForgotten(main, rows, keeper.who);
  enhance(main);
}

/**
 * @param {string} html
 * @param {string} id
 */
function fromServer(html, id) {
  const root = parsePage(html).querySelector(`.workout[data-workout="${id}"]`);
  return root instanceof HTMLElement ? document.adoptNode(root) : null;
}

/**
 * A workout that was begun on this phone, and that the server hasn't drawn.
 * @param {string} id
 */
function fromTemplate(id) {
  const root = cloneOf("template-workout");
  if (!root) return null;
  const blank = root.dataset.workout ?? "";
  const { unit = "kg", effort = "rir" } = document.body.dataset;
  Object.assign(root.dataset, { unit, effort });
  for (const element of [root, ...root.querySelectorAll("*")])
    for (const { name: attribute, value } of [...element.attributes])
      if (value.includes(blank)) element.setAttribute(attribute, value.replaceAll(blank, id));
  return root;
}

/**
 * @param {HTMLElement} main
 * @param {import("../../shared/view.js").Row[]} rows
 * @param {Keeper} keeper
 */
function showNothing(main, rows, { who }) {
  const rest = cloneOf("template-rest");
  if (!rest) return;
  const today = localDay(now(), zone() || who.zone, who.day_start_min);
  const next = rows
    .filter(({ e, f }) => e === "workout" && isWaiting(f))
    .map(({ f }) => ({ title: f.title, on: dueOn(f, today) }))
    .filter(({ on }) => on > today)
    .sort((one, other) => (one.on < other.on ? -1 : 1))[0];
  const line = rest.querySelector("[data-part=next]");
  if (location.pathname !== "/today") return sayNotHere(main, rest);
  if (line) line.textContent = next ? `Next: ${next.title}, ${dayText(next.on)}.` : "";
  main.replaceChildren(rest);
  drawForgotten(main, rows, who);
  drawNav(null);
  name(rest.querySelector("h1")?.textContent ?? "", today);
}

/**
 * @param {HTMLElement} main
 * @param {HTMLElement} rest
 */
function sayNotHere(main, rest) {
  const heading = rest.querySelector("h1");
  if (heading) heading.textContent = "Not on this phone";
  rest.querySelector("form")?.remove();
  main.replaceChildren(rest);
  drawNav(null);
  document.title = "Not on this phone · Backday";
}

/**
 * What only the server can draw, if it answers; else the page stays as it is.
 * @param {HTMLElement} main
 * @param {Keeper} keeper
 * @param {Enhance} enhance
 */
async function adopt(main, keeper, enhance) {
  enhance(main);
  const before = shown;
  try {
    const signal = AbortSignal.timeout(SERVER_PATIENCE_MS);
    const response = await fetch(location.href, { headers: { Accept: "text/html" }, signal });
    const page = parsePage(await response.text());
    const fresh = page.querySelector("main");
    if (!fresh || page.body.dataset.user !== keeper.who.user || shown !== before) return;
    main.replaceChildren(...[...fresh.childNodes].map((node) => document.adoptNode(node)));
    document.title = page.title;
    setPill(page.querySelector(".top-end .pill")?.textContent ?? "");
    const workout = main.querySelector(".workout");
    drawNav(workout instanceof HTMLElement ? workout : null);
    shown = workout?.getAttribute("data-workout") ?? shown;
    enhance(main);
  } catch {
    // no network: the page stands as it is
  }
}

/**
 * @param {string} heading
 * @param {string} on
 */
function name(heading, on) {
  document.title = `${heading} · Backday`;
  setPill(dayText(on));
}

/** @param {string} text */
function setPill(text) {
  const end = document.querySelector(".top-end");
  let pill = end?.querySelector(".pill");
  if (!pill && end) {
    pill = document.createElement("span");
    pill.className = "pill";
    end.prepend(pill);
  }
  if (pill) pill.textContent = text;
}

/** @param {string} id */
function cloneOf(id) {
  const template = document.querySelector(`#${id}`);
  if (!(template instanceof HTMLTemplateElement)) return null;
  const element = document.importNode(template.content, true).firstElementChild;
  return element instanceof HTMLElement ? element : null;
}
