/** How the lifter feels, told and drawn with no signal; and the rows of a day under 100 %. */

import { readKept, weigh } from "../../shared/load.js";
import { easedLoad, isEased, leftOut, nameOf, readFeeling, sentenceOf } from "../../shared/readiness.js";
import { isChanged } from "../control.js";
import { typedIn } from "./change.js";
import { focusOn } from "./fold.js";
import { openKit } from "./kit.js";
import { drawSet, shownIn } from "./row.js";
import { drawTally } from "./section.js";

/** @typedef {import("../../shared/catalogue.js").Exercise} Exercise */
/** @typedef {import("../../shared/plates.js").Gym} Gym */
/** @typedef {import("../../shared/readiness.js").Readiness} Readiness */

/**
 * @param {import("../keep.js").Keeper} keeper
 * @param {HTMLElement} root the workout
 * @param {HTMLFormElement} form
 * @param {HTMLButtonElement | null} button that was pressed
 * @returns {Promise<boolean>} false where only the server can say what is wrong
 */
export async function tellFeeling(keeper, root, form, button) {
  const readiness = readFeeling({ ...typedIn(form), feels: button?.value ?? "" });
  if (!readiness) return false;
  await keeper.queue([{ e: "workout", eid: root.dataset.workout ?? "", f: { readiness } }]);
  for (const select of form.querySelectorAll("select")) keep(select, select.value);
  drawFeel(root, readiness);
  if (button?.hidden) focusOn(form.querySelector("[aria-pressed=true]"));
  return true;
}

/**
 * @param {HTMLElement} root
 * @param {unknown} document as the workout keeps it
 */
export function drawFeel(root, document) {
  const told = /** @type {Readiness | null} */ (document ?? null);
  const box = root.querySelector("#feel");
  if (!(box instanceof HTMLElement)) return;
  box.dataset.feels = told?.feels ?? "";
  root.toggleAttribute("data-eased", isEased(told));
  write(box.querySelector("[data-part=name]"), nameOf(told));
  write(box.querySelector("[data-part=sentence]"), sentenceOf(told));
  for (const button of box.querySelectorAll("[aria-pressed]"))
    button.setAttribute("aria-pressed", String(button.getAttribute("value") === told?.feels));
  const [way, note] = [box.querySelector(".card-body > [value=keep]"), box.querySelector("[data-part=note]")];
  if (way instanceof HTMLElement) way.hidden = !isEased(told);
  if (note instanceof HTMLButtonElement) note.value = told?.feels === "under" && !isEased(told) ? "keep" : told?.feels ?? "";
  for (const select of box.querySelectorAll("select"))
    if (!isChanged(select)) keep(select, String(told?.[/** @type {"sleep"} */ (select.name)] ?? ""));
  easeRows(root);
}

/**
 * Loads and rows as they are on such a day, or on any other again. What was typed or lifted stays.
 * @param {HTMLElement} root
 */
export function easeRows(root) {
  const eases = root.matches("[data-eased]");
  for (const card of root.querySelectorAll("article")) {
    const rows = [...card.querySelectorAll(".set-row:not([data-gone])")].filter((row) => row instanceof HTMLElement);
    const out = new Set(eases && !card.matches("[data-skipped]") ? leftOut(rows.map(tell)).map(({ row }) => row) : []);
    for (const row of rows) {
      row.toggleAttribute("data-dropped", out.has(row));
      row.hidden = out.has(row);
      easeLoad(row, eases);
    }
    sayFewer(card.querySelector(".card-head .why"), out.size > 0);
  }
  if (root.matches("[data-away]")) void import("./setting.js").then(({ fitAll }) => fitAll(root));
  drawTally(root);
  if (eases) void easeUntold(root);
}

/**
 * @param {Element | null} line what the plan asks for: "Lower back · 5 × 5"
 * @param {boolean} isShortened
 */
