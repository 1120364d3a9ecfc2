/**
 * An invitation's token stands in the address's fragment, where no server and no log sees it. It is posted from
 * here, and kept for as long as this tab through signing up.
 */

const KEPT_AS = "invitation";
const LONGEST = 100;

/** @param {HTMLElement} form the one in which a code can be typed */
export function openFromAddress(form) {
  if (!(form instanceof HTMLFormElement)) return;
  openFrom(form);
  // The link of a second invitation, opened on this page, changes nothing but the fragment: nothing is loaded.
  addEventListener("hashchange", () => tokenInAddress() && openFrom(form));
}

/**
 * What the link brought, even if a part of it was lost on the way: the server says that it doesn't work.
 * @returns {string | undefined}
 */
function tokenInAddress() {
  const fragment = location.hash.slice(1, LONGEST);
  return fragment && !document.getElementById(fragment) ? fragment : undefined;
}

/** @param {HTMLFormElement} form */
function openFrom(form) {
  const fresh = tokenInAddress();
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
  addEventListener("hashchange", () => {
    const token = tokenInAddress();
    if (!token) return;
    sessionStorage.setItem(KEPT_AS, token);
    location.replace(location.pathname);
  });
}
