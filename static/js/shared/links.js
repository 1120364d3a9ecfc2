/** The addresses in what somebody wrote; webapp/threads/links.py does the same. */

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/gi;
const ENDS_SENTENCE = ".,;:!?…*_";
const PAIRS = /** @type {Record<string, string>} */ ({ ")": "(", "]": "[", "}": "{" });

/**
 * The text cut up, in order: what is an address and what stands between.
 * @param {string} text
 * @returns {[string, boolean][]}
 */
export function parts(text) {
  /** @type {[string, boolean][]} */
  const found = [];
  let at = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = withoutEnd(match[0]);
    if (/^https?:\/\/[^\p{L}\p{N}_]*$/iu.test(address)) continue;
    found.push([text.slice(at, match.index), false], [address, true]);
    at = match.index + address.length;
  }
  return [...found, /** @type {[string, boolean]} */ ([text.slice(at), false])].filter(([part]) => part);
}

/**
 * Without what belongs to the sentence: its full stop, the bracket that it stands in.
 * @param {string} address
 */
function withoutEnd(address) {
  let end = address.length;
  for (; end > 0; end--) {
    const last = address[end - 1] ?? "";
    const open = PAIRS[last];
    const kept = address.slice(0, end);
    const isClosed = open !== undefined && kept.split(last).length > kept.split(open).length;
    if (!ENDS_SENTENCE.includes(last) && !isClosed) break;
  }
  return address.slice(0, end);
}
