/** From plates to the load: a sheet to put plates on the bar and take them off, from those that the gym has. */

import { fewestMoves, movesText } from "../../shared/fewest.js";
import { display } from "../../shared/load.js";
import { asked, loadUp, stockOf, text, thousandths, weightOf } from "../../shared/plates.js";
import { putLoad } from "./exact.js";
import { ask, isAsked } from "./fewest-switch.js";

/** @typedef {import("../../shared/load.js").Load} Load */
/** @typedef {import("../../shared/plates.js").Gym} Gym */
/** @typedef {import("../../shared/plates.js").Loading} Loading */
/** @typedef {import("../../shared/plates.js").Mount} Mount */
/**
 * load: what the set's row says; null for nothing. now: what is on the bar.
 * @typedef {{ row: HTMLElement, title: string, gym: Gym, mount: Mount, load: Load | null, now: Loading | null }} Question
 */

/**
 * @param {Question} question
 * @param {() => void} changed called when the switch was turned
 */
export function openSheet({ row, title, gym, mount, load, now }, changed) {
  const form = row.querySelector("form");
  const [input, unit] = [form?.elements.namedItem("load"), form?.elements.namedItem("unit")];
  if (document.querySelector("dialog.picker") || !(input instanceof HTMLInputElement) || !(unit instanceof HTMLInputElement)) return;
  const stock = stockOf(gym, mount);
  const bars = mount === "bar" && gym.bars.length > 0 ? gym.bars.map(thousandths) : [0];
  const begin = () => {
    const target = load ? asked(load, gym.unit) : 0;
    const found = isAsked() ? fewestMoves(target, gym, mount, now) : loadUp(target, gym, mount);
    return { bar: found?.bar ?? bars[0] ?? 0, plates: [...(found?.plates ?? [])] };
  };
  let on = begin();
  let isTouched = false;

  const sheet = made("dialog", "picker plates-sheet");
  const heading = made("h2", "", title);
  heading.id = "plates-title";
  sheet.setAttribute("aria-labelledby", heading.id);
  const header = made("header", "");
  header.append(heading, button("close", "", "Close", "quiet"));
  const side = { bar: "Each side of the bar", trap: "Each side", end: "On the end", belt: "On the belt" }[mount];
  const [barList, onBar, rack] = [group("Bar"), group(side), group("Tap to put on")];
  const total = made("p", "plates-total");
  total.setAttribute("role", "status");
  const use = button("use", "", "", "go");
  const actions = made("div", "buttons");
  actions.append(button("empty", "", "Take all off"), use);
  sheet.append(header, barList, onBar, rack, total, actions, fewestSwitch());

  const draw = () => {
    const focused = document.activeElement instanceof HTMLElement && sheet.contains(document.activeElement) ? document.activeElement.dataset : null;
    const [focus, value] = [focused?.do, focused?.value];
    fill(barList, bars.length > 1 ? bars.map((bar) => pressed(button("bar", String(bar), `${text(bar)} ${gym.unit}`), bar === on.bar)) : []);
    fill(onBar, on.plates.map((plate, at) => plateButton("off", at, plate, `Take ${text(plate)} off`)));
    if (on.plates.length === 0) onBar.append(made("span", "muted", "Nothing yet"));
    fill(rack, stock.map(([plate, count]) => rackButton(plate, count - on.plates.filter((one) => one === plate).length)));
    const weight = { v: text(weightOf(on, mount)), u: gym.unit };
    const other = unit.value === gym.unit ? "" : ` ≈ ${display(weight, unit.value === "lb" ? "lb" : "kg")} ${unit.value}`;
    const moves = isAsked() && now ? ` · ${movesText(now, { ...on, short: 0 }, mount)}` : "";
    total.replaceChildren(made("b", "", `${weight.v} ${weight.u}`), `${other}${moves}`);
    use.textContent = `Use ${weight.v} ${weight.u}`;
    if (focus) /** @type {HTMLElement} */ (find(focus, value) ?? find(focus === "off" ? "off" : "on", undefined) ?? use).focus();
  };
  const find = (/** @type {string} */ what, /** @type {string | undefined} */ value) =>
    [...sheet.querySelectorAll("button")].find((one) => !one.disabled && one.dataset.do === what && (value === undefined || one.dataset.value === value));
  /** @param {number} plate @param {number} left */
  const rackButton = (plate, left) => {
    const one = plateButton("on", plate, plate, `Put ${text(plate)} on, ${left} left`);
    one.append(made("small", "", `${left} left`));
    one.disabled = left <= 0;
    return one;
  };
  /** @param {string} what @param {number} value @param {number} plate @param {string} name */
  const plateButton = (what, value, plate, name) => {
    const one = button(what, String(value), text(plate));
    one.classList.add("plate");
    one.dataset.plate = text(plate) + gym.unit;
    one.setAttribute("aria-label", name);
    return one;
  };
  /** @type {Record<string, (value: number) => void>} */
  const does = {
    close: () => sheet.close(),
    bar: (bar) => (on = { ...on, bar }),
    on: (plate) => on.plates.push(plate),
    off: (at) => on.plates.splice(at, 1),
    empty: () => (on = { ...on, plates: [] }),
    use: () => {
      putLoad(input, unit.value, { v: text(weightOf(on, mount)), u: gym.unit });
      sheet.close();
      for (const name of ["input", "change"]) input.dispatchEvent(new Event(name, { bubbles: true }));
    },
  };
  sheet.addEventListener("click", ({ target }) => {
    if (target === sheet) return sheet.close();
    const pressed = target instanceof Element ? target.closest("button") : null;
    isTouched ||= ["bar", "on", "off", "empty"].includes(pressed?.dataset.do ?? "");
    does[pressed?.dataset.do ?? ""]?.(Number(pressed?.dataset.value));
    if (sheet.open && pressed) draw();
  });
  sheet.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    ask(target.checked);
    if (!isTouched) on = begin();
    changed();
    draw();
  });
  sheet.addEventListener("close", () => sheet.remove());
  document.body.append(sheet);
  sheet.showModal();
  draw();
}

/** @returns {HTMLElement} */
function fewestSwitch() {
  const label = made("label", "fewest");
  const box = document.createElement("input");
  Object.assign(box, { type: "checkbox", checked: isAsked() });
  const words = made("span", "", "Fewest changes from the last set");
  words.append(made("small", "", "Kept on this phone"));
  label.append(box, words);
  return label;
}

/** @param {string} name */
function group(name) {
  const one = made("div", "plates-group");
  one.setAttribute("role", "group");
  one.setAttribute("aria-label", name);
  one.dataset.name = name;
  return one;
}

/**
 * @param {HTMLElement} place
 * @param {HTMLElement[]} buttons
 */
function fill(place, buttons) {
  place.hidden = buttons.length === 0 && place.dataset.name === "Bar";
  place.replaceChildren(made("span", "plates-name", place.dataset.name), ...buttons);
}

/**
 * @param {string} what
 * @param {string} value
 * @param {string} words
 * @param {string} [kind]
 */
function button(what, value, words, kind) {
  const one = document.createElement("button");
  Object.assign(one, { type: "button", className: "button", textContent: words });
  Object.assign(one.dataset, { do: what, value, ...(kind && { kind }) });
  return one;
}

/**
 * @param {HTMLButtonElement} one
 * @param {boolean} is
 */
function pressed(one, is) {
  one.setAttribute("aria-pressed", String(is));
  return one;
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} className
 * @param {string} [textContent]
 */
const made = (tag, className, textContent = "") => Object.assign(document.createElement(tag), { className, textContent });
