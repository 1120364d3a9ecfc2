/** A sentence beside the field that can't be read, as the server would put it there. */

/** @typedef {import("../../shared/set-form.js").Unreadable} Unreadable */

/**
 * @param {HTMLElement} row
 * @param {Unreadable} error
 */
export function showError(row, error) {
  row.setAttribute("data-unsaved", "");
  row.querySelector("details")?.setAttribute("open", "");
  const control = row.querySelector(`[name=${error.field}]:not([type=hidden])`);
  const place = control?.closest(".stepper, .field, fieldset");
  if (!(control instanceof HTMLElement) || !place) return;
  const sentence = document.createElement("p");
  sentence.className = "field-error";
  sentence.id = `${error.field}-${row.id.slice("set-".length)}-error`;
  sentence.textContent = error.message;
  control.setAttribute("aria-invalid", "true");
  control.setAttribute("aria-describedby", sentence.id);
  place.append(sentence);
  control.focus();
}

/** @param {HTMLElement} row */
export function clearErrors(row) {
  for (const sentence of row.querySelectorAll(".field-error")) sentence.remove();
  for (const control of row.querySelectorAll("[aria-invalid]")) {
    control.removeAttribute("aria-invalid");
    control.removeAttribute("aria-describedby");
  }
}
