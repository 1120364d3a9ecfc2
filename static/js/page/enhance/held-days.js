/** The page that stands in for one that can't be had: which workouts this phone holds, latest first. */

import { openDevice } from "../../shared/device.js";
import { overlay } from "../../shared/view.js";
import { withStore } from "../../shared/whose.js";

/** @param {HTMLElement} main */
export async function listHeldDays(main) {
  addEventListener("online", () => location.reload());
  const device = openDevice();
  const isLeaving = await device.isLeaving().finally(() => device.close());
  main.querySelector("[data-part=out]")?.toggleAttribute("hidden", !isLeaving);
  main.querySelector("[data-part=safe]")?.toggleAttribute("hidden", isLeaving);
  const held = await withStore((store) => store.snapshot());
  if (!held) return;
  const workouts = overlay(held.base, held.pending)
    .filter(({ e, f }) => e === "workout" && f.on && f.started_at && !f.deleted_at)
    .sort((one, other) => (String(one.f.on) < String(other.f.on) ? 1 : -1));
  const list = main.querySelector("[data-part=list]");
  const row = main.querySelector("template[data-part=row]");
  if (!list || !(row instanceof HTMLTemplateElement) || workouts.length === 0) return;
  list.replaceChildren(...workouts.map(({ eid, f }) => filled(row, eid, String(f.title ?? "Workout"), String(f.on))));
  main.querySelector("[data-part=held]")?.removeAttribute("hidden");
}

/**
 * @param {HTMLTemplateElement} template
 * @param {string} id
 * @param {string} title
 * @param {string} on
 */
function filled(template, id, title, on) {
  const row = document.importNode(template.content, true);
  row.querySelector("a")?.setAttribute("href", `/workouts/${id}`);
  const [strong, small] = [row.querySelector("strong"), row.querySelector("small")];
  if (strong) strong.textContent = title || "Workout";
  const words = /** @type {const} */ ({ weekday: "short", day: "numeric", month: "long", timeZone: "UTC" });
  if (small) small.textContent = new Date(`${on}T00:00Z`).toLocaleDateString("en-GB", words);
  return row;
}
