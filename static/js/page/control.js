/** What a person types into or ticks. */

/**
 * @param {unknown} target
 * @returns {target is HTMLInputElement | HTMLTextAreaElement}
 */
export function isControl(target) {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
