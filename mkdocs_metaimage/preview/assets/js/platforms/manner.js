// How the mock-ups are shown: in which appearance, and with what is cropped or not. The browser keeps it, from page to
// page.

const KEY = "metaimage-platforms";
const DEFAULTS = { scheme: "light", crops: false };

/** The appearances that are drawn for each choice. */
export const SCHEMES = { light: ["light"], dark: ["dark"], both: ["light", "dark"] };

/** @returns {{scheme: "light" | "dark" | "both", crops: boolean}} */
export function keptManner() {
  try {
    const { scheme, crops } = JSON.parse(localStorage.getItem(KEY)) ?? DEFAULTS;
    return { scheme: scheme in SCHEMES ? scheme : DEFAULTS.scheme, crops: crops === true };
  } catch {
    // Storage may be forbidden, or hold what an older version wrote.
    return { ...DEFAULTS };
  }
}

export function keepManner(manner) {
  try {
    localStorage.setItem(KEY, JSON.stringify(manner));
  } catch {
    // It then holds until the page is left.
  }
}
