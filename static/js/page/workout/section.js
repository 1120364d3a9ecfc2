/** A workout on the page: its rows told and counted, operations drawn into it. */

import { tally } from "../../shared/tally.js";
import { isText } from "../control.js";
import { drawFlags } from "./flags.js";
import { drawGear } from "./gear.js";
import { drawMessage } from "./messages.js";
import { drawSet, shownIn } from "./row.js";
import { followLoads } from "./following.js";

/** @typedef {Record<string, unknown>} Fields */

/**
 * Draw one operation, or one row as the server told it, where the page shows it.
 * @param {HTMLElement} root the workout
 * @param {{ e: string, eid: string, f: Fields }} one
 */
export function draw(root, { e, eid, f }) {
  if (e === "set") {
    const row = root.querySelector(`#set-${eid}`);
    if (row instanceof HTMLElement) drawSet(row, f);
  } else if (e === "message") drawMessage(root, eid, f);
  else if (e === "workout_exercise") drawExercise(root, eid, f);
  else if (e === "workout" && eid === root.dataset.workout) drawWorkout(root, f);
}

/**
 * Bar, tally, records and the next set; nothing else moves.
 * @param {HTMLElement} root
 * @returns {string[]} the records that are new
 */
export function drawTally(root) {
  followLoads(root);
  const { done, total, volume, next } = count(root);
  const rows = [...root.querySelectorAll(".set-row")];
  const isOver = root.dataset.state === "finished";
  for (const row of rows) row.toggleAttribute("data-next", !isOver && row.id === next && row.querySelector("form") !== null);
  offerElse(root);
  drawGear(root);
  const records = drawFlags(root);
  root.dispatchEvent(new Event("counted")); // the plates follow
  const bar = root.querySelector(".hero progress");
  if (!(bar instanceof HTMLProgressElement)) return records;
  bar.value = done;
  bar.max = total || 1;
  const line = root.querySelector(".tally");
  if (line) line.textContent = `${isOver ? "Finished: " : ""}${done} of ${total} sets${volume ? ` · ${volume}, warm-ups left out` : ""}`;
  const finish = root.querySelector(".finish .button");
  if (finish instanceof HTMLElement) {
    if (total && done === total) finish.dataset.kind = "go";
    else delete finish.dataset.kind;
  }
  return records;
}

/**
 * @param {HTMLElement} root
 */
export function count(root) {
  const rows = [...root.querySelectorAll(".set-row")].filter((row) => row instanceof HTMLElement);
  const shown = rows.filter((row) => !row.hidden && !row.closest("article")?.hidden);
  return tally(shown.map(tell), root.dataset.unit === "lb" ? "lb" : "kg");
}

/**
 * Something else instead of what hurts, where a set is left to do it in.
 * @param {HTMLElement} root
 */
export function offerElse(root) {
  for (const way of root.querySelectorAll(".set-row > .hurts a")) {
    const hasLeft = way.closest("article")?.querySelector(".set-row:not([hidden], [data-ticked])") != null;
    way.toggleAttribute("hidden", !hasLeft || root.dataset.state === "finished");
  }
}

/**
 * The same once the frame that is due has been painted: a tick is seen first, then counted.
 * @param {HTMLElement} root
 */
export function drawTallySoon(root) {
  const draw = () => drawTally(root).forEach((words) => tellReaders(root, words));
  if (document.visibilityState === "hidden") draw();
  else requestAnimationFrame(() => setTimeout(draw));
}

/** @param {HTMLElement} row */
export function tell(row) {
  const was = shownIn(row);
  const card = row.closest("article");
  return {
    id: row.id,
    kind: row.dataset.kind ?? "",
    side: row.dataset.side ?? "",
    card: card?.id ?? "",
    letter: card?.dataset.superset ?? "",
    isTicked: row.dataset.ticked !== undefined,
    isSkipped: card?.dataset.skipped !== undefined,
    kept: was.kept ?? "",
    reps: was.reps ?? "",
    hands: Number(row.dataset.hands ?? 1),
  };
}

/**
 * @param {HTMLElement} root
 * @param {string} eid
 * @param {Fields} fields
 */
function drawExercise(root, eid, fields) {
  const card = root.querySelector(`#exercise-${eid}`);
  if (!(card instanceof HTMLElement)) return;
  if ("deleted_at" in fields) card.hidden = Boolean(fields.deleted_at);
  if ("position" in fields) card.dataset.position = String(fields.position);
  if ("superset" in fields) card.dataset.superset = String(fields.superset ?? "");
  if ("note" in fields) drawNote(card, String(fields.note ?? ""));
  if (!("skipped" in fields)) return;
  card.toggleAttribute("data-skipped", Boolean(fields.skipped));
  const form = card.querySelector("form.skipped");
  if (!fields.skipped) return form?.remove();
  if (form) return;
  const made = clone(root, "skipped");
  if (!(made instanceof HTMLFormElement)) return;
  made.setAttribute("action", `/workouts/${root.dataset.workout}/exercises/${eid}/unskip`);
  card.querySelector("header")?.after(made);
}

/**
 * @param {HTMLElement} card
 * @param {string} text
 */
function drawNote(card, text) {
  const area = card.querySelector(".note-form [name=note]");
  if (area instanceof HTMLTextAreaElement) fillArea(area, text);
  remember(card.querySelector(".note-form"), { note: text });
  let line = card.querySelector(":scope > .note");
  if (!text) return line?.remove();
  if (!line) {
    line = document.createElement("p");
    line.className = "cue note";
    card.querySelector(":scope > .hurt, :scope > .plates, :scope > .sets")?.before(line);
  }
  line.textContent = text;
}

