/**
 * Keys that turn overlays on and off.
 */

import { isPlain, typesInto } from "../keys.js";
import { OVERLAYS } from "./overlays.js";

/**
 * @param {HTMLElement} element keys do nothing while this is not in the page
 * @param {(id: string) => void} toggle
 * @returns {() => void} ends it
 */
export function watchShortcuts(element, toggle) {
  const listening = new AbortController();
  addEventListener(
    "keydown",
    (event) => {
      if (!element.isConnected || event.defaultPrevented || event.repeat) return;
      // What a list of suggestions sends has no modifiers to ask for.
      if (typesInto(event.target) || !isPlain(event)) return;
      const overlay = OVERLAYS.find(({ key }) => key === event.key.toLowerCase());
      if (!overlay) return;
      event.preventDefault();
      toggle(overlay.id);
    },
    { signal: listening.signal },
  );
  return () => listening.abort();
}
