/** The pages before and after one, and the keys that go there. */

import { isPlain, typesInto } from "../keys.js";

/** @returns {{previous: ?Object, next: ?Object}} of the site's pages, in the order of the navigation */
export function neighbours(key, site) {
  const at = site.pages.findIndex((page) => page.key === key);
  if (at < 0) return { previous: null, next: null };
  return { previous: site.pages[at - 1] ?? null, next: site.pages[at + 1] ?? null };
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
