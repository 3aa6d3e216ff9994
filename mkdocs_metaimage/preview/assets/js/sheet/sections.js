/** Sections of the docs in the address: their titles from the outermost in, joined by "/". */

/** What the address calls the pages that are in no section: no title is written so. */
export const NONE = "/";

/** @param {string[]} path */
export function named(path) {
  return path.map((title) => title.replaceAll("%", "%25").replaceAll("/", "%2F")).join("/");
}

/** Whether a page of the section `path` is in the section called `name`, or in one within it. */
export function within(path, name) {
  if (name === NONE) return path.length === 0;
  const own = named(path);
  return own === name || own.startsWith(`${name}/`);
}

/** The names of the section `path` and of those around it, from the outermost in. */
export function around(path) {
  if (!path.length) return [NONE];
  return path.map((_, index) => named(path.slice(0, index + 1)));
}
