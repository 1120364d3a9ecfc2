/** Whether the server was told that somebody signed out here: before that, it would show their pages to anybody. */

import { openDevice } from "../shared/device.js";
import { endSession } from "../shared/signing-out.js";

/** A database that doesn't open (Safari's may hang) must not keep the page waiting. */
const PATIENCE_MS = 600;

/** @returns {Promise<boolean>} false where somebody has signed out, and nobody answered */
export async function saidGoodbye() {
  const device = openDevice();
  try {
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, false));
    const isLeaving = await Promise.race([device.isLeaving(), late]);
    return !isLeaving || (await endSession(device, fetch));
  } catch {
    return true;
  } finally {
    device.close();
  }
}
