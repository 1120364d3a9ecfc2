/** What is on the screen has been seen: the form that says so sends itself. */

/** @param {HTMLFormElement} form */
export async function tellSeen(form) {
  await fetch(form.action, { method: "POST", redirect: "manual" }).catch(() => undefined); // it stays new
}
