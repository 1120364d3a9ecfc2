/**
 * A tap takes all of it, onto the clipboard where the browser lets us.
 * @param {HTMLElement} input
 */
export function selectWhole(input) {
  if (!(input instanceof HTMLInputElement)) return;
  input.addEventListener("focus", () => {
    input.select();
    void navigator.clipboard?.writeText(input.value).catch(() => undefined);
  });
}
