/** A load: value and unit together, kept as typed; conversion is for display and sums only. */

/** @typedef {"kg" | "lb"} Unit */
/** @typedef {{ v: string, u: Unit }} Load */

/** Exact by definition. */
const KG_PER_LB = 0.45359237;
export const MAX_KG = 1000;
const TYPED = /^[+]?(\d{1,5}(?:[.,]\d{1,3})?|[.,]\d{1,3})$/;

/**
 * `82.5` and `82,5` alike, a leading plus allowed, blank is null. Throws an Error with a sentence.
 * @param {string} text
 * @param {Unit} unit
 * @returns {Load | null}
 */
export function parseLoad(text, unit) {
  if (!text.trim()) return null;
  const typed = TYPED.exec(text.trim())?.[1]?.replace(",", ".");
  if (typed === undefined) throw new Error("Type the load as a number, like 82.5.");
  const load = { v: typed.replace(/^0*(?=\d)/, "").replace(/^\./, "0."), u: unit };
  if (weigh(load, "kg") > MAX_KG) throw new Error("A load is at most 1,000 kg (2,204 lb).");
  return load;
}

/**
 * @param {Load} load
 * @param {Unit} unit
 */
export function weigh({ v, u }, unit) {
  if (u === unit) return Number(v);
  return unit === "kg" ? Number(v) * KG_PER_LB : Number(v) / KG_PER_LB;
}

/**
 * The number to show in `unit`: as typed in its own, else to one decimal; no zeros behind.
 * @param {Load} load
 * @param {Unit} unit
 */
export function display(load, unit) {
  const text = load.u === unit ? load.v : (Math.round(weigh(load, unit) * 10) / 10).toFixed(1);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/**
 * What a form keeps beside the number shown: `82.5 kg`.
 * @param {string} text
 * @returns {Load | null}
 */
export function readKept(text) {
  const [typed = "", unit] = text.split(" ");
  try {
    return parseLoad(typed, unit === "lb" ? "lb" : "kg");
  } catch {
    return null;
  }
}
