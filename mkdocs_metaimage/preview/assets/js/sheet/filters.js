/** Which pages the sheet shows: pure functions of the site, the state in the address and what has been checked. */

import { within } from "./sections.js";

/** The state of all filters where none is set. */
export const NO_FILTERS = { q: "", section: "", convention: "", language: "", problem: "" };

/** Whether any filter of the sheet is set. */
export function isFiltered(state) {
  return Object.keys(NO_FILTERS).some((name) => state[name]);
}

/** Whether two states of the address filter by other values. */
export function changedFilter(before, after) {
  return Object.keys(NO_FILTERS).some((name) => before[name] !== after[name]);
}

/**
 * What is wrong with a page, as `api/cards` tells it.
 *
 * @returns {{level: string, code: string}[]} errors count as findings of the code "failed"
 */
export function problemsOf(answer) {
  if (answer.failure) return [{ level: "error", code: "failed" }];
  const { errors, findings, images } = answer.data;
  const failed = errors.length > 0 || images.some(({ error }) => error);
  return failed ? [{ level: "error", code: "failed" }, ...findings] : findings;
}

/**
 * A test of pages for `state`.
 *
 * @param {import("../address.js").State} state
 * @param {(key: string) => ?Object} answerOf what has been checked
 * @param {string} [without] the name of a filter to leave out, for the counts beside its values
 * @returns {(page: Object) => boolean}
 */
export function filterFor(state, answerOf, without = "") {
  const tests = {
    q: state.q && textTest(state.q),
    section: state.section && ((page) => within(page.section, state.section)),
    convention: state.convention && ((page) => page.conventions.includes(state.convention)),
    language: state.language && ((page) => page.locale === state.language),
    problem: state.problem && problemTest(state.problem, answerOf),
  };
  const used = Object.entries(tests)
    .filter(([name, test]) => test && name !== without)
    .map(([, test]) => test);
  return (page) => used.every((test) => test(page));
}

/** How many of `pages` have each value that `valuesOf` gives. */
export function count(pages, valuesOf) {
  const counts = new Map();
  for (const page of pages) {
    for (const value of new Set(valuesOf(page))) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

/** The values of the problem filter that a checked page has. */
export function problemValues(answer) {
  if (!answer) return [];
  const problems = problemsOf(answer);
  const values = problems.flatMap(({ level, code }) => [level, code]);
  // Notes are advice: a page with nothing else has no problem.
  return problems.every(({ level }) => level === "note") ? [...values, "none"] : values;
}

function problemTest(wanted, answerOf) {
  return (page) => problemValues(answerOf(page.key)).includes(wanted);
}

function textTest(text) {
  const path = pathIn(text);
  const words = fold(text).split(/\s+/).filter(Boolean);
  return (page) => {
    if (path !== null && pathOf(page) === path) return true;
    const said = fold(`${page.title} ${page.route} ${page.key} ${page.description ?? ""}`);
    return words.every((word) => said.includes(word));
  };
}

// An address as it is copied from the browser's bar, or its path.
function pathIn(text) {
  const address = text.trim();
  if (!/^(https?:\/\/|\/)/i.test(address)) return null;
  try {
    return plain(new URL(address, location.href).pathname);
  } catch {
    return null;
  }
}

function pathOf(page) {
  return plain(new URL(page.href, location.href).pathname);
}

function plain(path) {
  let decoded = path;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // Not UTF-8: compared as it is written.
  }
  return decoded.replace(/\/index\.html$/, "/").replace(/(.)\/$/, "$1");
}

// Case and accents make no difference: "Einfuhrung" finds "Einführung".
function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase();
}
