/** What is shown, kept in the address, so that it can be shared, kept as a bookmark and gone back to. */

/**
 * @typedef {Object} State
 * @property {string} page key of the page that is open; "" for the sheet
 * @property {string} tab of the page view
 * @property {string} q text to find
 * @property {string} section titles of the section and those around it, joined by "/"
 * @property {string} convention
 * @property {string} language
 * @property {string} problem a level, "any", "none" or a finding's code
 * @property {string} width in px of the cards in the sheet
 * @property {string} image id of the picture in the design tab; "" for the social card
 * @property {string} zoom "fit", "100" or a width in px, of that picture
 * @property {string} show overlays on it, joined by ","
 * @property {string} title tried in place of the page's; so are the following
 * @property {string} description
 * @property {string} lang
 * @property {string} dir
 * @property {string} template
 */

const DEFAULTS = {
  page: "",
  tab: "overview",
  q: "",
  section: "",
  convention: "",
  language: "",
  problem: "",
  width: "320",
  image: "",
  zoom: "fit",
  show: "",
  title: "",
  description: "",
  lang: "",
  dir: "",
  template: "",
};

// What is said of one page only, and nothing of another.
const OF_PAGE = ["image", "title", "description", "lang", "dir", "template"];

const listeners = new Set();

/** @returns {State} */
export function read() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(Object.entries(DEFAULTS).map(([name, value]) => [name, query.get(name) ?? value]));
}

/** The address of the present state with `changes`, for a link. */
export function href(changes) {
  const now = read();
  const state = { ...now, ...changes };
  if (state.page !== now.page) for (const name of OF_PAGE) state[name] = changes[name] ?? "";
  // Which tab is open is nothing of the sheet's.
  if (!state.page) state.tab = DEFAULTS.tab;
  const said = Object.entries(state).filter(([name, value]) => String(value ?? "") !== (DEFAULTS[name] ?? ""));
  const query = new URLSearchParams(said).toString();
  return query ? `?${query}` : location.pathname;
}

/**
 * Show the present state with `changes`.
 *
 * @param {Partial<State>} changes
 * @param {{replace?: boolean}} options replace: leave no step to go back to (typing, moving a switch)
 */
export function go(changes, { replace = false } = {}) {
  const address = href(changes);
  if (replace) history.replaceState(history.state, "", address);
  else history.pushState(null, "", address);
  tell();
}

/** Call `fn` with the state whenever it moves. Returns what stops it. */
export function onMove(fn) {
  listeners.add(fn);
  return () => listeners.delete(fn);
}

function tell() {
  const state = read();
  for (const listener of listeners) listener(state);
}

addEventListener("popstate", tell);

// Links of the app move within it; with a modifier they are the browser's own.
addEventListener("click", (event) => {
  if (
    event.defaultPrevented ||
    event.button !== 0 ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    event.altKey
  ) {
    return;
  }
  const link = event.target.closest?.("a[href]");
  if (!link || link.target || link.hasAttribute("download")) return;
  const raw = link.getAttribute("href");
  if (!raw.startsWith("?") && raw !== location.pathname) return;
  event.preventDefault();
  history.pushState(null, "", raw);
  tell();
});
