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

/**
 * Takes the field that the button names onto the clipboard, and says so; where the browser refuses, the field's text is
 * marked, to be copied by hand.
 * @param {HTMLElement} button
 */
export async function copyLink(button) {
  const input = document.getElementById(button.dataset.copies ?? "");
  const said = button.parentElement?.querySelector("[role=status]");
  if (!(input instanceof HTMLInputElement) || !said) return;
  said.textContent = "";
  try {
    await navigator.clipboard.writeText(input.value);
    said.textContent = "Copied";
  } catch {
    input.select();
    said.textContent = "Your browser keeps that from us. The link is marked: copy it from there.";
  }
}
