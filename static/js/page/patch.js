/**
 * Makes `live` look like `fresh` and touches nothing that is the same already, so that scroll, focus, open
 * folds and the keyboard stay where they are.
 *
 * keeps: true for a form whose entries are newer than `fresh`; only its hidden fields are brought up to date.
 * @param {Element} live
 * @param {Element} fresh
 * @param {(form: HTMLFormElement) => boolean} keeps
 */
export function patch(live, fresh, keeps) {
  if (live.hasAttribute("data-own")) return; // a script of this page alone says what stands there
  const form = ownForm(live);
  if (form && keeps(form)) return refreshHidden(form, fresh);
  if (!(live instanceof HTMLTextAreaElement)) patchChildren(live, fresh, keeps);
  patchAttributes(live, fresh);
  patchControl(live, fresh);
}

/**
 * The form that this element is, or is the row of.
 * @param {Element} element
 */
function ownForm(element) {
  const form = element.matches(".set-row") ? element.querySelector("form") : element;
  return form instanceof HTMLFormElement ? form : null;
}

/**
 * @param {HTMLFormElement} form
 * @param {Element} fresh
 */
function refreshHidden(form, fresh) {
  for (const input of form.querySelectorAll("input[type=hidden]")) {
    const twin = fresh.querySelector(`input[type=hidden][name="${input.getAttribute("name")}"]`);
    if (input instanceof HTMLInputElement && twin instanceof HTMLInputElement) input.value = twin.value;
  }
}

/**
 * @param {Element} live
 * @param {Element} fresh
 * @param {(form: HTMLFormElement) => boolean} keeps
 */
function patchChildren(live, fresh, keeps) {
  /** @type {ChildNode | null} */
  let at = passOwn(live.firstChild);
  for (const wanted of [...fresh.childNodes]) {
    const match = findMatch(live, at, wanted);
    if (!match) {
      live.insertBefore(document.adoptNode(wanted), at);
      continue;
    }
    while (at && at !== match) at = removed(at);
    at = passOwn(match.nextSibling);
    if (match instanceof Element && wanted instanceof Element) patch(match, wanted, keeps);
    else if (match.nodeValue !== wanted.nodeValue) match.nodeValue = wanted.nodeValue;
  }
  while (at) at = removed(at);
}

/**
 * The child, from `at` on, that `wanted` is a newer state of: the one with its id, else the next in line.
 * @param {Element} live
 * @param {ChildNode | null} at
 * @param {ChildNode} wanted
 */
function findMatch(live, at, wanted) {
  if (wanted instanceof Element && wanted.id) {
    for (let node = at; node; node = node.nextSibling)
      if (node instanceof Element && node.id === wanted.id && node.tagName === wanted.tagName) return node;
    return null;
  }
  if (!at || at.nodeName !== wanted.nodeName || (at instanceof Element && at.id)) return null;
  return at.parentNode === live ? at : null;
}

/**
 * What a script put there by itself has no twin in any fresh page: it stays where it is.
 * @param {ChildNode | null} node
 */
function passOwn(node) {
  let at = node;
  while (at instanceof Element && at.hasAttribute("data-own") && !at.id) at = at.nextSibling;
  return at;
}

/** @param {ChildNode} node */
function removed(node) {
  const next = passOwn(node.nextSibling);
  node.remove();
  return next;
}

/**
 * @param {Element} live
 * @param {Element} fresh
 */
function patchAttributes(live, fresh) {
  // A fold stays as the person left it; a refused or unfinished entry opens it.
  const own = live instanceof HTMLDetailsElement ? ["open"] : [];
  for (const { name } of [...live.attributes])
    if (!fresh.hasAttribute(name) && !own.includes(name)) live.removeAttribute(name);
  for (const { name, value } of fresh.attributes)
    if (live.getAttribute(name) !== value) live.setAttribute(name, value);
}

/**
 * Attributes only say how a control began; this sets how it stands.
 * @param {Element} live
 * @param {Element} fresh
 */
function patchControl(live, fresh) {
  if (live instanceof HTMLInputElement && fresh instanceof HTMLInputElement) {
    if (live.checked !== fresh.checked) live.checked = fresh.checked;
    if (live.value !== fresh.value) live.value = fresh.value;
  } else if (live instanceof HTMLTextAreaElement && fresh instanceof HTMLTextAreaElement) {
    live.defaultValue = fresh.defaultValue;
    if (live.value !== fresh.value) live.value = fresh.value;
  } else if (live instanceof HTMLSelectElement && fresh instanceof HTMLSelectElement) {
    if (live.value !== fresh.value) live.value = fresh.value;
  }
}
