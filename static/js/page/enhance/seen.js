/** What is on the screen has been seen: the form that says so sends itself. */

/** @param {HTMLElement} form */
export async function tellSeen(form) {
  if (!(form instanceof HTMLFormElement)) return;
  await fetch(form.action, { method: "POST", redirect: "manual" }).catch(() => undefined); // it stays new
}
