/**
 * Forms of a workout without the reload and without the network: a change is drawn at once, kept on the phone,
 * and sent when it can be. Where the browser keeps nothing, the forms go to the server as they are.
 */

import { CannotOpen } from "../../shared/database.js";
import { readAddress } from "../../shared/asked.js";
import { partsOf } from "../../shared/verbs.js";
import { overlay } from "../../shared/view.js";
import { isControl } from "../control.js";
import { theKeeper } from "../keep.js";
import { warnNotSaved } from "../not-saved.js";
import { draftsOfAdded, drawAdded } from "../workout/add-set.js";
import { settleAndSubmit, settleFirst, submit } from "../workout/by-server.js";
import { ofForm } from "../workout/change.js";
import { afterEntry, focusOn } from "../workout/fold.js";
import { drawKept } from "../workout/kept-note.js";
import { bringFieldsLate } from "../workout/late-fields.js";
import { arrangeCards } from "../workout/places.js";
import { catchUp, saveSet, touchedBefore } from "../workout/save-set.js";
import { draw, drawTally, dropToasts, restSoon, say } from "../workout/section.js";
import { draftsOfMessage, emptyForm, followTalk } from "../workout/talk.js";

/** @typedef {import("../../shared/view.js").Draft} Draft */
/** @typedef {import("../../shared/asked.js").Asked} Asked */
/** @typedef {import("../keep.js").Keeper} Keeper */

const SENTENCES = /** @type {Record<string, string>} */ ({
  "set remove": "Set removed.",
  "set strike": "Record struck out. The set stays.",
  "message remove": "Message deleted.",
  "workout_exercise remove": "Exercise removed.",
  "workout_exercise skip": "Exercise skipped.",
  "workout finish": "Workout finished. Well done.",
});
const WAYS_BACK = /** @type {Record<string, string>} */ ({ remove: "restore", strike: "unstrike", skip: "unskip", finish: "reopen" });

/** Of the screen's height, from its top: below that the rest between sets and the bar at the bottom lie over the page. */
const SEEN = 0.7;

const CHANGES_OF_PLAN = new Set(["move", "exercises", "warmups", "join", "leave"]);

/** @param {HTMLElement} root the workout */
export function keepWorkout(root) {
  bringFieldsLate(root);
  const keeper = theKeeper();
  if (!keeper) return sendTicks(root);

  root.addEventListener("change", ({ target }) => {
    const form = isControl(target) ? target.form : null;
    const row = form?.closest(".set-row");
    if (form?.closest("#feel")) return form.requestSubmit(/** @type {HTMLElement | null} */ (form.querySelector("[data-part=note]")));
    if (!form || !(row instanceof HTMLElement)) return;
    saveSet(keeper, root, row, form, isControl(target) && target.name === "done");
  });

  root.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (!(form instanceof HTMLFormElement)) return;
    if (form.dataset.undoes) return void undo(keeper, root, event, form);
    const button = submitter instanceof HTMLButtonElement ? submitter : null;
    const asked = readAddress(new URL(button?.hasAttribute("formaction") ? button.formAction : form.action).pathname);
    if (!asked) return void settleFirst(keeper, event, form, button);
    event.preventDefault();
    void answerForm(keeper, root, asked, form, button);
  });

  root.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-pick]") : null;
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void import("../workout/pick.js").then(({ pick }) => pick(keeper, root, link)).catch(() => location.assign(link.href));
  });

  const follow = (/** @type {EventTarget | null} */ target) => {
    const form = isControl(target) && target.form?.matches(".note-form") ? target.form : null;
    if (form) void notes().then(({ followNotes }) => followNotes(keeper, root, form)).catch(() => {}); // the button is there
  };
  root.addEventListener("focusin", ({ target }) => follow(target));
  if (root.contains(document.activeElement)) follow(document.activeElement);

  if (isOpenedAnew(root)) void keeper.store.pending().catch(() => []).then(() => bringNext(root)); // once what waits is drawn
  followTalk(keeper, root);
  keeper.addEventListener("unsaved", () => warnNotSaved(root));
  restSoon(root);
  const touched = touchedBefore(root);
  if (touched.length > 0) void catchUp(keeper, root, touched);
}

/**
 * A workout under way, come to from elsewhere or after a kill; not by an address that says where, nor by going back.
 * @param {HTMLElement} root
 */
function isOpenedAnew(root) {
  const way = performance.getEntriesByType("navigation")[0];
  const isBack = way instanceof PerformanceNavigationTiming && way.type === "back_forward";
  return root.dataset.state === "open" && !location.hash && !location.search && !isBack;
}

/**
 * To the set that is next, at once, where nobody has scrolled or gone into anything yet.
 * @param {HTMLElement} root
 */
function bringNext(root) {
  const row = root.querySelector(".set-row[data-next]");
  if (!row || scrollY > 0 || document.activeElement !== document.body) return;
  if (row.getBoundingClientRect().bottom > innerHeight * SEEN) row.scrollIntoView({ block: "center", behavior: "instant" });
}

/**
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {Asked} asked
 * @param {HTMLFormElement} form
 * @param {HTMLButtonElement | null} button
 */
