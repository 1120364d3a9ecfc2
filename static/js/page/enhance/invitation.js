/**
 * An invitation's token stands in the address's fragment, where no server and no log sees it. It is posted from
 * here, and kept for as long as this tab through signing up.
 */

const KEPT_AS = "invitation";
const TOKEN = /^#([\w-]{43})$/;

/** @param {HTMLElement} form the one in which a code can be typed */
export function openFromAddress(form) {
  if (!(form instanceof HTMLFormElement)) return;
  const fresh = TOKEN.exec(location.hash)?.[1];
  history.replaceState(null, "", location.pathname);
  // What was refused isn't sent again and again.
  if (!fresh && form.querySelector("[aria-invalid]")) sessionStorage.removeItem(KEPT_AS);
  const token = fresh ?? sessionStorage.getItem(KEPT_AS);
  const input = form.elements.namedItem("key");
  if (!token || !(input instanceof HTMLInputElement)) return;
  sessionStorage.setItem(KEPT_AS, token);
  input.value = token;
  form.submit();
}

/** @param {HTMLElement} form the one that accepts */
export function forgetOnAccept(form) {
  form.addEventListener("submit", () => sessionStorage.removeItem(KEPT_AS));
}
