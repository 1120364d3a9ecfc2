/** How the lifter feels, told and drawn with no signal; and the rows of a day under 100 %. */

import { readKept } from "../../shared/load.js";
import { isEased, leftOut, nameOf, readFeeling, sentenceOf } from "../../shared/readiness.js";
import { isChanged } from "../control.js";
import { typedIn } from "./change.js";
import { focusOn } from "./fold.js";
import { drawSet, shownIn } from "./row.js";
import { drawTally } from "./section.js";

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
  }
  if (root.matches("[data-away]")) void import("./setting.js").then(({ fitAll }) => fitAll(root));
  drawTally(root);
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
  if (!to || !isShown || row.dataset.ticked !== undefined) return;
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
