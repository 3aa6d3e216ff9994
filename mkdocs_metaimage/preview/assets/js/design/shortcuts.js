/**
 * Keys that turn overlays on and off.
 */

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
      if (event.ctrlKey || event.altKey || event.metaKey || typesInto(event.target)) return;
      const overlay = OVERLAYS.find(({ key }) => key === event.key.toLowerCase());
      if (!overlay) return;
      event.preventDefault();
      toggle(overlay.id);
    },
    { signal: listening.signal },
  );
  return () => listening.abort();
}

function typesInto(element) {
  return element.isContentEditable || element.matches?.("textarea, select, input:not([type=radio], [type=checkbox])");
}
