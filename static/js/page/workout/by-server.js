/** Forms that go to the server after all: what only it can do, or where the phone keeps nothing. */

/** @typedef {import("../keep.js").Keeper} Keeper */

/**
 * What only the server can do is done once it knows all that the phone does.
 * @param {Keeper} keeper
 * @param {SubmitEvent} event
 * @param {HTMLFormElement} form
 * @param {HTMLButtonElement | null} button
 */
export function settleFirst(keeper, event, form, button) {
  if (keeper.standing.pending === 0) return;
  event.preventDefault();
  void settleAndSubmit(keeper, form, button);
}

/**
 * @param {Keeper} keeper
 * @param {HTMLFormElement} form
 * @param {HTMLButtonElement | null} button
 */
export async function settleAndSubmit(keeper, form, button) {
  await keeper.drain();
  submit(form, button);
}

/**
 * As the browser would by itself.
 * @param {HTMLFormElement} form
 * @param {HTMLButtonElement | null} button
 */
export function submit(form, button) {
  if (button?.hasAttribute("formaction")) form.action = button.formAction;
  if (button?.name) form.append(hidden(button.name, button.value));
  form.submit();
}

/**
 * @param {string} name
 * @param {string} value
 */
function hidden(name, value) {
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name, value });
  return input;
}

/**
 * Where the phone keeps nothing, the server is asked, as without scripts.
 * @param {HTMLElement} row
 * @param {boolean} isDone
 */
export function sendRow(row, isDone) {
  const form = row.querySelector("form");
  const box = form?.elements.namedItem("done");
  if (box instanceof HTMLInputElement) box.checked = isDone;
  form?.submit();
}
