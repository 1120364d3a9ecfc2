/**
 * The person's own page: a press on "Sign out" is held from the start, however late the scripts come that look for
 * unsent sets and ask what becomes of them.
 */

import "./first.js";

const form = document.querySelector("#sign-out");
if (form instanceof HTMLFormElement)
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // Where a script can't be had, nothing can be asked; what waits stays on this phone then.
    void ask(form).catch(() => form.submit());
  });

/** @param {HTMLFormElement} form */
async function ask(form) {
  const [{ signOut }] = await Promise.all([import("./enhance/sign-out.js"), import("./main.js")]);
  await signOut(form);
}
