/** A card that the page doesn't show yet, drawn from a blank one and from what the phone knows. */

import { mark } from "../../shared/limitations.js";
import { aimOf, handsOf, hintOf, isTold, lastText, meaningOf, prefixOf, shownLoad, shownReps } from "../../shared/words.js";
import { limitsOf } from "./limits.js";
import { drawSet, standAlone } from "./row.js";
import { fitStep } from "./setting.js";

/** @typedef {import("../../shared/catalogue.js").Exercise} Exercise */
/** @typedef {import("../../shared/verbs.js").Part} Part */
/** @typedef {import("../../shared/verbs.js").SetRow} SetRow */
/** @typedef {Record<string, any>} Fields */

const WORKOUT = "00000000-0000-7000-8000-000000000000";
const EXERCISE = "00000000-0000-7000-8000-000000000001";
const SET = "00000000-0000-7000-8000-000000000002";
const SLUG = "blank-exercise";

/**
 * @param {HTMLElement} root the workout
 * @param {HTMLElement} card blank
 * @param {Exercise} exercise
 * @param {Part} part
 * @param {SetRow[]} last the sets of the last time
 */
export function fillCard(root, card, exercise, part, last) {
  const unit = root.dataset.unit === "lb" ? "lb" : "kg";
  const blank = card.querySelector(".set-row");
  const list = card.querySelector(".sets");
  if (!(blank instanceof HTMLElement) || !list) return;
  blank.remove();
  if (!exercise.cue) card.querySelector(".cue")?.remove();
  if (exercise.load_mode === "assisted") card.querySelector(".warm-up")?.remove();
  const limit = mark(exercise, limitsOf(root));
  const marked = Object.assign(document.createElement("p"), { className: "cue limit", textContent: limit });
  if (limit) (card.querySelector(".cue") ?? list).before(marked);
  fill(card, {
    [WORKOUT]: root.dataset.workout ?? "",
    [EXERCISE]: part.eid,
    [SLUG]: exercise.slug,
    "{exercise}": exercise.name,
    "{cue}": exercise.cue,
  });
  card.dataset.position = String(part.f.position);
  for (const [index, one] of part.shownSets.entries()) {
    const number = numberOf(part, index);
    const row = /** @type {HTMLElement} */ (blank.cloneNode(true));
    fill(row, {
      [WORKOUT]: root.dataset.workout ?? "",
      [SET]: one.eid,
      "{unit}": unit,
      "{step}": exercise.step[unit] ?? "1",
      "{set}": nameOf(exercise, one.f, number),
    });
    fillRow(row, exercise, one.f, number, lastTime(part, index, last), unit);
    const load = row.querySelector("input[name=load]");
    if (load instanceof HTMLInputElement && root.dataset.gym) fitStep(load, exercise, JSON.parse(root.dataset.gym), unit);
    list.append(row);
  }
  drawRows(card, exercise, part, last);
}

/**
 * Draw the sets as they are now into a card that has their rows; what isn't there any more is hidden.
 * @param {HTMLElement} card
 * @param {Exercise} exercise
 * @param {Part} part
 * @param {SetRow[]} last the sets of the last time
 */
export function drawRows(card, exercise, part, last) {
  for (const row of card.querySelectorAll(".set-row")) {
    const index = part.shownSets.findIndex(({ eid }) => row.id === `set-${eid}`);
    const one = part.shownSets[index];
    if (!(row instanceof HTMLElement)) continue;
    row.toggleAttribute("data-gone", !one);
    row.hidden = row.matches("[data-gone], [data-dropped]");
    const before = part.shownSets.slice(0, index).map(({ f }) => f);
    if (!one) continue;
    drawSet(row, shownFields(one.f, exercise, before, lastTime(part, index, last)));
    standAlone(row, one.f.target_load ?? null);
    row.toggleAttribute("data-told", isTold(one.f));
  }
}

/**
 * @param {Part} part
 * @param {number} index of one of its sets
 */
function numberOf({ shownSets }, index) {
  const one = shownSets[index]?.f ?? {};
  return 1 + shownSets.slice(0, index).filter(({ f }) => isPeer(f, one)).length;
}

/**
 * What was done the last time in the same place.
 * @param {Part} part
 * @param {number} index of one of its sets
 * @param {SetRow[]} last
 * @returns {Fields | undefined}
 */
function lastTime(part, index, last) {
  const one = part.shownSets[index]?.f ?? {};
  return last.filter(({ f }) => isPeer(f, one))[numberOf(part, index) - 1]?.f;
}

/**
 * What the row's words and steppers are made from.
 * @param {HTMLElement} row
 * @param {Exercise} exercise
 * @param {Fields} f
 * @param {number} number
 * @param {Fields | undefined} previous
 * @param {"kg" | "lb"} unit
 */
