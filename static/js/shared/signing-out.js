/** Somebody who signed out with no network is signed out at the server as soon as it can be reached. */

const PATIENCE_MS = 2500;

/**
 * @param {ReturnType<typeof import("./device.js").openDevice>} device
 * @param {typeof fetch} fetch
 * @returns {Promise<boolean>} false where nobody answered
 */
export async function endSession(device, fetch) {
  try {
    const { ok, url } = await fetch("/logout", { method: "POST", signal: AbortSignal.timeout(PATIENCE_MS) });
    // A captive portal leads elsewhere.
    if (ok && new URL(url).search === "?out=1") await device.remember(null);
    return true;
  } catch {
    return false;
  }
}
