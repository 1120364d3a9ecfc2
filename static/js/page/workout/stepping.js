/** One press of − or + where the row isn't in the gym's unit: to the next load that the gym can make, shown in the row's. */

import { readKept } from "../../shared/load.js";
import { nextLoad } from "../../shared/loadable.js";
import { thousandths } from "../../shared/plates.js";
import { exactIn, putLoad } from "./exact.js";
import { shownIn } from "./row.js";

/**
 * @param {HTMLInputElement} input
 * @param {HTMLElement} stepper
 * @param {-1 | 1} by
 */
export function stepInGym(input, stepper, by) {
  const row = input.closest(".set-row");
  const gym = JSON.parse(input.closest(".workout")?.getAttribute("data-gym") || "null");
  const unit = input.form?.elements.namedItem("unit");
  if (!row || !gym || !(unit instanceof HTMLInputElement)) return;
  const mount = row.closest("article")?.querySelector(".plates")?.getAttribute("data-mount") ?? null;
  const kept = input.value === input.defaultValue ? readKept(shownIn(row).kept ?? "") : null;
  const typed = readKept(`${input.value.trim() || "0"} ${unit.value}`);
  const load = kept ?? exactIn(input, unit.value) ?? typed ?? { v: "0", u: gym.unit };
  const next = nextLoad(load, by, thousandths(stepper.dataset.step ?? "1"), gym, /** @type {import("../../shared/plates.js").Mount | null} */ (mount));
  putLoad(input, unit.value, next);
}
