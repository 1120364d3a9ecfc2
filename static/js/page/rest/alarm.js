/** The end of a rest, to be heard and felt. A phone lets a page make a sound only after a tap: `unlock` is called in one. */

import { isOn } from "./switches.js";

const BEEPS_S = [0, 0.22, 0.44];
const BEEP_S = 0.14;

/** @type {AudioContext | null} */
let audio = null;

/** To be called while a tap is being answered. */
export function unlock() {
  if (!isOn("sound") || typeof AudioContext === "undefined") return;
  audio ??= new AudioContext();
  if (audio.state === "suspended") void audio.resume().catch(() => undefined);
}

export function ring() {
  navigator.vibrate?.([300, 120, 300]);
  if (!audio || audio.state !== "running" || !isOn("sound")) return;
  for (const start of BEEPS_S) beep(audio, audio.currentTime + start);
}

/**
 * @param {AudioContext} context
 * @param {number} at in seconds of the context's clock
 */
function beep(context, at) {
  const tone = context.createOscillator();
  const loudness = context.createGain();
  tone.frequency.value = 880;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(0.5, at + 0.01);
  loudness.gain.setValueAtTime(0.5, at + BEEP_S - 0.02);
  loudness.gain.linearRampToValueAtTime(0, at + BEEP_S);
  tone.connect(loudness).connect(context.destination);
  tone.start(at);
  tone.stop(at + BEEP_S);
}
