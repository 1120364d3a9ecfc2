/**
 * The rest between sets, docked at the bottom. It begins with a tick and is kept as its end, so that it is right after
 * ten frozen minutes, a reload or a kill. Editing a number never touches it; taking back the tick that began it does, and
 * lets go on what ran before.
 */

import { now } from "../../shared/clock.js";
import { dueOf, inTurn } from "../../shared/superset.js";
import { cardsOf } from "../../shared/tally.js";
import { clockText, goingOn, isPast, leftMs, moved, restAfter, settled } from "../../shared/rest.js";
import { theKeeper } from "../keep.js";
import { ring, unlock } from "../rest/alarm.js";
import { letSleep, stayAwake } from "../rest/awake.js";
import { isOn, turn } from "../rest/switches.js";
import { newestTick } from "../workout/fold.js";
import { tell } from "../workout/section.js";

/** @typedef {import("../../shared/rest.js").Rest} Rest */

/** An end that was slept through for longer isn't rung any more. */
const RUNG_WITHIN_MS = 3000;

/** One page shows one workout; a day that is drawn anew brings another dock for the same rest. */
/** @type {Rest | null} */
let rest = null;
/** @type {HTMLElement | null} */
let dock = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let isRung = false;
/** @type {import("../../shared/rest.js").Tapped | null} */
let newest = null;
/** What was ticked before this script came is looked at once. */
let hasCaughtUp = false;

/** @param {HTMLElement} element the dock, in its workout */
export function showRest(element) {
  const root = element.closest(".workout");
  if (!(root instanceof HTMLElement)) return;
  dock = element;
  root.addEventListener("ticked", ({ target }) => target instanceof HTMLElement && afterTick(root, target, now()));
  root.addEventListener("counted", () => rest && follow(root));
  root.addEventListener("pointerdown", () => root.dataset.state === "open" && stayAwake());
  element.addEventListener("click", ({ target }) => press(target));
  const sound = part("sound");
  sound?.setAttribute("aria-pressed", String(isOn("sound")));
  const isLate = !hasCaughtUp && newestTick() !== null;
  hasCaughtUp = true;
  if (rest) return draw();
  void recall(root.dataset.workout ?? "").then(() => {
    const tick = isLate ? newestTick() : null;
    if (tick && root.contains(tick.row)) afterTick(root, tick.row, tick.at);
  });
}

// On return the timers of a frozen page may be late.
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && draw());

/** @param {string} workout */
async function recall(workout) {
  const kept = await theKeeper()?.store.rest().catch(() => undefined);
  if (rest || kept?.workout !== workout) return;
  rest = kept;
  isRung = leftMs(kept, now()) <= 0;
  draw();
}

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} row
 * @param {number} at when it was ticked or unticked
 */
function afterTick(root, row, at) {
  unlock();
  stayAwake();
  const set = row.id.replace("set-", "");
  const isTicked = row.dataset.ticked !== undefined;
  const before = goingOn(newest, { set, at, isTicked });
  newest = { set, at, rest };
  if (before !== undefined) return change(before);
  if (!isTicked) return rest?.set === set ? change(null) : undefined;
  const next = following(root, row);
  const card = row.closest("article");
  if (!next || !card) return change(null);
  const isBetweenSides = row.dataset.side === "left" && next.dataset.side === "right" && next.closest("article") === card;
  const plan = { working: Number(card.dataset.rest ?? 120), warmup: Number(card.dataset.warmupRest ?? 60) };
  const isAtOnce = goesOn(row, next, card);
  const seconds = restAfter({ kind: row.dataset.kind ?? "", isBetweenSides, isAtOnce }, plan);
  if (isAtOnce && next.closest("article") !== card) leadTo(next, root, card);
  const whole = { workout: root.dataset.workout ?? "", set, endsAt: at + seconds * 1000, seconds };
  change(seconds > 0 ? { ...whole, next: wordsFor(next, card) } : null);
}

/**
 * The plan was changed while the rest runs: what comes then follows it. The time stays as it was.
 * @param {HTMLElement} root
 */
function follow(root) {
  const row = root.querySelector(`#set-${rest?.set}`);
  if (!rest || rest.workout !== root.dataset.workout || !(row instanceof HTMLElement) || row.dataset.ticked === undefined) return;
  const next = following(root, row);
  const card = row.closest("article");
  if (!next || !card) return change(null);
  const words = wordsFor(next, card);
  if (words === rest.next) return;
  rest = { ...rest, next: words };
  void theKeeper()?.store.keepRest(rest).catch(() => undefined);
  draw();
}

/**
 * The first set behind this one, as they are done in turn, that is still to be done; else the first that is.
 * @param {HTMLElement} root
 * @param {HTMLElement} row
 */
