/** What the lifter must not do, as the workout tells it. */

/** @typedef {import("../../shared/limitations.js").Limit} Limit */

/**
 * @param {HTMLElement} root the workout
 * @returns {Limit[]}
 */
export const limitsOf = (root) => JSON.parse(root.dataset.limits ?? "[]");
