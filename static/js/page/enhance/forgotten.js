/** A workout of a day before that was left open: asked about on top of today, and dealt with on the phone. */

import { now, zone } from "../../shared/clock.js";
import { CannotOpen } from "../../shared/database.js";
import { findForgotten, localDay } from "../../shared/schedule.js";
import { finish } from "../../shared/verbs.js";
import { dayText, writtenText } from "../../shared/words.js";
import { theKeeper } from "../keep.js";
import { submit } from "../workout/by-server.js";
import { focusOn } from "../workout/fold.js";

/** @typedef {import("../../shared/view.js").Fields} Fields */
/** @typedef {import("../../shared/view.js").Row} Row */

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const WEEK_MS = 7 * 24 * 3600 * 1000;

/**
 * As webapp/templates/workouts/_forgotten.html, which has the blank one.
 * @param {HTMLElement} main
 * @param {Row[]} rows
 * @param {import("../../shared/device.js").Who} who
 */
export function drawForgotten(main, rows, who) {
  const clock = zone() || who.zone;
  const today = localDay(now(), clock, who.day_start_min);
  const found = findForgotten(rows, today, now());
  const template = document.querySelector("#template-forgotten");
  if (!found || !(template instanceof HTMLTemplateElement)) return;
  const card = document.importNode(template.content, true).firstElementChild;
  if (!(card instanceof HTMLElement)) return;
  const { workout, endedAt } = found;
  const ended = endedAt === null ? "" : (writtenText(endedAt, clock).split(", ")[1] ?? "");
  fill(card, {
    [card.dataset.workout ?? ""]: workout.eid,
    "{sentence}": sentence(String(workout.f.title), String(workout.f.on), today),
    "{ended}": ended,
  });
  if (endedAt === null) card.querySelector("[data-kind=go]")?.remove();
  else card.dataset.endedAt = String(endedAt);
  main.prepend(card);
}

/**
 * @param {string} title
 * @param {string} on
 * @param {string} today
 */
function sentence(title, on, today) {
  const isNear = Date.parse(today) - Date.parse(on) < WEEK_MS;
  return `${isNear ? `${WEEKDAYS[new Date(on).getUTCDay()]}’s ${title}` : `${title} of ${dayText(on)}`} was never finished`;
}

/**
 * @param {HTMLElement} card
 * @param {Record<string, string>} values
 */
function fill(card, values) {
  const filled = (/** @type {string} */ text) => Object.entries(values).reduce((done, [blank, value]) => done.replaceAll(blank, value), text);
  for (const element of [card, ...card.querySelectorAll("*")]) {
    for (const { name, value } of [...element.attributes]) if (filled(value) !== value) element.setAttribute(name, filled(value));
    for (const node of element.childNodes)
      if (node.nodeType === Node.TEXT_NODE && node.nodeValue?.includes("{")) node.nodeValue = filled(node.nodeValue);
  }
}

/** @param {HTMLElement} card */
export function keepForgotten(card) {
  const keeper = theKeeper();
  const form = card.querySelector("form");
  const { workout = "", endedAt } = card.dataset;
  if (!keeper || !form) return;
  const write = async (/** @type {Fields} */ f) => {
    await keeper.queue([{ e: "workout", eid: workout, f }]);
    keeper.wantDays();
    keeper.happen("changed", new Set([workout]));
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = event.submitter instanceof HTMLButtonElement ? event.submitter : null;
    const isDeleted = button?.hasAttribute("formaction");
    const [finished] = finish(workout, endedAt ? Number(endedAt) : null, now());
    const f = isDeleted ? { deleted_at: now() } : (finished?.f ?? {});
    try {
      await write(f);
    } catch (error) {
      // Nothing was drawn; the banner says why, or the server is asked instead.
      return error instanceof CannotOpen ? submit(form, button) : undefined;
    }
    const back = Object.fromEntries(Object.keys(f).map((name) => [name, null]));
    sayDone(card, form, isDeleted ? "Workout deleted." : "Workout finished.", () => write(back));
  });
}

/**
 * @param {HTMLElement} card
 * @param {HTMLFormElement} form
 * @param {string} words
 * @param {() => Promise<void>} undo
 */
function sayDone(card, form, words, undo) {
  const done = document.createElement("div");
  done.className = "card-body";
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  const button = document.createElement("button");
  Object.assign(button, { className: "button", type: "button", textContent: "Undo" });
  button.addEventListener("click", async () => {
    await undo();
    done.remove();
    form.hidden = false;
    focusOn(form.querySelector("button"));
  });
  done.append(said, button);
  card.append(done);
  form.hidden = true;
  said.textContent = words;
  focusOn(button);
}