function sayFewer(line, isShortened) {
  const told = line?.querySelector("[data-part=fewer]");
  if (!isShortened) return told?.remove();
  if (!line || told) return;
  const words = Object.assign(document.createElement("span"), { textContent: " · today without its last set" });
  words.dataset.part = "fewer";
  line.append(words);
}

/**
 * Rows that this phone drew by itself, or for which the gym is another by now, don't say what they are eased to.
 * @param {HTMLElement} root
 */
async function easeUntold(root) {
  const rows = [...root.querySelectorAll("article:not([data-skipped]) .set-row:not([data-eased], [data-ticked], [data-typed], [data-gone])")];
  if (rows.length === 0 || !root.dataset.gym) return;
  const [kit, gym] = [await openKit(), /** @type {Gym} */ (JSON.parse(root.dataset.gym))];
  if (!root.matches("[data-eased]")) return;
  let isChanged = false;
  for (const row of rows) {
    const exercise = kit?.exercise(row.closest("article")?.dataset.slug);
    if (exercise && row instanceof HTMLElement) isChanged = sayEased(row, exercise, gym) || isChanged;
  }
  if (!isChanged) return;
  if (root.matches("[data-away]")) void import("./setting.js").then(({ fitAll }) => fitAll(root));
  drawTally(root);
}

/**
 * @param {HTMLElement} row
 * @param {Exercise} exercise
 * @param {Gym} gym
 * @returns {boolean} whether there was something to ease
 */
function sayEased(row, exercise, gym) {
  const load = readKept(row.dataset.planned ?? "") ?? readKept(shownIn(row).kept ?? "");
  if (!load || row.matches("[data-eased], [data-ticked]")) return false;
  const eased = easedLoad(load, exercise, gym);
  if (eased.u === load.u && Number(eased.v) === Number(load.v)) return false;
  Object.assign(row.dataset, { uneased: `${load.v} ${load.u}`, eased: `${eased.v} ${eased.u}` });
  easeLoad(row, true);
  return true;
}

/**
 * In another gym loads are eased to what can be made there; they are as planned until that is worked out.
 * @param {HTMLElement} root
 */
export function forgetEased(root) {
  for (const row of root.querySelectorAll(".set-row[data-eased]")) {
    if (!(row instanceof HTMLElement)) continue;
    easeLoad(row, false);
    delete row.dataset.uneased;
    delete row.dataset.eased;
  }
}

/** @param {HTMLElement} row */
const tell = (row) => ({
  row,
  kind: row.dataset.kind ?? "",
  side: row.dataset.side ?? null,
  isTicked: row.dataset.ticked !== undefined,
});

/**
 * @param {HTMLElement} row
 * @param {boolean} eases
 */
function easeLoad(row, eases) {
  const [uneased, eased] = [readKept(row.dataset.uneased ?? ""), readKept(row.dataset.eased ?? "")];
  const [from, to] = eases ? [uneased, eased] : [eased, uneased];
  // In another gym the row shows what can be loaded there, and keeps beside it what that was made from.
  const kept = readKept(row.dataset.planned ?? "") ?? readKept(shownIn(row).kept ?? "");
  const isShown = kept?.u === from?.u && Number(kept?.v) === Number(from?.v);
  // What follows a set that was lifted heavier than planned is eased, too; what follows a lighter one is light enough.
  const isHeavier = eases && kept && from && row.dataset.typed === undefined && weigh(kept, "kg") > weigh(from, "kg");
  if (!to || !(isShown || isHeavier) || row.dataset.ticked !== undefined) return;
  delete row.dataset.planned;
  drawSet(row, { load: null, target_load: to });
}

/**
 * @param {HTMLSelectElement} select
 * @param {string} value
 */
function keep(select, value) {
  for (const option of select.options) option.defaultSelected = option.value === value;
  select.value = value;
}

/**
 * @param {Element | null} place
 * @param {string} text
 */
function write(place, text) {
  if (place && place.textContent !== text) place.textContent = text;
}
