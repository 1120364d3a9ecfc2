/** In another gym than the usual one: what the phone draws from its own rows is fitted to it, too. */

import { theKeeper } from "../keep.js";
import { fitAll } from "../workout/setting.js";

/** @param {HTMLElement} root the workout */
export function stayFitted(root) {
  theKeeper()?.addEventListener("changed", () => void fitAll(root));
  void fitAll(root);
}
