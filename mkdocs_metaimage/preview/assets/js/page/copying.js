/** A copy button that says to a screen reader which of several it is. */

import { copyButton } from "../components/index.js";
import { h } from "../dom.js";

/**
 * @param {string} text what it copies
 * @param {string} label what it says
 * @param {string} what of which thing
 */
export function copyOf(text, label, what) {
  const button = copyButton(text, label);
  button.append(h("span", { class: "unseen" }, ` of ${what}`));
  return button;
}
