/** What a person types into, ticks or chooses. */

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */

/**
 * @param {unknown} target
 * @returns {target is Control}
 */
export function isControl(target) {
  return isText(target) || target instanceof HTMLSelectElement;
}

/**
 * @param {unknown} target
 * @returns {target is HTMLInputElement | HTMLTextAreaElement}
 */
export function isText(target) {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/**
 * Whether it stands otherwise than it came.
 * @param {Control} control
 */
export function isChanged(control) {
  if (control instanceof HTMLTextAreaElement) return control.value !== control.defaultValue;
  if (control instanceof HTMLInputElement)
    return control.type !== "hidden" && (control.checked !== control.defaultChecked || control.value !== control.defaultValue);
  const came = [...control.options].findIndex(({ defaultSelected }) => defaultSelected);
  return control.selectedIndex !== Math.max(came, 0);
}
