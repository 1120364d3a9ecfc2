/** Takes a coach's page away once what it shows of a client isn't theirs to see any more. */

import { keepAsking } from "../keep-asking.js";

/** @param {HTMLElement} main with data-ask, data-sight, data-otherwise and data-ended, as `until_ended` in the templates says */
export function showUntilEnded(main) {
  const { ask = "", sight = "", otherwise = "", ended = otherwise } = main.dataset;
  const headers = sight ? { "If-None-Match": `"${sight}"` } : undefined;
  keepAsking(async () => {
    const answer = await fetch(ask, { headers, cache: "no-store" });
    const isOver = answer.status === 404 || answer.status === 401 || (sight !== "" && answer.status === 204);
    if (!isOver) return;
    main.replaceChildren(); // before the next page is there, and even if it never comes
    document.title = "Backday";
    for (const link of document.querySelectorAll(".top .pill")) link.remove(); // the way back bears a name
    location.replace(answer.status === 404 ? ended : otherwise);
  });
}
