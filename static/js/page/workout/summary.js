/** What a workout came to, as far as this phone knows, until the server says the rest. */

import { partsOf } from "../../shared/verbs.js";
import { overlay } from "../../shared/view.js";
import { summaryText } from "../../shared/words.js";
import { theKeeper } from "../keep.js";
import { openKit } from "./kit.js";
import { count } from "./section.js";

/**
 * @param {HTMLElement} root a workout that is finished
 */
export async function drawSummary(root) {
  const keeper = theKeeper();
  const [kit, held] = await Promise.all([openKit(), keeper?.snapshot()]);
  const card = kit?.part("summary");
  if (!card || !held || root.querySelector(".summary") || root.dataset.state !== "finished") return;
  const parts = partsOf(overlay(held.base, held.pending), root.dataset.workout ?? "").filter(({ isThere }) => isThere);
  const ticked = parts.flatMap(({ shownSets }) => shownSets.filter(({ f }) => f.ticked_at));
  const times = ticked.map(({ f }) => Number(f.ticked_at));
  const seconds = times.length > 0 ? Math.round((Math.max(...times) - Math.min(...times)) / 1000) : null;
  const sets = ticked.filter(({ f }) => f.kind !== "warmup").length;
  const facts = summaryText(seconds, sets, count(root).volume).split(" · ");
  card.querySelector(".amounts")?.replaceChildren(...facts.map((fact) => line("b", ...split(fact))));
  const records = [...root.querySelectorAll("article:not([hidden]) .set-row[data-record]:not([hidden])")].map(recordOf);
  const list = card.querySelector(".new-records");
  if (records.length > 0) list?.replaceChildren(...records.map((told) => line("strong", ...told)));
  else list?.remove();
  card.querySelector("form")?.setAttribute("action", `/workouts/${root.dataset.workout}/reopen`);
  const share = card.querySelector("[data-enhance=share]");
  if (share instanceof HTMLElement)
    share.addEventListener("click", () => void import("../enhance/share.js").then(({ sharePicture }) => sharePicture(share)));
  root.querySelector(":scope > .notices")?.after(card);
  if (root.dataset.finishing !== undefined) card.scrollIntoView({ block: "center" });
  delete root.dataset.finishing;
}

/**
 * @param {string} fact "11 sets"
 * @returns {[string, string]}
 */
const split = (fact) => [fact.split(" ")[0] ?? "", fact.split(" ").slice(1).join(" ")];

/**
 * @param {Element} row
 * @returns {[string, string]}
 */
const recordOf = (row) => [
  row.closest("article")?.querySelector("h2")?.textContent ?? "",
  (row.getAttribute("data-record") ?? "").replace("Record: ", ""),
];

/**
 * @param {"b" | "strong"} tag
 * @param {string} first
 * @param {string} rest
 */
function line(tag, first, rest) {
  const item = document.createElement("li");
  item.append(Object.assign(document.createElement(tag), { textContent: first }), ` ${rest}`);
  return item;
}