function fillRow(row, exercise, f, number, previous, unit) {
  const isWarmup = f.kind === "warmup";
  const facts = {
    kind: f.kind,
    side: f.side,
    aim: aimOf(exercise, f.target_reps),
    prefix: prefixOf(exercise),
    last: isWarmup ? "" : lastText(exercise, previous, unit),
    hint: hintOf(f.kind),
  };
  for (const [name, value] of Object.entries(facts))
    if (value) row.dataset[name] = String(value);
    else delete row.dataset[name];
  const hands = handsOf(exercise, f.side);
  if (hands === 1) delete row.dataset.hands;
  else row.dataset.hands = String(hands);
  label(row, isWarmup ? "W" : String(number), f.side ?? null);
  const save = row.querySelector(".save");
  if (save) save.textContent = `Save set ${number}`;
  const load = row.querySelector("label[for^=load-]")?.lastChild;
  if (load) load.nodeValue = meaningOf(exercise, unit);
  const reps = row.querySelector("label[for^=reps-]");
  if (reps) reps.textContent = facts.aim ? `Reps of ${facts.aim}` : "Reps";
  const stepper = row.querySelector("input[name=reps]")?.closest(".stepper");
  const start = previous?.reps ?? f.target_reps?.min ?? null;
  if (stepper instanceof HTMLElement && start !== null) stepper.dataset.start = String(start);
  fillGrips(row, exercise.grips, f.grip ?? null);
}

/**
 * What the row shows of the set; the load of the target or of a set before, until another is told.
 * @param {Fields} f
 * @param {Exercise} exercise
 * @param {Fields[]} before the sets before it
 * @param {Fields | undefined} previous
 */
function shownFields(f, exercise, before, previous) {
  const told = Object.fromEntries(
    ["load", "seconds", "distance", "rpe", "rir", "grip", "gear", "pain", "note", "ticked_at"].map((name) => [
      name,
      f[name] ?? null,
    ]),
  );
  const reps = exercise.measure === "reps" ? shownReps(f, previous) : null;
  return { ...told, target_load: shownLoad(f, before), reps };
}

/**
 * @param {HTMLElement} row
 * @param {string} text
 * @param {string | null} side
 */
function label(row, text, side) {
  const place = row.querySelector(".set-label");
  const hidden = hiddenWords("Set ");
  place?.replaceChildren(...(text === "W" ? [] : [hidden]), text);
  if (!side) return;
  const small = document.createElement("small");
  const letter = document.createElement("span");
  letter.setAttribute("aria-hidden", "true");
  letter.textContent = side.charAt(0).toUpperCase();
  small.append(letter, hiddenWords(`, ${side}`));
  place?.append(small);
}

/** @param {string} text */
function hiddenWords(text) {
  const words = document.createElement("span");
  words.className = "visually-hidden";
  words.textContent = text;
  return words;
}

/**
 * @param {HTMLElement} row
 * @param {string[]} grips
 * @param {string | null} told
 */
function fillGrips(row, grips, told) {
  const model = row.querySelector('input[name=grip][value="{grip}"]')?.closest("label");
  if (!model) return;
  const wanted = told && !grips.includes(told) ? [...grips, told] : grips;
  if (wanted.length === 0) return model.closest("fieldset")?.remove();
  model.replaceWith(
    ...wanted.map((grip) => {
      const chip = /** @type {HTMLElement} */ (model.cloneNode(true));
      fill(chip, { "{grip}": grip });
      return chip;
    }),
  );
}

/**
 * @param {Exercise} exercise
 * @param {Fields} f
 * @param {number} number
 */
function nameOf(exercise, f, number) {
  return `${exercise.name} ${f.kind === "warmup" ? "warm-up" : "set"} ${number} done${f.side ? `, ${f.side}` : ""}`;
}

/**
 * Counted together: warm-ups by themselves, the rest by themselves, each side by itself.
 * @param {Fields} other
 * @param {Fields} one
 */
const isPeer = (other, one) =>
  (other.kind === "warmup") === (one.kind === "warmup") && (other.side ?? null) === (one.side ?? null);

/**
 * Put words in the place of others, wherever they stand in the element.
 * @param {HTMLElement} element
 * @param {Record<string, string>} words
 */
function fill(element, words) {
  const filled = (/** @type {string} */ text) =>
    Object.entries(words).reduce((sum, [from, to]) => sum.replaceAll(from, () => to), text);
  for (const one of [element, ...element.querySelectorAll("*")]) {
    for (const { name, value } of [...one.attributes]) {
      const fresh = filled(value);
      if (fresh !== value) one.setAttribute(name, fresh);
    }
    for (const node of one.childNodes)
      if (node.nodeType === Node.TEXT_NODE && node.nodeValue) node.nodeValue = filled(node.nodeValue);
  }
}
