/** Languages by their names in English. */

const NAMES = new Intl.DisplayNames("en", { type: "language", fallback: "none" });

/** @param {string} tag @returns {string} "" where the browser knows no name, or it is no tag */
export function languageName(tag) {
  try {
    return NAMES.of(tag) ?? "";
  } catch {
    return "";
  }
}
