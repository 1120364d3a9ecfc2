/** A sheet to choose an exercise from: what is offered, or whatever is looked for. */

import { find } from "../../shared/catalogue.js";
import { mark } from "../../shared/limitations.js";
import { strain } from "../../shared/pain.js";
import { capital } from "../../shared/words.js";

const NOTHING_NEAR = "Nothing else comes near it. Look for another by its name, or by a muscle.";

/** @typedef {import("../../shared/catalogue.js").Exercise} Exercise */
/** @typedef {import("./kit.js").Kit} Kit */
/**
 * offered: shown until something is typed, each with the reason it is there; all exercises if left out.
 * leftOut: lines that say what isn't offered, and why. limits: what the lifter must not do; it is marked, not hidden,
 * where it is looked for. hurting: places that hurt; what loads them is marked. without: the one that can't be chosen. more: stands under the hint.
 * @typedef {object} Question
 * @property {string} title
 * @property {string} hint
 * @property {{ exercise: string, reason: string }[]} [offered]
 * @property {string[]} [leftOut]
 * @property {import("../../shared/limitations.js").Limit[]} limits
 * @property {string[]} [hurting]
 * @property {string} [without]
 * @property {HTMLElement | null} [more]
 */

/**
 * @param {Kit} kit
 * @param {Question} question
 * @returns {Promise<Exercise | null>} null where nothing was chosen; the focus is back where it was
 */
export function choose(kit, { title, hint, offered, leftOut = [], limits, hurting = [], without, more }) {
  if (document.querySelector("dialog.picker")) return Promise.resolve(null); // pressed twice while this came
  const sheet = kit.part("picker");
  const [heading, query, list] = [sheet?.querySelector("h2"), sheet?.querySelector("input"), sheet?.querySelector("ul")];
  if (!(sheet instanceof HTMLDialogElement) || !heading || !query || !list) return Promise.resolve(null);
  heading.textContent = title;
  const line = sheet.querySelector("[data-part=hint]");
  if (line) line.textContent = hint;
  if (more) line?.after(more);
  list.after(...leftOut.map((text) => lineOf("p", "left-out", text)));

  const empty = sheet.querySelector(".empty");
  const unknown = empty?.textContent ?? "";
  const draw = () => {
    const found = query.value.trim() || !offered ? find(kit.exercises, query.value).map((one) => ({ one, reason: "" })) : reasoned();
    const shown = found.filter(({ one }) => one.slug !== without);
    list.replaceChildren(...shown.map(({ one, reason }) => choiceOf(kit, one, reason, [strain(one, hurting), mark(one, limits)])));
    empty?.toggleAttribute("hidden", shown.length > 0);
    if (empty) empty.textContent = query.value.trim() ? unknown : NOTHING_NEAR;
    const count = sheet.querySelector("[data-part=count]");
    if (count) count.textContent = query.value.trim() ? `${shown.length} found` : "";
  };
  const reasoned = () =>
    (offered ?? []).flatMap(({ exercise, reason }) => {
      const one = kit.exercise(exercise);
      return one ? [{ one, reason }] : [];
    });

  draw();
  query.addEventListener("input", draw);
  query.addEventListener("keydown", (event) => {
    const first = list.querySelector("button");
    if (event.key === "Enter" && query.value.trim() && first) {
      event.preventDefault();
      first.click();
    }
  });
  document.body.append(sheet);
  return new Promise((resolve) => {
    sheet.addEventListener("click", ({ target }) => {
      const button = target instanceof Element ? target.closest("button") : null;
      if (button?.dataset.do === "close" || target === sheet) sheet.close();
      else if (button) sheet.close(button.value);
    });
    sheet.addEventListener("close", () => {
      sheet.remove();
      resolve(kit.exercise(sheet.returnValue));
    });
    sheet.showModal();
    if (!offered) query.focus();
  });
}

/**
 * @param {Kit} kit
 * @param {Exercise} exercise
 * @param {string} reason
 * @param {string[]} warnings "" for none
 */
function choiceOf(kit, exercise, reason, warnings) {
  const row = kit.part("choice");
  const [button, name, about] = ["button", "strong", "small"].map((tag) => row?.querySelector(tag));
  if (!row || !(button instanceof HTMLButtonElement) || !name || !about) return "";
  button.value = exercise.slug;
  name.textContent = exercise.name;
  const gear = exercise.equipment.filter((one) => one !== "none");
  const words = [capital(plain(exercise.muscles)), plain(gear)].filter(Boolean);
  about.textContent = words.join(" · ");
  about.after(...warnings.filter(Boolean).map((text) => lineOf("small", "limit", text)));
  if (reason) about.after(lineOf("small", "reason", reason));
  return row;
}

/**
 * @param {"p" | "small"} tag
 * @param {string} className
 * @param {string} textContent
 */
const lineOf = (tag, className, textContent) => Object.assign(document.createElement(tag), { className, textContent });

/** @param {string[]} words */
const plain = (words) => words.join(", ").replaceAll("_", " ");
