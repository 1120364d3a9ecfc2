/**
 * Fills a hidden field with the time zone of this phone.
 * @param {HTMLElement} element
 */
export function guessZone(element) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone) return;
  if (element instanceof HTMLInputElement) element.value = zone;
  // A list is only guided: a zone that it doesn't hold leaves its own choice standing.
  else if (element instanceof HTMLSelectElement && [...element.options].some((option) => option.value === zone))
    element.value = zone;
}
