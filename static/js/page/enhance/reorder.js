/**
 * A grip on each exercise's head, to drag it to another place; the buttons in the menus are the way of the keyboard. A
 * tap on it opens that menu. What drags comes when one is touched.
 */

import { theKeeper } from "../keep.js";
import { cardsOf } from "../workout/places.js";

/** @param {HTMLElement} root the workout */
export function offerReorder(root) {
  const keeper = theKeeper();
  if (!keeper) return; // the buttons go to the server, one place at a time
  root.addEventListener("counted", () => drawGrips(root));
  root.addEventListener("pointerdown", (event) => {
    const card = event.target instanceof Element ? event.target.closest(".grip")?.closest("article") : null;
    if (!card || !event.isPrimary || event.button !== 0) return;
    let isOver = false;
    const over = () => (isOver = true);
    for (const name of ["pointerup", "pointercancel"]) addEventListener(name, over, { once: true });
    void import("../workout/drag.js").then(({ follow, openMenu }) => (isOver ? openMenu(card) : follow(keeper, root, card, event)));
  });
  drawGrips(root);
}

/** @param {HTMLElement} root */
function drawGrips(root) {
  const cards = cardsOf(root).filter(({ hidden }) => !hidden);
  for (const card of cards) {
    let grip = card.querySelector(":scope > .grip");
    if (!grip && card.querySelector(":scope > .menu")) {
      grip = Object.assign(document.createElement("span"), { className: "grip" });
      grip.setAttribute("data-own", ""); // what a sync brings leaves it alone
      grip.setAttribute("aria-hidden", "true");
      card.querySelector(".card-head")?.after(grip);
    }
    grip?.toggleAttribute("hidden", cards.length < 2);
  }
}
