/**
 * The − and + beside a number: one press, one step, saved a moment after the last press. An empty one begins at
 * `data-start`. A number that is tapped is selected, so that typing replaces it.
 * @param {HTMLElement} root
 */
export function step(root) {
  root.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest(".stepper > button") : null;
    const stepper = button?.closest("[data-step]");
    const input = stepper?.querySelector("input");
    if (!(button instanceof HTMLButtonElement) || !(stepper instanceof HTMLElement) || !input) return;
    if (stepper.dataset.in) return void stepElsewhere(input, stepper, button.value === "1" ? 1 : -1);
    const start = input.value.trim() ? "" : (stepper.dataset.start ?? "");
    input.value = start || stepped(input.value, Number(stepper.dataset.step) * Number(button.value));
    tell(input);
  });
  root.addEventListener("focusin", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.inputMode) event.target.select();
  });
  // Whatever still waits is saved before the page goes, or another control takes over.
  root.addEventListener("focusout", (event) => {
    if (event.target instanceof HTMLElement) flush(event.target);
  });
  addEventListener("pagehide", () => root.querySelectorAll("input").forEach(flush));
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && saveAsItStands(root));
}

/**
 * A phone that is put away may never come back to this page: what is being typed into a set isn't left to a `change`
 * that comes with leaving the field.
 * @param {HTMLElement} root
 */
function saveAsItStands(root) {
  const typed = document.activeElement;
  if (typed?.closest(".set-row") && root.contains(typed)) typed.dispatchEvent(new Event("change", { bubbles: true }));
  root.querySelectorAll("input").forEach(flush);
}

/**
 * The step is in the gym's unit (`data-in`), the number in another.
 * @param {HTMLInputElement} input
 * @param {HTMLElement} stepper
 * @param {-1 | 1} by
 */
async function stepElsewhere(input, stepper, by) {
  const { stepInGym } = await import("../workout/stepping.js");
  stepInGym(input, stepper, by);
  tell(input);
}

/** @param {HTMLInputElement} input */
function tell(input) {
  input.dispatchEvent(new Event("input", { bubbles: true }));
  settle(input);
}

/** @type {WeakMap<HTMLInputElement, ReturnType<typeof setTimeout>>} */
const waiting = new WeakMap();

/** @param {HTMLInputElement} input */
function settle(input) {
  clearTimeout(waiting.get(input));
  waiting.set(input, setTimeout(() => flush(input), 600));
}

/** @param {Element} left */
function flush(left) {
  const input = left.closest(".stepper")?.querySelector("input");
  if (!input || !waiting.has(input)) return;
  clearTimeout(waiting.get(input));
  waiting.delete(input);
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

/**
 * The number in `text` moved by `by`, never below zero; a comma stays a comma. What isn't a number counts as 0.
 * @param {string} text
 * @param {number} by
 */
function stepped(text, by) {
  const now = Number(text.trim().replace(",", ".").replace("+", "")) || 0;
  const next = String(Math.max(0, Math.round((now + by) * 1000) / 1000));
  return text.includes(",") ? next.replace(".", ",") : next;
}
