/** The one clock; everything that decides takes `now` as an argument instead. */

/** Milliseconds since the epoch. */
export const now = () => Date.now();

/** The time zone that this device is in. */
export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