/**
 * What is being typed there stays.
 * @param {HTMLTextAreaElement} area
 * @param {string} text
 */
export function fillArea(area, text) {
  const isUntouched = area.value === area.defaultValue;
  area.defaultValue = text;
  if (isUntouched || (area.value.trim() === text && area !== document.activeElement)) area.value = text;
}

/**
 * @param {HTMLElement} root
 * @param {Fields} fields
 */
function drawWorkout(root, fields) {
  const form = root.querySelector("#workout-details form");
  for (const name of ["note", "title", "on"]) {
    const control = form?.querySelector(`[name=${name}]`);
    if (!(name in fields) || !isText(control)) continue;
    control.defaultValue = control.value = String(fields[name] ?? "");
    remember(form ?? null, { [name]: control.value });
  }
  const heading = root.querySelector("h1");
  if (fields.title && heading) heading.textContent = String(fields.title);
  if ("readiness" in fields && (fields.readiness || root.querySelector("#feel:not([data-feels=''])")))
    void import("./feel.js").then(({ drawFeel }) => drawFeel(root, fields.readiness));
  drawState(root, fields);
  const isElsewhere = "gym" in fields && String(fields.gym ?? "") !== (root.dataset.gymId ?? "");
  const isOther = "unit" in fields && String(fields.unit ?? document.body.dataset.unit) !== root.dataset.unit;
  if (!isElsewhere && !isOther) return;
  if ("gym" in fields) root.dataset.gymId = String(fields.gym ?? "");
  void import("./setting.js").then(({ drawSetting }) => drawSetting(root, fields));
}

/**
 * What a tick goes by: the day, and whether the workout was started and is over.
 * @param {HTMLElement} root
 * @param {Fields} fields
 */
function drawState(root, fields) {
  const { dataset } = root;
  if (fields.on) dataset.on = String(fields.on);
  if ("started_at" in fields) root.toggleAttribute("data-started", Boolean(fields.started_at));
  if (fields.finished_at) dataset.finishedAt = String(fields.finished_at);
  else if ("finished_at" in fields) delete dataset.finishedAt;
  if (!("started_at" in fields || "finished_at" in fields) || dataset.state === "deleted") return;
  const begun = dataset.started === undefined ? "planned" : "open";
  if (dataset.state === "planned" && begun === "open") foldFeel(root);
  dataset.state = dataset.finishedAt ? "finished" : begun;
  const form = root.querySelector("form.finish");
  if (form instanceof HTMLElement) form.hidden = dataset.state === "finished";
  const summary = root.querySelector(":scope > .summary");
  if (dataset.state !== "finished") summary?.remove();
  else if (!summary) import("./summary.js").then(({ drawSummary }) => drawSummary(root)).catch(() => {}); // the next sync brings it
  drawNav(root);
}

/**
 * Once the first set is done, how one feels is a line; what was tapped stays where it is.
 * @param {HTMLElement} root
 */
function foldFeel(root) {
  const box = root.querySelector("#feel[open]");
  const row = root.querySelector(".set-row");
  if (!box || !row || box.contains(document.activeElement)) return;
  const stood = row.getBoundingClientRect().top;
  box.removeAttribute("open");
  scrollBy({ top: row.getBoundingClientRect().top - stood, behavior: "instant" });
}

/**
 * While training, the bar at the bottom is low.
 * @param {HTMLElement | null} root the workout on the page, if it shows one
 */
export function drawNav(root) {
  const isTraining = root?.dataset.state === "planned" || root?.dataset.state === "open";
  document.querySelector(".nav")?.toggleAttribute("data-training", isTraining);
}

/**
 * A sentence about what just happened, with the way back.
 * @param {HTMLElement} root
 * @param {string} sentence
 * @param {string | null} undo where its form goes
 * @returns {HTMLFormElement | null}
 */
export function say(root, sentence, undo) {
  const toast = clone(root, "toast");
  const place = root.querySelector(".notices");
  if (!(toast instanceof HTMLFormElement) || !place) return null;
  const words = toast.querySelector("p");
  if (words) words.textContent = sentence;
  if (undo) toast.setAttribute("action", undo);
  else toast.querySelector("button")?.remove();
  dropToasts(root);
  place.append(toast);
  restSoon(root);
  return toast;
}

/**
 * What happened before isn't the last thing any more.
 * @param {HTMLElement} root
 */
export const dropToasts = (root) => root.querySelectorAll(":scope > .toast, .notices .toast").forEach((one) => one.remove());

/** @param {HTMLElement} root */
export function restSoon(root) {
  const toast = root.querySelector(".notices .toast");
  if (toast instanceof HTMLElement) import("./toast.js").then((its) => its.restSoon(root, toast), () => {}); // stays where it is
}

/**
 * For those who can't see where something went.
 * @param {HTMLElement} root
 * @param {string} sentence
 */
export function tellReaders(root, sentence) {
  const place = root.querySelector(".notices [data-part=told]");
  if (place) place.textContent = sentence;
}

/**
 * @param {HTMLElement} root
 * @param {string} name
 */
function clone(root, name) {
  const template = root.querySelector(`template[data-part=${name}]`);
  if (!(template instanceof HTMLTemplateElement)) return null;
  return document.importNode(template.content, true).firstElementChild;
}

/**
 * A form's hidden record of what it shows.
 * @param {Element | null} form
 * @param {Record<string, string>} shown
 */
export function remember(form, shown) {
  const was = form?.querySelector("input[name=was]");
  if (!(was instanceof HTMLInputElement)) return;
  was.value = new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(was.value)), ...shown }).toString();
}
