/**
 * The floor: the set that is next, alone and large enough to read from two metres, ticked by tapping anywhere on it;
 * then the rest, then the next one. It shows what the page shows and taps what the page has: nothing is saved here.
 */

import { focusOn, untoldIn } from "../workout/fold.js";

/** A second tap so soon is the first one's: what ended the rest would tick the set that comes then. */
const ONE_TAP_MS = 400;

/** @param {HTMLElement} button in the head of its workout */
export function openFloor(button) {
  const root = button.closest(".workout");
  if (!(root instanceof HTMLElement) || document.querySelector("dialog.floor")) return; // pressed twice while it came
  const dialog = build();
  document.body.append(dialog);
  const watcher = new MutationObserver(() => draw(root, dialog));
  watcher.observe(root, { attributes: true, childList: true, characterData: true, subtree: true });
  let tappedAt = -Infinity;
  dialog.addEventListener("click", ({ target, timeStamp }) => {
    const isSameTap = timeStamp - tappedAt < ONE_TAP_MS;
    tappedAt = timeStamp;
    if (!isSameTap) press(root, dialog, target);
  });
  dialog.addEventListener("close", () => {
    watcher.disconnect();
    dialog.remove();
    if (document.activeElement === document.body) focusOn(button);
    next(root)?.scrollIntoView({ block: "nearest" });
  });
  draw(root, dialog);
  dialog.showModal();
  part(dialog, "do").focus();
}

/**
 * @param {HTMLElement} root
 * @returns {HTMLElement | null}
 */
const next = (root) => root.querySelector(".set-row[data-next]");

/** @param {HTMLElement} root */
const restOf = (root) => /** @type {HTMLElement | null} */ (root.querySelector(".dock:not([hidden], [data-over])"));

/**
 * @param {HTMLElement} root
 * @param {HTMLDialogElement} dialog
 * @param {EventTarget | null} target
 */
function press(root, dialog, target) {
  const button = target instanceof Element ? target.closest("button") : null;
  if (button?.dataset.part === "back") return dialog.close();
  if (button?.dataset.part !== "do") return;
  const rest = restOf(root);
  const row = next(root);
  const skip = rest?.querySelector("button[value=skip]");
  if (skip instanceof HTMLElement) return skip.click();
  const tick = row?.querySelector(".tick");
  if (!row || !(tick instanceof HTMLElement)) return dialog.close();
  // What is asked for is told in its row, within the tap that lets the number pad open.
  if (untoldIn(row)) dialog.close();
  tick.click();
}

/**
 * @param {HTMLElement} root
 * @param {HTMLDialogElement} dialog
 */
function draw(root, dialog) {
  const rest = restOf(root);
  const row = next(root);
  dialog.toggleAttribute("data-resting", rest !== null);
  if (rest) return drawRest(rest, dialog);
  if (!row) return drawEnd(dialog);
  const card = row.closest("article");
  say(dialog, "what", card?.querySelector("h2")?.textContent?.trim() ?? "");
  say(dialog, "which", whichOf(row));
  const words = [...(row.querySelector(".load")?.childNodes ?? [])].filter((node) => node.nodeName !== "I");
  const pieces = words.map((node) => /** @type {[string, string]} */ ([node.nodeName === "B" ? "b" : "small", node.textContent ?? ""]));
  const load = pieces.length > 2 ? pieces.slice(0, 2) : [];
  const amount = pieces.slice(load.length);
  fill(part(dialog, "load"), load);
  fill(part(dialog, "amount"), [...(load.length > 0 ? [/** @type {[string, string]} */ (["i", "×"])] : []), ...amount]);
  say(dialog, "plates", card?.querySelector(".plates span")?.textContent ?? "");
  const untold = untoldIn(row)?.name;
  say(dialog, "hint", untold ? `Tap when it’s done, and tell the ${untold}` : "Tap anywhere when it’s done");
}

/** @param {HTMLElement} row */
function whichOf(row) {
  const number = row.querySelector(".set-label")?.textContent?.match(/\d+/)?.[0];
  const { side, hint, kind } = row.dataset;
  return [kind === "warmup" ? "Warm-up" : `Set ${number ?? ""}`, side, hint].filter(Boolean).join(" · ");
}

/**
 * @param {HTMLElement} rest
 * @param {HTMLDialogElement} dialog
 */
function drawRest(rest, dialog) {
  say(dialog, "what", "Rest");
  say(dialog, "which", rest.querySelector("[data-part=next]")?.textContent ?? "");
  fill(part(dialog, "load"), []);
  fill(part(dialog, "amount"), [["b", rest.querySelector("[data-part=left]")?.textContent ?? ""]]);
  say(dialog, "plates", "");
  say(dialog, "hint", "Tap anywhere to end the rest");
}

/** @param {HTMLDialogElement} dialog */
function drawEnd(dialog) {
  say(dialog, "what", "All sets are done");
  for (const name of ["which", "plates"]) say(dialog, name, "");
  for (const name of ["load", "amount"]) fill(part(dialog, name), []);
  say(dialog, "hint", "Tap anywhere to go back");
}

/** The dialog, empty: a way back, and one button that is all the rest of the screen. */
function build() {
  const dialog = document.createElement("dialog");
  dialog.className = "floor";
  dialog.setAttribute("aria-label", "Floor");
  const back = made("button", "back", "button");
  back.setAttribute("type", "button");
  back.textContent = "Back to the workout";
  const all = made("button", "do", "floor-set");
  all.setAttribute("type", "button");
  all.append(...["what", "which", "load", "amount", "plates", "hint"].map((name) => made("span", name, `floor-${name}`)));
  dialog.append(back, all);
  return dialog;
}

/**
 * @param {string} tag
 * @param {string} name
 * @param {string} className
 */
function made(tag, name, className) {
  const element = document.createElement(tag);
  element.className = className;
  element.dataset.part = name;
  return element;
}

/**
 * @param {HTMLElement} dialog
 * @param {string} name
 */
const part = (dialog, name) => /** @type {HTMLElement} */ (dialog.querySelector(`[data-part=${name}]`));

/**
 * @param {HTMLElement} dialog
 * @param {string} name
 * @param {string} text
 */
function say(dialog, name, text) {
  const place = part(dialog, name);
  if (place.textContent !== text) place.textContent = text;
}

/**
 * @param {HTMLElement} place
 * @param {[string, string][]} pieces tags and their texts
 */
function fill(place, pieces) {
  const elements = pieces.map(([tag, text]) => Object.assign(document.createElement(tag), { textContent: text }));
  const isSame = elements.length === place.childNodes.length && elements.every((one, at) => one.isEqualNode(place.childNodes[at] ?? null));
  if (!isSame) place.replaceChildren(...elements);
}
