// How the mock-ups are shown: in which appearance, and with what is cropped or not. The browser keeps it, from page to
// page.

import { scheme } from "../appearance.js";

const KEY = "metaimage-platforms";

/** The appearances that are drawn for each choice. */
export const SCHEMES = { light: ["light"], dark: ["dark"], both: ["light", "dark"] };

/** @typedef {{scheme: "light" | "dark" | "both" | null, crops: boolean}} Manner scheme: null until somebody chooses */

/** @returns {Manner} */
export function keptManner() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return { scheme: kept?.scheme in SCHEMES ? kept.scheme : null, crops: kept?.crops === true };
  } catch {
    // Storage may be forbidden, or hold what an older version wrote.
    return { scheme: null, crops: false };
  }
}

/** @param {Manner} manner */
export function keepManner(manner) {
  try {
    localStorage.setItem(KEY, JSON.stringify(manner));
  } catch {
    // It then holds until the page is left.
  }
}

/** The choice that holds: without one, the app's own theme. @param {Manner} manner */
export function chosenScheme(manner) {
  return manner.scheme ?? scheme();
}
