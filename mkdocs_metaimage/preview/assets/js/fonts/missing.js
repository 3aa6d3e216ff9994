/**
 * The characters that no font has, and what to do about them.
 */

import { copyButton, icon, plural } from "../components/index.js";
import { h } from "../dom.js";

/** @param {{character: string, code: string, name: string, font: string}[]} missing */
export function missingCharacters(missing) {
  const lines = optionLines(missing);
  return h(
    "div",
    { class: "fonts-missing" },
    h("p", { class: "fonts-missing-said" }, icon("warning"), `${plural(missing.length, "character")} without a glyph: the card shows an empty box in the place of each.`),
    h(
      "ul",
      { class: "fonts-missing-list" },
      missing.map(({ character, code, name, font }) =>
        h(
          "li",
          null,
          h("span", { class: "fonts-missing-face", "aria-hidden": "true" }, character),
          h("span", null, h("code", null, code), " ", name || "no name in Unicode", font ? h("span", { class: "quiet" }, `, in ${font} for example`) : null),
        ),
      ),
    ),
    h(
      "div",
      { class: "fonts-mend" },
      h("p", null, "Put a font that has them beside the config file, and name its file there:"),
      h("div", { class: "fonts-lines" }, h("pre", { tabindex: "0", "aria-label": "Lines of the config file", dir: "ltr" }, lines), copyButton(lines, "Copy lines")),
    ),
  );
}

function optionLines(missing) {
  const families = [...new Set(missing.map(({ font }) => font).filter(Boolean))];
  const files = families.map((family) => `${family.replaceAll(" ", "")}-Regular${family.includes("CJK") ? ".ttc" : ".ttf"}`);
  const paths = (files.length ? files : ["font-with-these-characters.ttf"]).map((file) => `        - fonts/${file}`);
  return ["plugins:", "  - metaimage:", "      fonts:", ...paths].join("\n");
}
