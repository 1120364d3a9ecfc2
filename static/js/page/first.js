/**
 * A page that the server drew is there to be read at once: it is painted first, then come the other modules.
 * The shell shows nothing without them and starts with main.js itself.
 */

const goOn = () => void import("./main.js");

if (document.visibilityState === "hidden") goOn(); // nothing is painted there, so no frame would ever come
else requestAnimationFrame(() => setTimeout(goOn));
