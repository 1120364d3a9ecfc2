/** Which steps put an app on this device's home screen. */

/**
 * @param {{ userAgent: string, maxTouchPoints?: number }} navigator
 * @returns {"ios" | "android" | "computer"}
 */
export function deviceKind({ userAgent, maxTouchPoints = 0 }) {
  if (/iPhone|iPad|iPod/.test(userAgent)) return "ios";
  // An iPad says that it is a Mac; no Mac has a touch screen.
  if (/Macintosh/.test(userAgent) && maxTouchPoints > 1) return "ios";
  return /Android/.test(userAgent) ? "android" : "computer";
}
