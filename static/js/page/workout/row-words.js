/** What a set's row says in words, as webapp/templates/workouts/_set-row.html writes it. */

import { gearWords } from "../../shared/gear.js";
import { readKept } from "../../shared/load.js";
import { capital, painText } from "../../shared/words.js";

const UNITS = /** @type {Record<string, string>} */ ({ reps: "reps", seconds: "s", distance: "m" });

/**
 * The row's few words, as the server writes them.
 * @param {HTMLElement} row
 * @param {HTMLFormElement} form
 * @param {Record<string, string>} was
 * @param {boolean} isTicked
 */
export function drawWords(row, form, was, isTicked) {
  const measure = ["reps", "seconds", "distance"].find((name) => form.elements.namedItem(name)) ?? "reps";
  const hasLoad = form.elements.namedItem("load") !== null;
  const told = was[measure];
  /** @type {Node[]} */
  const words = [];
  if (hasLoad) {
    const unit = valueOf(form, "unit");
    const isConverted = readKept(was.kept ?? "") !== null && (was.kept ?? "").split(" ")[1] !== unit;
    words.push(was.load ? part("b", `${isConverted ? "≈" : ""}${row.dataset.prefix ?? ""}${was.load}`) : part("b", "–", "unset"));
    words.push(part("small", unit), part("i", "×"));
  }
  if (isTicked && measure === "reps" && !told) words.push(part("b", "reps?", "wanted"));
  else if (told) {
    words.push(part("b", told));
    if (measure !== "reps" || !hasLoad) words.push(part("small", UNITS[measure] ?? ""));
    const { aim = "" } = row.dataset;
    if (isTicked && measure === "reps" && Number(told) < Number.parseInt(aim, 10)) words.push(part("small", `of ${aim}`, "short"));
  } else words.push(part("b", row.dataset.aim ?? "–", "unset"));
  say(row.querySelector(".load"), words);
  drawLast(row, was);
}

/**
 * What stands under them: hint, grip, gear, last time, record; note and pain; how hard it was.
 * @param {HTMLElement} row
 * @param {Record<string, string>} was
 */
export function drawLast(row, was) {
  const { hint, last, record } = row.dataset;
  const grip = was.grip ? `${capital(was.grip)}${was.grip.includes("hand") ? "" : " grip"}` : "";
  const rest = [grip, gearWords(was.gear ?? ""), last, was.struck ? "not a record" : ""].filter(Boolean).join(" · ");
  const line = row.querySelector(".last:not(.note)");
  const tail = hint && rest ? ` · ${rest}` : rest;
  say(line, [...(hint ? [part("b", hint, "hint")] : []), ...(tail ? [document.createTextNode(tail)] : []), ...flag(record)]);
  let note = row.querySelector(".last.note");
  if (!was.note) note?.remove();
  else {
    note ??= line?.parentElement?.appendChild(part("span", "", "last note")) ?? null;
    if (note) note.textContent = was.note;
  }
  const words = painText(was);
  let hurt = row.querySelector(".last.hurt");
  if (!words) hurt?.remove();
  else {
    hurt ??= line?.parentElement?.appendChild(part("span", "", "last hurt")) ?? null;
    if (hurt) hurt.textContent = `Pain: ${words}`;
  }
  const effort = was.rpe ? `RPE ${was.rpe}` : was.rir ? `RIR ${was.rir}` : "";
  let pill = row.querySelector(".effort");
  if (!effort) pill?.remove();
  else {
    pill ??= row.querySelector("summary")?.appendChild(part("span", "", "effort")) ?? null;
    if (pill) pill.textContent = effort;
  }
}

/**
 * @param {string | undefined} words
 * @returns {Node[]}
 */
function flag(words) {
  if (!words) return [];
  const element = part("b", "", "flag");
  const short = part("span", "RECORD");
  short.setAttribute("aria-hidden", "true");
  element.append(short, part("span", words, "visually-hidden"));
  return [document.createTextNode(" "), element];
}

/**
 * What is there already isn't put there again: new words are laid out and painted anew, the same or not.
 * @param {Element | null} place
 * @param {Node[]} words
 */
function say(place, words) {
  const isSaid = place?.childNodes.length === words.length && words.every((word, at) => word.isEqualNode(place.childNodes[at] ?? null));
  if (!isSaid) place?.replaceChildren(...words);
}

/**
 * @param {string} tag
 * @param {string} text
 * @param {string} [kind]
 */
function part(tag, text, kind) {
  const element = document.createElement(tag);
  element.textContent = text;
  if (kind) element.className = kind;
  return element;
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function valueOf(form, name) {
  const control = form.elements.namedItem(name);
  return control instanceof HTMLInputElement ? control.value : "";
}
