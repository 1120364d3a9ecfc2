/** What a lifter and their coaches wrote, drawn on the workout from the phone's own rows. */

import { zone } from "../../shared/clock.js";
import { parts } from "../../shared/links.js";
import { writtenText } from "../../shared/words.js";
import { theKeeper } from "../keep.js";

/** @typedef {Record<string, unknown>} Fields of a message */

/**
 * @param {HTMLElement} root the workout
 * @param {string} eid
 * @param {Fields} f all of a new message's, else those that changed
 */
export function drawMessage(root, eid, f) {
  const section = root.querySelector("#messages");
  if (!section) return;
  const isNew = f.text && f.workout === root.dataset.workout && !f.deleted_at;
  const item = section.querySelector(`#message-${eid}`) ?? (isNew ? add(root, section, eid, f) : null);
  if (!(item instanceof HTMLElement)) return;
  if ("deleted_at" in f) item.hidden = Boolean(f.deleted_at);
  if (f.read_at) delete item.dataset.unread;
  drawMarks(root);
}

/**
 * @param {HTMLElement} root
 * @param {Element} section
 * @param {string} eid
 * @param {Fields} f
 */
function add(root, section, eid, f) {
  const template = section.querySelector("template[data-part=message]");
  const list = section.querySelector("ol");
  if (!(template instanceof HTMLTemplateElement) || !list) return null;
  const item = document.importNode(template.content, true).querySelector("li");
  if (!item) return null;
  for (const one of [item, ...item.querySelectorAll("[action]")])
    for (const { name, value } of [...one.attributes]) one.setAttribute(name, value.replace("{message}", eid));
  // What hasn't reached the server has no author yet, and nobody else writes on this phone.
  const isMine = !f.author || f.author !== f.coach;
  const at = Number(f.written_at ?? Number.parseInt(eid.replace("-", "").slice(0, 12), 16));
  const written = writtenText(at, theKeeper()?.who.zone || zone());
  item.dataset.at = String(at);
  item.toggleAttribute("data-mine", isMine);
  item.toggleAttribute("data-unread", !isMine && !f.read_at);
  put(item, "strong", isMine ? "You" : nameOf(section, String(f.coach)));
  put(item, "[data-part=written]", written);
  if (isMine) put(item, "form .visually-hidden", `: ${written}`);
  else item.querySelector("form")?.remove();
  item.querySelector(".text")?.replaceChildren(...parts(String(f.text)).map(([part, isLink]) => (isLink ? link(part) : part)));
  if (f.set) drawSubject(root, item, String(f.set));
  if (item.dataset.unread !== undefined) item.querySelector(".why")?.append(" ", flag());
  const later = [...list.children].find((other) => Number(other.getAttribute("data-at")) > at);
  list.insertBefore(item, later ?? null);
  return item;
}

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} item
 * @param {string} set
 */
function drawSubject(root, item, set) {
  item.dataset.set = set;
  const subject = subjectOf(root.querySelector(`#set-${set}`)) ?? optionOf(root, set);
  if (!subject) return;
  const link = document.createElement("a");
  link.href = `#set-${set}`;
  link.textContent = subject;
  item.querySelector(".why")?.append(" · ", link);
}

/**
 * What a message about this set is about: "Barbell row set 1, left"; null where the page shows no box of it.
 * @param {Element | null} row
 */
export function subjectOf(row) {
  return row?.querySelector("input.tick")?.getAttribute("aria-label")?.replace(" done", "") ?? null;
}

/**
 * @param {HTMLElement} root
 * @param {string} set
 */
function optionOf(root, set) {
  return root.querySelector(`#message-about option[value="${set}"]`)?.textContent ?? null;
}

/**
 * A set that was written about says so.
 * @param {HTMLElement} root
 */
function drawMarks(root) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const item of root.querySelectorAll("#messages .said[data-set]:not([hidden])")) {
    const id = `set-${item.getAttribute("data-set")}`;
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  for (const mark of root.querySelectorAll(".said-mark"))
    if (!counts.has(mark.closest(".set-row")?.id ?? "")) mark.remove();
  for (const [id, count] of counts) {
    const label = root.querySelector(`#${id} .set-label`);
    if (!label) continue;
    const mark = label.querySelector(".said-mark") ?? label.appendChild(document.createElement("i"));
    mark.className = "said-mark";
    mark.setAttribute("role", "img");
    mark.setAttribute("aria-label", count === 1 ? "1 message" : `${count} messages`);
  }
}

/**
 * @param {Element} section
 * @param {string} coach
 */
function nameOf(section, coach) {
  return String(JSON.parse(section.getAttribute("data-names") ?? "{}")[coach] ?? "Your coach");
}

/** @param {string} address */
function link(address) {
  const element = document.createElement("a");
  Object.assign(element, { href: address, target: "_blank", rel: "noopener nofollow ugc", textContent: address });
  return element;
}

function flag() {
  return Object.assign(document.createElement("b"), { className: "flag", textContent: "New" });
}

/**
 * @param {Element} item
 * @param {string} selector
 * @param {string} text
 */
function put(item, selector, text) {
  const place = item.querySelector(selector);
  if (place) place.textContent = text;
}
