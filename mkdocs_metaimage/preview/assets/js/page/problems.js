/** What is wrong with a page, counted. */

import { countByLevel, LEVELS } from "../components/index.js";

/**
 * How many problems of each level a page has. What prevents a picture is one problem, whether the list of errors, the
 * picture or a finding about it says so.
 *
 * @param {{errors: Object[], images: Object[], findings: Object[]}} data
 * @returns {Record<"error"|"warning"|"note", number>}
 */
export function count({ errors, images, findings }) {
  const failed = images.filter(({ error }) => error);
  const failures = new Set([...errors, ...failed.map(({ error }) => error)].map(nameOf));
  const broken = new Set(failed.map(({ id }) => id));
  const others = findings.filter(({ level, image }) => level !== "error" || !broken.has(image));
  const counts = countByLevel(others);
  counts.error += failures.size;
  return counts;
}

/** The gravest level of which there is any, or null. */
export function worst(counts) {
  return LEVELS.find((level) => counts[level]) ?? null;
}

/** The errors that no picture shows in its place. */
export function unplaced({ errors, images }) {
  const placed = new Set(images.flatMap(({ error }) => (error ? [nameOf(error)] : [])));
  return errors.filter((error) => !placed.has(nameOf(error)));
}

function nameOf({ file, line, message }) {
  return JSON.stringify([file ?? null, line ?? null, message]);
}
