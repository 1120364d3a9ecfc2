/** What a lifter wears for a set. webapp/domain/gear.py says the same. */

const GEAR = /** @type {Record<string, string>} */ ({ belt: "belt", straps: "straps", wraps: "wrist wraps", sleeves: "knee sleeves" });

/**
 * Known pieces, as they are always told.
 * @param {string} text with commas between
 */
export const inOrder = (text) => {
  const worn = text.split(",");
  return Object.keys(GEAR).filter((one) => worn.includes(one));
};

/**
 * The pieces whose boxes are ticked, with commas between.
 * @param {Record<string, string>} form
 */
export const typedGear = (form) =>
  Object.keys(GEAR)
    .filter((one) => `gear-${one}` in form)
    .join(",");

/**
 * What each row of a card shows: what was told, else as in the set before; a ticked one shows only its own.
 * @param {{ told: string | null, isTicked: boolean }[]} sets told: null where nothing was
 * @returns {string[]}
 */
export function gearAlong(sets) {
  let before = "";
  return sets.map(({ told, isTicked }) => {
    before = told ?? before;
    return told ?? (isTicked ? "" : before);
  });
}

/**
 * "Belt, wrist wraps"; "" for none.
 * @param {string} worn with commas between
 */
export function gearWords(worn) {
  const words = inOrder(worn).map((one) => GEAR[one]).join(", ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
