/** What is wrong with a page and its pictures: badges, rows of findings, boxes of errors. */

import { h } from "../dom.js";
import { icon } from "./icon.js";
import { marked } from "./marked.js";

/** From the gravest on. */
export const LEVELS = ["error", "warning", "note"];

const NAMES = { error: "Error", warning: "Warning", note: "Note" };

/**
 * The mark of a level, with how many where that is given.
 *
 * @param {"error"|"warning"|"note"} level
 * @param {number} [count]
 */
export function levelBadge(level, count) {
  const name = NAMES[level] ?? level;
  const said = count === undefined ? name : `${count} ${count === 1 ? name.toLowerCase() : `${name.toLowerCase()}s`}`;
  return h(
    "span",
    { class: "badge", data: { level }, title: said },
    icon(level),
    count === undefined ? name : [h("span", { "aria-hidden": "true" }, count), h("span", { class: "unseen" }, said)],
  );
}

/** How many of these findings have each level. @param {{level: string}[]} findings */
export function countByLevel(findings) {
  return Object.fromEntries(LEVELS.map((level) => [level, findings.filter((one) => one.level === level).length]));
}

/** The marks of the levels that there are, with how many. @param {Record<"error"|"warning"|"note", number>} counts */
export function levelBadges(counts) {
  return LEVELS.filter((level) => counts[level]).map((level) => levelBadge(level, counts[level]));
}

/** One finding, with the platform it is about and how to mend it. `site` is that of `api/site`. */
export function findingRow(finding, site) {
  const platform = site?.platforms?.find(({ id }) => id === finding.platform);
  return h(
    "li",
    { class: "finding", data: { level: finding.level, code: finding.code } },
    h(
      "span",
      { class: "finding-mark" },
      icon(finding.level),
      h("span", { class: "unseen" }, `${NAMES[finding.level]}: `),
    ),
    h(
      "div",
      { class: "finding-said" },
      h("p", null, platform ? h("strong", null, `${platform.name}: `) : null, marked(finding.message)),
      finding.hint ? h("p", { class: "quiet" }, marked(finding.hint)) : null,
    ),
  );
}

/** An error in the place of what it prevented: message, place, how to mend it, traceback to unfold. */
export function errorBox(error) {
  const place = error.file ? `${error.file}${error.line ? `:${error.line}` : ""}` : null;
  return h(
    "div",
    { class: "error-box", role: "group", "aria-label": error.convention ? `Error of ${error.convention}` : "Error" },
    h("p", { class: "error-message" }, icon("error"), h("span", null, marked(error.message))),
    place ? h("p", null, h("code", { class: "error-place" }, place)) : null,
    error.hint ? h("p", { class: "error-hint" }, marked(error.hint)) : null,
    error.traceback
      ? h(
          "details",
          { class: "traceback" },
          h("summary", null, "Traceback"),
          h("pre", { tabindex: "0" }, error.traceback),
        )
      : null,
  );
}