async function answerForm(keeper, root, asked, form, button) {
  const row = form.closest(".set-row");
  if (asked.e === "set" && asked.verb === "save" && row instanceof HTMLElement) {
    saveSet(keeper, root, row, form, false);
    return afterEntry(row);
  }
  if (CHANGES_OF_PLAN.has(asked.verb) || (asked.verb === "sets" && button?.name === "kind")) return changeExercises(keeper, root, asked, form, button);
  if (asked.verb === "readiness") return tell(keeper, root, form, button);
  const drafts = await draftsOf(keeper, root, asked, form, button);
  if (!drafts) return void settleAndSubmit(keeper, form, button);
  try {
    await keeper.queue(drafts);
  } catch (error) {
    // Nothing was drawn; the banner says why, or the server is asked instead.
    return error instanceof CannotOpen ? submit(form, button) : undefined;
  }
  if (asked.verb === "finish") root.dataset.finishing = ""; // what it came to is brought into sight
  for (const one of drafts) {
    if (asked.verb === "sets") drawAdded(root, one);
    else draw(root, one);
  }
  drawKept(root, drafts);
  if (asked.verb === "messages" && drafts.length > 0) emptyForm(root, form);
  arrangeCards(root);
  drawTally(root);
  form.closest("details.menu")?.removeAttribute("open");
  dropToasts(root);
  const sentence = SENTENCES[`${asked.e} ${asked.verb}`];
  if (sentence) say(root, sentence, wayBack(asked));
  focusAfter(root, asked, drafts);
  const isOutOfSight = asked.verb === "restore" && !root.querySelector(`[id$="-${asked.eid}"]`);
  if (asked.verb !== "finish" && asked.verb !== "reopen" && !isOutOfSight) return;
  keeper.wantDays();
  keeper.syncSoon(0);
  if (asked.verb === "finish") void navigator.storage?.persist?.();
}

/**
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {HTMLFormElement} form
 * @param {HTMLButtonElement | null} button
 */
async function tell(keeper, root, form, button) {
  try {
    const { tellFeeling } = await import("../workout/feel.js");
    if (!(await tellFeeling(keeper, root, form, button))) await settleAndSubmit(keeper, form, button);
  } catch (error) {
    if (error instanceof CannotOpen) submit(form, button);
  }
}

/** What saves the notes on an exercise comes once somebody goes into one. */
const notes = () => import("../workout/notes.js");

/**
 * What does it comes when it is needed.
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {Asked} asked
 * @param {HTMLFormElement} form
 * @param {HTMLButtonElement | null} button
 */
async function changeExercises(keeper, root, asked, form, button) {
  try {
    const { changePlan } = await import("../workout/plan.js");
    if (!(await changePlan(keeper, root, asked, form, button))) await settleAndSubmit(keeper, form, button);
  } catch (error) {
    if (error instanceof CannotOpen) submit(form, button);
  }
}

/**
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {SubmitEvent} event
 * @param {HTMLFormElement} form
 */
async function undo(keeper, root, event, form) {
  event.preventDefault();
  const { takeBack } = await import("../workout/undoable.js");
  await takeBack(keeper, root, form);
}

/**
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {Asked} asked
 * @param {HTMLFormElement} form
 * @param {HTMLButtonElement | null} button
 * @returns {Promise<Draft[] | null>}
 */
async function draftsOf(keeper, root, asked, form, button) {
  if (asked.verb === "setting") return button ? [{ e: "workout", eid: asked.eid, f: { [button.name]: button.value } }] : null;
  if (asked.verb === "messages") return draftsOfMessage(root, form);
  if (asked.e === "workout_exercise" && asked.verb === "save")
    return notes().then(({ draftsOfNotes }) => draftsOfNotes(keeper, asked, form)).catch(() => null);
  if (asked.verb !== "finish" && asked.verb !== "sets") return ofForm(asked, form, null);
  const { base, pending } = await keeper.snapshot();
  const rows = overlay(base, pending);
  if (asked.verb === "finish") return ofForm(asked, form, lastTick(root, rows));
  const card = form.closest("article");
  return card && draftsOfAdded(card, partsOf(rows, asked.workout).find(({ eid }) => eid === asked.eid));
}

/**
 * @param {HTMLElement} root
 * @param {import("../../shared/view.js").Row[]} rows
 */
function lastTick(root, rows) {
  const ticks = rows
    .filter(({ e, eid, f }) => e === "set" && f.ticked_at && !f.deleted_at && root.querySelector(`#set-${eid}`))
    .map(({ f }) => Number(f.ticked_at));
  return ticks.length > 0 ? Math.max(...ticks) : null;
}

/** @param {Asked} asked */
function wayBack({ e, eid, verb, workout }) {
  const kinds = { set: `/sets/${eid}`, workout_exercise: `/exercises/${eid}`, message: `/messages/${eid}`, workout: "" };
  return `/workouts/${workout}${kinds[e]}/${WAYS_BACK[verb]}`;
}

/**
 * What was pressed may be gone: the way back is the next thing within reach, or what came.
 * @param {HTMLElement} root
 * @param {Asked} asked
 * @param {Draft[]} drafts
 */
function focusAfter(root, { verb }, drafts) {
  const row = root.querySelector(`#set-${drafts[0]?.eid}`);
  if (verb === "sets") focusOn(row?.querySelector(".tick") ?? null, row);
  else if (document.activeElement === document.body) focusOn(root.querySelector(".toast button"));
}

/** @param {HTMLElement} root */
function sendTicks(root) {
  root.addEventListener("change", ({ target }) => {
    if (isControl(target) && target.closest(".set-row")) target.form?.requestSubmit();
  });
  touchedBefore(root)[0]?.form.requestSubmit();
}
