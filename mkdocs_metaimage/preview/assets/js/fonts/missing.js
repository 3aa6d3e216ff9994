/**
 * The characters that no font has, and what to do about them.
 */

import { icon, plural } from "../components/index.js";
import { h } from "../dom.js";
import { optionLines } from "./option_lines.js";

/** @param {{character: string, code: string, name: string, font: string}[]} missing */
export function missingCharacters(missing) {
  return h(
    "div",
    { class: "fonts-missing" },
    h(
      "p",
      { class: "fonts-missing-said" },
      icon("warning"),
      `${plural(missing.length, "character")} without a glyph: the card shows an empty box in `,
      missing.length === 1 ? "its place." : "the place of each.",
    ),
    h(
      "ul",
      { class: "fonts-missing-list" },
      missing.map(({ character, code, name, font }) =>
        h(
          "li",
          null,
          h("span", { class: "fonts-missing-face", "aria-hidden": "true" }, character),
          h(
            "span",
            null,
            h("code", null, code),
            " ",
            name || "no name in Unicode",
            font ? h("span", { class: "quiet" }, `, in ${font} for example`) : null,
          ),
        ),
      ),
    ),
    h(
      "div",
      { class: "fonts-mend" },
      h(
        "p",
        null,
        missing.length === 1
          ? "Put a font that has it into a folder beside the config file, and name its file there:"
          : "Put fonts that have them into a folder beside the config file, and name their files there:",
      ),
      optionLines(fileNames(missing)),
    ),
  );
}

function fileNames(missing) {
  const families = [...new Set(missing.map(({ font }) => font).filter(Boolean))];
  const files = families.map(
    (family) => `${family.replaceAll(" ", "")}-Regular${family.includes("CJK") ? ".ttc" : ".ttf"}`,
  );
  return files.length ? files : ["font-with-these-characters.ttf"];
}
