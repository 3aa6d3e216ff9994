/** The pages before and after one, and the keys that go there. */

import { isPlain, typesInto } from "../keys.js";

/**
 * @param {string} key of the page
 * @param {Object[]} found the pages in the sheet from which it was opened
 * @param {Object[]} all those of the navigation, where it is not one of these
 * @returns {{previous: ?Object, next: ?Object, found: number}} found: how many there are, 0 where they are all
 */
export function neighbours(key, found, all) {
  const pages = found.some((page) => page.key === key) ? found : all;
  const at = pages.findIndex((page) => page.key === key);
  const [previous, next] = at < 0 ? [] : [pages[at - 1], pages[at + 1]];
  return { previous: previous ?? null, next: next ?? null, found: pages.length < all.length ? pages.length : 0 };
}

/**
 * Call `move` for `[` and `]` until `signal` ends, save where they are typed.
 *
 * @param {AbortSignal} signal
 * @param {(step: "previous"|"next") => void} move
 */
export function watchKeys(signal, move) {
  addEventListener(
    "keydown",
    (event) => {
      const step = { "[": "previous", "]": "next" }[event.key];
      if (!step || !isPlain(event) || event.defaultPrevented || typesInto(event.target)) return;
      event.preventDefault();
      move(step);
    },
    { signal },
  );
}
