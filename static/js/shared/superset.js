/**
 * Exercises that are done in turn: neighbours with the same letter. webapp/domain/superset.py says the same, and why.
 */

/** @typedef {{ letter: string }} Lettered "" for none */
/** @typedef {{ kind: string, side: string, isTicked: boolean }} Turn */

/**
 * The exercises in their order, those of a superset together, any other by itself.
 * @template {Lettered} T
 * @param {T[]} cards
 * @returns {T[][]}
 */
export function groupsOf(cards) {
  /** @type {T[][]} */
  const groups = [];
  for (const card of cards) {
    const group = groups.at(-1);
    if (group && card.letter && group[0]?.letter === card.letter) group.push(card);
    else groups.push([card]);
  }
  return groups;
}

/**
 * Every set in the order in which they are done: in a superset the warm-ups of each first, then the first set of each,
 * then the second. Both sides of a set, and the drop sets behind it, are done together.
 * @template {Turn} T
 * @param {(Lettered & { sets: T[] })[]} cards
 * @returns {T[]}
 */
export function inTurn(cards) {
  return groupsOf(cards).flatMap((group) => {
    if (group.length === 1) return group[0]?.sets ?? [];
    const warmups = group.flatMap(({ sets }) => sets.filter(({ kind }) => kind === "warmup"));
    const columns = columnsOf(group.map(({ sets }) => atOnce(sets.filter(({ kind }) => kind !== "warmup"))));
    const rounds = Math.max(...columns.map(({ length }) => length));
    return [...warmups, ...Array.from({ length: rounds }, (_, round) => columns.flatMap((column) => column[round] ?? [])).flat()];
  });
}

/**
 * The sets that are still to be done, in turn. A warm-up isn't once a set behind it in its exercise is done: it was
 * passed over.
 * @template {Turn} T
 * @param {(Lettered & { sets: T[] })[]} cards
 * @returns {T[]}
 */
export function dueOf(cards) {
  const begun = cards.filter(({ sets }) => sets.some(({ kind, isTicked }) => kind !== "warmup" && isTicked));
  const passed = new Set(begun.flatMap(({ sets }) => sets.filter(({ kind }) => kind === "warmup")));
  return inTurn(cards).filter((one) => !one.isTicked && !passed.has(one));
}

/**
 * One that was swapped half-way goes on as the exercise behind it: all of it is done, and both together have no more
 * turns than another of the superset.
 * @template {Turn} T
 * @param {T[][][]} each the turns of each exercise
 */
function columnsOf(each) {
  const most = Math.max(...each.map(({ length }) => length));
  /** @type {T[][][]} */
  const columns = [];
  for (const turns of each) {
    const before = columns.at(-1) ?? [];
    const isDone = before.length > 0 && before.flat().every(({ isTicked }) => isTicked);
    if (isDone && before.length + turns.length <= most) before.push(...turns);
    else columns.push([...turns]);
  }
  return columns;
}

/**
 * @template {Turn} T
 * @param {T[]} sets
 */
function atOnce(sets) {
  /** @type {T[][]} */
  const found = [];
  for (const one of sets) {
    const together = found.at(-1);
    const isOtherSide = together?.at(-1)?.side === "left" && one.side === "right";
    if (together && (one.kind === "drop" || isOtherSide)) together.push(one);
    else found.push([one]);
  }
  return found;
}
