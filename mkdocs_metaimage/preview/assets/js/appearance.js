/** The app's theme: what somebody chose, else the system's. */

const KEY = "metaimage-theme";
const dark = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set();

/** @returns {"light" | "dark" | "system"} what is chosen; `theme.js` has read it before the first paint */
export function theme() {
  return document.documentElement.dataset.theme ?? "system";
}

/** @param {"light" | "dark" | "system"} chosen */
export function setTheme(chosen) {
  if (chosen === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
  try {
    if (chosen === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, chosen);
  } catch {
    // Storage may be forbidden; the theme then holds until the page is left.
  }
  tell();
}

/** @returns {"light" | "dark"} what is seen */
export function scheme() {
  if (theme() !== "system") return theme();
  return dark.matches ? "dark" : "light";
}

/** Call `fn` when the theme moves. Returns what stops it. */
export function onTheme(fn) {
  listeners.add(fn);
  return () => listeners.delete(fn);
}

function tell() {
  for (const listener of listeners) listener();
}

dark.addEventListener("change", tell);
