/** Under You: what this phone does at the end of a rest, and an honest word on what it can't. */

import { isOn, turn } from "../rest/switches.js";

/** @param {HTMLElement} section */
export function showSwitches(section) {
  const sound = control(section, "sound");
  const awake = control(section, "awake");
  const canSound = typeof AudioContext !== "undefined";
  const canStayAwake = "wakeLock" in navigator;
  if (sound) show(sound, canSound, "sound");
  if (awake) show(awake, canStayAwake, "awake");
  const words = section.querySelector("[data-part=alarm]");
  if (words) words.textContent = alarmWords(canSound, typeof navigator.vibrate === "function", canStayAwake);
  section.hidden = false;
}

/**
 * Which alarm there is, and which there isn't.
 * @param {boolean} canSound
 * @param {boolean} canVibrate
 * @param {boolean} canStayAwake
 */
export function alarmWords(canSound, canVibrate, canStayAwake) {
  const ways = [...(canSound ? ["a sound"] : []), ...(canVibrate ? ["vibration"] : []), "a flash"];
  const open = `With Backday in front, the end of a rest comes with ${ways.join(" and ")}.`;
  const locked = "With the phone locked, or another app in front, no web page can be sure to ring: the time is right when you come back.";
  return [open, locked, canStayAwake ? "" : "This browser can’t keep the screen on."].filter(Boolean).join(" ");
}

/**
 * @param {HTMLInputElement} input
 * @param {boolean} isPossible
 * @param {import("../rest/switches.js").Name} name
 */
function show(input, isPossible, name) {
  input.checked = isPossible && isOn(name);
  input.disabled = !isPossible;
  input.addEventListener("change", () => turn(name, input.checked));
}

/**
 * @param {HTMLElement} section
 * @param {string} name
 */
function control(section, name) {
  const found = section.querySelector(`[name=${name}]`);
  return found instanceof HTMLInputElement ? found : null;
}
