/**
 * The − and + beside a number: one press, one step, saved a moment after the last press.
 * @param {HTMLElement} root
 */
export function step(root) {
  root.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest(".stepper > button") : null;
    const stepper = button?.closest("[data-step]");
    const input = stepper?.querySelector("input");
    if (!(button instanceof HTMLButtonElement) || !(stepper instanceof HTMLElement) || !input) return;
    input.value = stepped(input.value, Number(stepper.dataset.step) * Number(button.value));
    input.dispatchEvent(new Event("input", { bubbles: true }));
    settle(input);
  });
}

/** @type {WeakMap<HTMLInputElement, ReturnType<typeof setTimeout>>} */
const waiting = new WeakMap();

/** @param {HTMLInputElement} input */
function settle(input) {
  clearTimeout(waiting.get(input));
  waiting.set(input, setTimeout(() => input.dispatchEvent(new Event("change", { bubbles: true })), 600));
}

/**
 * The number in `text` moved by `by`, never below zero; a comma stays a comma. What isn't a number counts as 0.
 * @param {string} text
 * @param {number} by
 */
export function stepped(text, by) {
  const now = Number(text.trim().replace(",", ".").replace("+", "")) || 0;
  const next = String(Math.max(0, Math.round((now + by) * 1000) / 1000));
  return text.includes(",") ? next.replace(".", ",") : next;
}
