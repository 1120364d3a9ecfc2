/** What a form of the workout page asks for, told from its address. */

import { UUID } from "./ids.js";

const ADDRESS = new RegExp(
  `^/workouts/(?<workout>${UUID})(?:/(?<kind>sets|exercises|messages)/(?<row>${UUID}))?(?:/(?<verb>[a-z]+))?$`,
);

/** @typedef {{ e: "workout" | "workout_exercise" | "set" | "message", eid: string, verb: string, workout: string }} Asked */

/** What a phone can do by itself; anything else is the server's. */
const VERBS = {
  workout: ["save", "readiness", "finish", "reopen", "restore", "exercises", "messages", "setting"],
  workout_exercise: ["save", "skip", "unskip", "remove", "restore", "sets", "move", "warmups", "join", "leave"],
  set: ["save", "remove", "restore", "strike", "unstrike"],
  message: ["remove", "restore", "read"],
};

const ENTITIES = /** @type {const} */ ({ sets: "set", exercises: "workout_exercise", messages: "message" });

/**
 * @param {string} path
 * @returns {Asked | null} null: not for a phone to do
 */
export function readAddress(path) {
  const found = ADDRESS.exec(path)?.groups;
  if (!found?.workout) return null;
  const { workout, kind, row, verb = "save" } = found;
  const e = kind ? ENTITIES[/** @type {"sets" | "exercises" | "messages"} */ (kind)] : "workout";
  if (!VERBS[e].includes(verb)) return null;
  return { e, eid: row ?? workout, verb, workout };
}

/**
 * The fields that a verb sets; null for those that need to look at the page.
 * @param {string} verb
 * @param {number} now
 * @returns {Record<string, unknown> | null}
 */
export function fieldsOf(verb, now) {
  if (verb === "remove") return { deleted_at: now };
  if (verb === "restore") return { deleted_at: null };
  if (verb === "read") return { read_at: now };
  if (verb === "skip") return { skipped: true };
  if (verb === "unskip") return { skipped: false };
  if (verb === "strike" || verb === "unstrike") return { struck: verb === "strike" };
  return verb === "reopen" ? { finished_at: null } : null;
}
