/** Sentences in which names of code stand between backticks, as the messages of the package have them. */

import { h } from "../dom.js";

/**
 * What to give an element as its children.
 *
 * @param {string} text
 * @returns {(string | HTMLElement)[]}
 */
export function marked(text) {
  // Every other part was between two backticks; one that nothing closes is itself.
  const parts = text.split(/`([^`]+)`/);
  return parts.map((part, index) => (index % 2 ? h("code", null, part) : part));
}