function following(root, row) {
  const shown = [...root.querySelectorAll(".set-row")].filter((one) => one instanceof HTMLElement).filter((one) => !one.closest("[hidden], [data-skipped]"));
  const cards = cardsOf(shown.map(tell));
  const due = dueOf(cards);
  const turns = inTurn(cards);
  const behind = new Set(turns.slice(turns.findIndex(({ id }) => id === row.id)));
  const next = due.find((one) => behind.has(one)) ?? due[0];
  return shown.find(({ id }) => id === next?.id);
}

/**
 * Whether there is no rest before the next set: it is a drop set of this one, or the partner's in the same round.
 * @param {HTMLElement} row
 * @param {HTMLElement} next
 * @param {HTMLElement} card
 */
function goesOn(row, next, card) {
  const other = next.closest("article");
  if (other === card) return next.dataset.kind === "drop";
  if (!other || !card.dataset.superset || card.dataset.superset !== other.dataset.superset || row.dataset.kind === "warmup") return false;
  return Boolean(card.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
}

/**
 * To the partner, which may stand out of sight.
 * @param {HTMLElement} next
 * @param {HTMLElement} root
 * @param {HTMLElement} card the one that was just worked on
 */
function leadTo(next, root, card) {
  const told = root.querySelector("[data-part=told]");
  if (told) told.textContent = `${wordsFor(next, card).replace("then", "Go on with")}.`;
  next.scrollIntoView({ block: "nearest" });
}

/**
 * @param {HTMLElement} next
 * @param {Element} card the one that was just worked on
 */
function wordsFor(next, card) {
  const other = next.closest("article");
  if (other !== card) return `then ${other?.querySelector("h2")?.textContent?.trim() ?? "the next exercise"}`;
  if (next.dataset.kind === "warmup") return "then a warm-up";
  const number = next.querySelector(".set-label")?.textContent?.match(/\d+/)?.[0] ?? "";
  return `then set ${number}${next.dataset.side ? `, ${next.dataset.side}` : ""}`;
}

/** @param {EventTarget | null} target */
function press(target) {
  const button = target instanceof Element ? target.closest("button") : null;
  if (!button && target instanceof Element && target.closest("[data-part=timer]")) goToNext();
  if (!button) return;
  unlock();
  if (button.dataset.part === "sound") {
    const on = button.getAttribute("aria-pressed") !== "true";
    turn("sound", on);
    button.setAttribute("aria-pressed", String(on));
    if (on) unlock();
  } else if (button.value === "skip") change(null);
  else if (rest) {
    const other = moved(rest, Number(button.value), now());
    if (other !== rest) change(other);
  }
}

/** What comes then may stand out of sight. */
function goToNext() {
  const root = dock?.closest(".workout");
  const row = root?.querySelector(`#set-${rest?.set}`);
  if (root instanceof HTMLElement && row instanceof HTMLElement) following(root, row)?.scrollIntoView({ block: "center" });
}

/** @param {Rest | null} changed */
function change(changed) {
  rest = changed;
  isRung = false;
  void theKeeper()?.store.keepRest(changed).catch(() => undefined);
  draw();
}

function draw() {
  clearTimeout(timer);
  if (!dock) return;
  const root = dock.closest(".workout");
  if (root instanceof HTMLElement && root.dataset.state === "finished") {
    letSleep();
    rest = null;
  }
  const at = now();
  if (rest && isPast(rest, at)) rest = null;
  dock.hidden = !rest;
  document.documentElement.toggleAttribute("data-docked", rest !== null);
  if (!rest) return part("timer")?.removeAttribute("data-ends-at");
  rest = settled(rest, at);
  const left = leftMs(rest, at);
  drawLeft(rest, left);
  if (left <= 0 && !isRung) end(left);
  timer = setTimeout(draw, left > 0 ? left % 1000 || 1000 : 1000 - (-left % 1000));
}

/**
 * @param {Rest} shown
 * @param {number} left
 */
function drawLeft(shown, left) {
  part("timer")?.setAttribute("data-ends-at", String(shown.endsAt));
  const time = part("left");
  if (time) time.textContent = clockText(left);
  const next = part("next");
  const words = left > 0 ? shown.next : shown.next.replace("then", "go:");
  if (next && next.textContent !== words) next.textContent = words;
  const bar = dock?.querySelector("progress");
  if (bar) Object.assign(bar, { max: shown.seconds, value: Math.max(0, left / 1000) });
  dock?.toggleAttribute("data-over", left <= 0);
}

/** @param {number} left */
function end(left) {
  isRung = true;
  if (-left > RUNG_WITHIN_MS) return;
  ring();
  const told = dock?.closest(".workout")?.querySelector("[data-part=told]");
  if (told) told.textContent = "Rest is over.";
}

/** @param {string} name */
function part(name) {
  const found = dock?.querySelector(`[data-part=${name}]`);
  return found instanceof HTMLElement ? found : null;
}
