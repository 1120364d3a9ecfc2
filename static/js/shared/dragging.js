/** Where something that is dragged within a list would land, and when the page goes along. */

/** @typedef {{ top: number, height: number }} Box from the list's beginning; in the order of the list */

/** How near an edge of the screen the finger has to be, in pixels, and how far the page then goes in a frame. */
const NEAR = { above: 72, below: 136 }; // at the bottom stand the bar and the rest
const FASTEST = 14;

/**
 * The place that the source-th would have: it passes whatever its own edge has come beyond the middle of.
 * @param {Box[]} boxes
 * @param {number} source
 * @param {number} by how far down it was dragged; less than nothing: up
 */
export function landing(boxes, source, by) {
  const held = boxes[source];
  if (!held) return source;
  const middle = (/** @type {Box} */ { top, height }) => top + height / 2;
  const passed = boxes.filter((box, place) => place > source && held.top + by + held.height > middle(box));
  const overtaken = boxes.filter((box, place) => place < source && held.top + by < middle(box));
  return source + passed.length - overtaken.length;
}

/**
 * How far the one at a place stands aside.
 * @param {number} place
 * @param {number} source
 * @param {number} to
 * @param {number} room that the dragged one takes
 */
export function aside(place, source, to, room) {
  if (place > source && place <= to) return -room;
  return place < source && place >= to ? room : 0;
}

/**
 * How far the page goes in a frame; the nearer the edge, the faster, and no further than the list reaches.
 * @param {number} y of the finger
 * @param {number} height of the screen
 * @param {{ top: number, bottom: number }} list where its ends are on the screen
 */
export function pull(y, height, list) {
  const above = Math.max(0, NEAR.above - y) / NEAR.above;
  const below = Math.max(0, y - (height - NEAR.below)) / NEAR.below;
  const down = Math.min(Math.round(Math.min(1, below) * FASTEST), Math.max(0, Math.ceil(list.bottom - (height - NEAR.below))));
  const up = Math.min(Math.round(Math.min(1, above) * FASTEST), Math.max(0, Math.ceil(NEAR.above - list.top)));
  return down - up;
}
