// The texts of a mock-up. They come cut to the platform's number of characters; the platforms' apps clamp them to a
// number of lines besides, which only the browser can do, since it alone knows where lines end.

import { h } from "../dom.js";

/**
 * A text in at most `lines` lines, in its own direction; null when there is none.
 * @param {string | null | undefined} text
 * @param {string} name what it is: `title`, `description`, `domain`, `site` or `author`
 * @param {number} [lines]
 */
export function text(text, name, lines = 1) {
  if (!text) return null;
  return h("div", { class: `m-text m-${name}`, dir: "auto", style: { "--lines": String(lines) } }, text);
}

/** The page's address as people paste it. Decoration: the mock-up's caption says what is shared. */
export function pasted(shown) {
  return h("span", { class: "m-link", dir: "ltr" }, shown.url);
}
