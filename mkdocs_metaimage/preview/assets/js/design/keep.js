/**
 * How to make permanent what is tried.
 */

import { copyButton } from "../components/index.js";
import { h } from "../dom.js";
import { frontMatter } from "./front_matter.js";
import { direction } from "./languages.js";

const WAYS = { ltr: "left to right", rtl: "right to left" };

/**
 * @param {import("./attempt.js").Attempt} attempt
 * @param {{lang: string}} present what the page says now
 * @param {?string} source the page's file
 */
export function keepLines(attempt, present, source) {
  const lines = frontMatter(attempt);
  const language = attempt.lang || present.lang;
  const way = direction(language);
  return [
    h("div", { class: "design-form-head" }, h("h3", null, "Keep it"), lines ? copyButton(lines, "Copy lines") : null),
    lines
      ? h("p", { class: "quiet" }, "In the front matter of ", source ? h("code", null, source) : "the page", ":")
      : null,
    lines
      ? h("pre", { class: "design-lines", tabindex: "0", "aria-label": "Lines of front matter", dir: "ltr" }, lines)
      : null,
    lines.includes("metaimage:")
      ? h(
          "p",
          { class: "quiet" },
          "If it has ",
          code("metaimage"),
          " already, put the keys below that",
          attempt.template ? [", and take out ", code("image"), ", which goes before a template"] : null,
          ".",
        )
      : null,
    attempt.dir && attempt.dir !== way
      ? h(
          "p",
          { class: "quiet" },
          `No key says the direction: it is that of the language, and ${language} is written from ${WAYS[way]}. `,
          "For the other way, give the page another language.",
        )
      : null,
  ];
}

function code(text) {
  return h("code", null, text);
}
