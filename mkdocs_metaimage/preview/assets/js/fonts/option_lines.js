/**
 * The lines that give the site fonts.
 */

import { copyButton } from "../components/index.js";
import { h } from "../dom.js";

/** @param {readonly string[]} names of font files, below a folder beside the config file */
export function optionLines(names) {
  const lines = ["plugins:", "  - metaimage:", "      fonts:", ...names.map((name) => `        - fonts/${name}`)].join(
    "\n",
  );
  return h(
    "div",
    { class: "fonts-lines" },
    h("pre", { tabindex: "0", "aria-label": "Lines of the config file", dir: "ltr" }, lines),
    copyButton(lines, "Copy lines"),
  );
}
