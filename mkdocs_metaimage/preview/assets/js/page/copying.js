/** A copy button that says to a screen reader which of several it is. */

import { copyButton } from "../components/index.js";
import { h } from "../dom.js";

/**
 * @param {string} text what it copies
 * @param {string} label what it says
 * @param {string} what the rest of its name, which is not seen
 */
export function copyOf(text, label, what) {
  const button = copyButton(text, label);
  button.append(h("span", { class: "unseen" }, ` ${what}`));
  return button;
}
