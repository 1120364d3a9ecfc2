/**
 * An exercise that is dragged to another place: while it is held, the cards are folded to their heads. What comes of it
 * is what the buttons in the menus do.
 */

import { aside, landing, pull } from "../../shared/dragging.js";
import { cardsOf } from "./places.js";
import { say, tellReaders } from "./section.js";

/** @typedef {import("../keep.js").Keeper} Keeper */
/**
 * held: how far below the card's top the finger is. y: of the finger on the screen. to: where it would land.
 * @typedef {object} Drag
 * @property {HTMLElement} root
 * @property {HTMLElement} card
 * @property {number} held
 * @property {number} y
 * @property {HTMLElement[]} cards
 * @property {import("../../shared/dragging.js").Box[]} boxes
 * @property {number} to
 */

/** So far the finger trembles, in pixels. */
const STILL = 5;

let isHeld = false;

/**
 * What a tap does.
 * @param {HTMLElement} card
 */
export const openMenu = (card) => card.querySelector("details.menu")?.toggleAttribute("open");

/**
 * From the first touch to the last. The workout has the pointer, not the grip: a redraw may move the card.
 * @param {Keeper} keeper
 * @param {HTMLElement} root
 * @param {HTMLElement} card
 * @param {PointerEvent} down
 */
export function follow(keeper, root, card, down) {
  if (isHeld) return;
  isHeld = true;
  void import("./plan.js").catch(() => undefined); // while it is being dragged
  /** @type {Drag | null} */
  let drag = null;
  const listening = new AbortController();
  const { signal } = listening;
  const settle = () => {
    listening.abort();
    isHeld = false;
  };
  const putBack = () => {
    settle();
    if (drag) backAgain(drag);
  };
  const move = (/** @type {PointerEvent} */ { pointerId, clientY }) => {
    if (pointerId !== down.pointerId) return;
    if (!drag && Math.abs(clientY - down.clientY) < STILL) return;
    drag ??= pickUp(root, card, down.clientY, signal);
    drag.y = clientY;
    draw(drag);
  };
  const up = async (/** @type {PointerEvent} */ { pointerId }) => {
    if (pointerId !== down.pointerId) return;
    listening.abort();
    if (drag) await drop(keeper, drag);
    else openMenu(card);
    isHeld = false;
  };
  root.setPointerCapture(down.pointerId);
  root.addEventListener("pointermove", move, { signal });
  root.addEventListener("pointerup", (event) => void up(event), { signal });
  root.addEventListener("pointercancel", putBack, { signal });
  // The grip loses a finger to the workout, which is no end.
  root.addEventListener("lostpointercapture", ({ target }) => target === root && putBack(), { signal });
  addEventListener("blur", putBack, { signal });
  addEventListener("keydown", (event) => event.key === "Escape" && (event.preventDefault(), putBack()), { signal, capture: true });
  root.addEventListener("counted", () => {
    if (!drag) return;
    if (!card.isConnected || card.hidden) return putBack();
    lay(drag);
    draw(drag);
  }, { signal });
}

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} card
 * @param {number} y
 * @param {AbortSignal} signal ends the scrolling
 * @returns {Drag}
 */
function pickUp(root, card, y, signal) {
  const stood = card.getBoundingClientRect().top;
  /** @type {Drag} */
  const drag = { root, card, held: y - stood, y, cards: [], boxes: [], to: 0 };
  lay(drag);
  keepAt(card, stood);
  // Where the folded page is too short for that, room is made around it.
  const off = stood - card.getBoundingClientRect().top;
  root.parentElement?.style.setProperty("padding-block", `${Math.max(0, off)}px ${Math.max(0, -off)}px`);
  keepAt(card, stood);
  draw(drag);
  const scroll = () => {
    if (signal.aborted) return;
    const [origin, last] = [originOf(card), drag.boxes.at(-1)];
    const list = { top: origin + (drag.boxes[0]?.top ?? 0), bottom: origin + (last ? last.top + last.height : 0) };
    const by = pull(drag.y, innerHeight, list);
    if (by !== 0) {
      scrollBy({ top: by, behavior: "instant" });
      draw(drag);
    }
    requestAnimationFrame(scroll);
  };
  requestAnimationFrame(scroll);
  return drag;
}

/** @param {HTMLElement} root */
const shownCards = (root) => cardsOf(root).filter(({ hidden }) => !hidden);

/**
 * Fold the cards and measure them, again after each redraw, which knows nothing of this.
 * @param {Drag} drag
 */
function lay(drag) {
  drag.root.dataset.ordering = "";
  drag.card.dataset.dragged = "";
  drag.cards = shownCards(drag.root);
  drag.boxes = drag.cards.map(({ offsetTop: top, offsetHeight: height }) => ({ top, height }));
}

/**
 * @param {HTMLElement} card
 * @param {number} top where on the screen it shall stand
 */
const keepAt = (card, top) => scrollBy({ top: card.getBoundingClientRect().top - top, behavior: "instant" });

/**
 * Where on the screen the boxes are counted from.
 * @param {HTMLElement} card
 */
const originOf = (card) => card.offsetParent?.getBoundingClientRect().top ?? 0;

/** @param {Drag} drag */
function draw(drag) {
  const { card, cards, boxes } = drag;
  const source = cards.indexOf(card);
  const [first, mine, last] = [boxes[0], boxes[source], boxes.at(-1)];
  if (!first || !mine || !last) return;
  const wanted = drag.y - drag.held - originOf(card) - mine.top;
  const by = Math.max(first.top - mine.top, Math.min(wanted, last.top + last.height - mine.top - mine.height));
  drag.to = landing(boxes, source, by);
  const room = (boxes[source + 1]?.top ?? mine.top + mine.height) - mine.top;
  for (const [place, one] of cards.entries())
    one.style.translate = `0 ${one === card ? by : aside(place, source, drag.to, room)}px`;
}

/**
 * Every card as it stands in the page, the held one where it was held.
 * @param {Drag} drag
 */
function letGo({ root, card, cards }) {
  const stood = card.getBoundingClientRect().top;
  delete root.dataset.ordering;
  delete card.dataset.dragged;
  for (const one of cards) one.style.removeProperty("translate");
  root.parentElement?.style.removeProperty("padding-block");
  keepAt(card, stood);
}

/** @param {Drag} drag */
function backAgain(drag) {
  letGo(drag);
  const place = drag.cards.indexOf(drag.card) + 1;
  tellReaders(drag.root, `${nameOf(drag)} stays ${place} of ${drag.cards.length}.`);
}

/**
 * @param {Keeper} keeper
 * @param {Drag} drag
 */
async function drop(keeper, drag) {
  const { root, card, cards, to } = drag;
  if (cards.indexOf(card) === to) return backAgain(drag);
  const following = cards.filter((one) => one !== card)[to];
  const id = (/** @type {HTMLElement | undefined} */ one) => one?.id.slice("exercise-".length) ?? null;
  try {
    const { moveBefore } = await import("./plan.js");
    if (!(await moveBefore(keeper, root, id(card) ?? "", id(following)))) throw new Error("not held here");
    letGo(drag);
  } catch {
    letGo(drag);
    say(root, "This phone doesn’t hold the workout. The buttons in the menu move it.", null);
  }
}

/** @param {Drag} drag */
const nameOf = ({ card }) => card.querySelector("h2")?.textContent ?? "";
