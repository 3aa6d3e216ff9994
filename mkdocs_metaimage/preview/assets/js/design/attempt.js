/**
 * What is tried in place of what a page says of itself. It lives in the address.
 */

/**
 * @typedef {{title?: string, description?: string, lang?: string, dir?: string, template?: string}} Attempt
 */

const KEYS = ["title", "description", "lang", "dir", "template"];

/** What a page shows of itself as things are, to compare with: `{title, description, lang, dir}`. */
export function presentOf(page) {
  return {
    title: page?.title ?? "",
    description: page?.description ?? "",
    lang: page?.locale ?? "",
    dir: page?.direction ?? "",
  };
}

/**
 * The attempt in `values`: only what they give.
 * @param {Record<string, string>} values
 * @returns {Attempt}
 */
export function attemptIn(values) {
  return Object.fromEntries(KEYS.filter((key) => values[key]).map((key) => [key, values[key]]));
}

/** The changes of the address that make it say `attempt` and nothing else. */
export function addressOf(attempt) {
  return Object.fromEntries(KEYS.map((key) => [key, attempt[key] ?? ""]));
}

export function isEmpty(attempt) {
  return KEYS.every((key) => !attempt[key]);
}

export function isSame(one, other) {
  return KEYS.every((key) => (one[key] ?? "") === (other[key] ?? ""));
}
