/** Ids that whoever creates a thing may mint: UUIDv7, so they sort by time. */

/** An id, in a pattern. */
export const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

const WORKOUT = new RegExp(`^/workouts/(${UUID})$`);

/**
 * The workout whose page stands at the path; null for any other page.
 * @param {string} path
 */
export const workoutAt = (path) => WORKOUT.exec(path)?.[1] ?? null;

let lastMs = 0;
let counter = 0;

/**
 * A new id. Within one millisecond, or when the clock goes back, ids still ascend.
 * @param {number} now ms since the epoch
 * @param {(bytes: Uint8Array) => Uint8Array} [random] fills and returns the bytes
 */
export function newId(now, random = (bytes) => crypto.getRandomValues(bytes)) {
  const bytes = random(new Uint8Array(16));
  counter = now > lastMs ? 0 : counter + 1;
  lastMs = Math.max(now, lastMs) + (counter > 0xfff ? 1 : 0);
  counter &= 0xfff;
  for (let index = 0; index < 6; index++) bytes[index] = Math.floor(lastMs / 256 ** (5 - index)) % 256;
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
