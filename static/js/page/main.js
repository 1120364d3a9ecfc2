/** Starts what `data-enhance` names. Every page works without this file; it only removes waiting. */

import { guessZone } from "./enhance/guess-zone.js";
import { step } from "./enhance/stepper.js";
import { submitInPlace } from "./enhance/submit-in-place.js";

/** @type {Record<string, (element: HTMLElement) => void>} */
const BEHAVIOURS = { "guess-zone": guessZone, stepper: step, "submit-in-place": submitInPlace };

document.documentElement.classList.add("js");

for (const element of document.querySelectorAll("[data-enhance]")) {
  if (!(element instanceof HTMLElement)) continue;
  for (const name of (element.dataset.enhance ?? "").split(" ")) BEHAVIOURS[name]?.(element);
}
