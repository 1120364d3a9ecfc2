/**
 * A lifter's best of one exercise, and which sets beat it. The same as webapp/domain/records.py and
 * webapp/workouts/flags.py, tied by tests/vectors/records.json.
 */

import { display, weigh } from "./load.js";

/** @typedef {import("./load.js").Load} Load */
/** @typedef {import("./load.js").Unit} Unit */
/** @typedef {"reps" | "seconds" | "distance"} Measure */
/** @typedef {{ load: Load | null, amount: number, rank: number, estimate: number | null }} Lift weights in millionths of a kg */
/**
 * amounts: the most at each rank. body: the bodyweight that the estimate counts, where it counts one; all of it
 * in millionths of a kg.
 * @typedef {{ amounts: Map<number, number>, estimate: number | null, body?: number | null }} Bests
 */
/** @typedef {{ kind: "load" | "estimate" | "amount", lift: Lift }} RecordOf */

const MAX_REPS_FOR_ESTIMATE = 12;
const TAKES_LOAD = ["external", "per_hand", "assisted"];
const WHOLE = ["external", "per_hand"];
const HANGS = ["bodyweight_plus", "assisted"];
const HARDEST = /** @type {Record<string, string>} */ ({ assisted: "least help", bodyweight_plus: "most added" });
const COUNTED = { reps: "reps", seconds: "seconds", distance: "metres" };

/** @param {number} kg */
const millionths = (kg) => Math.round(kg * 1e6);

/**
 * What a card tells of all that was before.
 * @param {string} text
 * @returns {{ mode: string, bests: Bests }}
 */
export function readBests(text) {
  const { mode, most, top, body } = JSON.parse(text);
  const amounts = Object.entries(most).map(([rank, amount]) => /** @type {[number, number]} */ ([millionths(Number(rank)), amount]));
  const told = (/** @type {string | null} */ weight) => (weight === null ? null : millionths(Number(weight)));
  return { mode, bests: { amounts: new Map(amounts), estimate: told(top), body: told(body ?? null) } };
}

/**
 * Whether a set can be a record at all; a struck one was said not to be.
 * @param {{ isTicked: boolean, kind: string | undefined, isStruck: boolean }} set
 */
export const counts = ({ isTicked, kind, isStruck }) => isTicked && kind !== "warmup" && !isStruck;

/**
 * A set as it counts; null where nothing was told, it failed, or the load that it takes is missing.
 * @param {Load | null} load
 * @param {number | null} amount reps, seconds or metres
 * @param {string} mode how the exercise is loaded
 * @param {Measure} measure
 * @param {number | null} [body] the bodyweight of that day in millionths of a kg, where it is known
 * @returns {Lift | null}
 */
export function liftOf(load, amount, mode, measure, body) {
  if (!amount || (!load && TAKES_LOAD.includes(mode))) return null;
  const weight = load && mode !== "none" ? millionths(weigh(load, "kg")) : 0;
  const rank = mode === "assisted" ? 0 - weight : weight;
  const whole = wholeOf(rank, mode, body ?? null);
  const isTrusted = measure === "reps" && whole !== null && amount <= MAX_REPS_FOR_ESTIMATE;
  const estimate = isTrusted ? (amount === 1 ? whole : Math.round((whole * (30 + amount)) / 30)) : null;
  return { load: mode === "none" ? null : load, amount, rank, estimate };
}

/**
 * The weight that an estimate is made from: of who hangs from a bar, the lifter's own with it.
 * @param {number} rank
 * @param {string} mode
 * @param {number | null} body
 */
function wholeOf(rank, mode, body) {
  if (WHOLE.includes(mode)) return rank;
  return body !== null && HANGS.includes(mode) ? Math.max(body + rank, 0) : null;
}

/**
 * @param {Bests} bests
 * @param {Lift[]} lifts
 * @returns {Bests}
 */
export function withLifts({ amounts, estimate, body }, lifts) {
  const most = new Map(amounts);
  let top = estimate;
  for (const one of lifts) {
    most.set(one.rank, Math.max(one.amount, most.get(one.rank) ?? 0));
    if (one.estimate !== null) top = Math.max(one.estimate, top ?? one.estimate);
  }
  return { amounts: most, estimate: top, body };
}

/**
 * The greatest record of some lifts against all before them; null where there is none, as of a first time.
 * @param {Lift[]} lifts
 * @param {Bests} before
 * @returns {RecordOf | null}
 */
export function recordOf(lifts, before) {
  if (before.amounts.size === 0) return null;
  const hardest = Math.max(...before.amounts.keys());
  const found = lifts.filter((one) => !wasDone(one, before));
  const harder = found.filter(({ rank }) => rank > hardest).sort(byRank)[0];
  if (harder) return { kind: "load", lift: harder };
  const { estimate: top } = before;
  const stronger = found
    .filter(({ estimate }) => estimate !== null && top !== null && estimate > top)
    .sort((one, other) => (other.estimate ?? 0) - (one.estimate ?? 0) || byRank(one, other))[0];
  if (stronger) return { kind: "estimate", lift: stronger };
  const more = found.filter(({ rank }) => before.amounts.has(rank)).sort(byRank)[0];
  return more ? { kind: "amount", lift: more } : null;
}

/**
 * Which sets of a workout were records as they were done: each has to beat those above it, too.
 * @param {(Lift | null)[]} lifts in the order of the page; null for what doesn't count
 * @param {Bests} before
 * @returns {(RecordOf | null)[]}
 */
export function recordsAlong(lifts, before) {
  let best = before;
  return lifts.map((one) => {
    if (!one || before.amounts.size === 0) return null;
    const record = recordOf([one], best);
    best = withLifts(best, [one]);
    return record;
  });
}

/**
 * "Record: most reps at 82.5 kg".
 * @param {RecordOf} record
 * @param {string} mode
 * @param {Measure} measure
 * @param {Unit} unit
 */
export function recordText({ kind, lift: { load } }, mode, measure, unit) {
  const shown = load ? `${display(load, unit)} ${unit}` : "";
  if (kind === "load") return `Record: ${HARDEST[mode] ?? "heaviest load"}, ${shown}`;
  if (kind === "estimate") return "Record: highest estimated maximum";
  return `Record: most ${COUNTED[measure]}${shown && ` at ${shown}`}`;
}

/**
 * @param {Lift} one
 * @param {Lift} other
 */
const byRank = (one, other) => other.rank - one.rank || other.amount - one.amount;

/**
 * Whether as many went at this load or a harder one.
 * @param {Lift} lift
 * @param {Bests} before
 */
const wasDone = (lift, { amounts }) => [...amounts].some(([rank, most]) => rank >= lift.rank && most >= lift.amount);
