/**
 * A picture of a finished workout, made on this phone when asked: what was lifted, never notes, effort or pain.
 * Handed to whatever the phone shares with; saved as a file where it can't.
 */

const WIDTH = 1080;
const EDGE = 72;
const ROW = 124;
const MOST_ROWS = 9;

/** @param {HTMLElement} button */
export async function sharePicture(button) {
  const root = button.closest(".workout");
  if (!(root instanceof HTMLElement)) return;
  button.setAttribute("aria-busy", "true");
  try {
    const picture = await draw(root);
    const file = new File([picture], `backday-${root.dataset.on}.png`, { type: "image/png" });
    if (navigator.canShare?.({ files: [file] })) await navigator.share({ files: [file] }).catch(() => undefined);
    else save(file);
  } finally {
    button.removeAttribute("aria-busy");
  }
}

/** @param {File} file */
function save(file) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * @param {HTMLElement} root
 * @returns {Promise<Blob>}
 */
function draw(root) {
  const lifted = [...root.querySelectorAll("article.exercise:not([data-skipped], [hidden])")].map(lineOf).filter(({ sets }) => sets);
  const shown = lifted.slice(0, MOST_ROWS);
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = 470 + shown.length * ROW + 96;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const colour = (/** @type {string} */ name) => getComputedStyle(document.body).getPropertyValue(name).trim();
  const write = (/** @type {string} */ text, /** @type {number} */ y, /** @type {string} */ font, /** @type {string} */ ink) => {
    pen.font = `${font} ${getComputedStyle(document.body).fontFamily}`;
    pen.fillStyle = colour(ink);
    pen.fillText(text, EDGE, y, WIDTH - 2 * EDGE);
  };
  pen.fillStyle = colour("--bg");
  pen.fillRect(0, 0, canvas.width, canvas.height);
  write(root.querySelector("h1")?.textContent?.trim() ?? "", 150, "700 84px", "--ink");
  write(dayOf(root), 216, "400 40px", "--ink-2");
  write(factsOf(root), 322, "700 52px", "--done");
  shown.forEach(({ name, sets }, place) => {
    write(name, 430 + place * ROW, "650 42px", "--ink");
    write(sets, 480 + place * ROW, "400 36px", "--ink-2");
  });
  write(lifted.length > shown.length ? `and ${lifted.length - shown.length} more · Backday` : "Backday", canvas.height - 56, "600 34px", "--go");
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture came of it"))), "image/png"),
  );
}

/** @param {HTMLElement} root */
function factsOf(root) {
  const facts = [...root.querySelectorAll(".amounts li")];
  return facts.map((fact) => fact.textContent?.trim().replace(/\s+/g, " ")).join("  ·  ");
}

/** @param {HTMLElement} root */
function dayOf(root) {
  const on = new Date(`${root.dataset.on}T12:00`);
  return on.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}

/**
 * An exercise and its working sets, equal neighbours counted: `3 × (82.5 kg × 5)`.
 * @param {Element} card
 */
function lineOf(card) {
  /** @type {{ text: string, count: number }[]} */
  const runs = [];
  for (const load of card.querySelectorAll(".set-row[data-ticked]:not([data-kind=warmup], [hidden]) .load")) {
    const words = [...load.childNodes].map((node) => node.textContent?.trim()).filter(Boolean);
    const text = words.join(" ");
    const last = runs.at(-1);
    if (last?.text === text) last.count += 1;
    else runs.push({ text, count: 1 });
  }
  const sets = runs.map(({ text, count }) => (count > 1 ? `${count} × (${text})` : text)).join(", ");
  return { name: card.querySelector("h2")?.textContent?.trim() ?? "", sets };
}
