/**
 * The fonts of a picture: which they are, where they come from, and what they draw.
 */

import { plural } from "../components/index.js";
import { h } from "../dom.js";
import { characterGroups } from "./characters.js";

const SOURCES = {
  card: ["Card", "The card itself gives it"],
  option: ["Option", "From the option fonts"],
  bundled: ["Bundled", "It comes with the plugin"],
  system: ["System", "Installed on this machine"],
};

/** @param {object[]} fonts as `api/fonts` has them */
export function fontTable(fonts, label) {
  return h(
    "div",
    { class: "fonts-scroll", role: "region", "aria-label": `Fonts of ${label}`, tabindex: "0" },
    h(
      "table",
      { class: "fonts-table" },
      h("caption", { class: "unseen" }, `Fonts of ${label}`),
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          ["Font", "From", "Draws", "Characters"].map((name) => h("th", { scope: "col" }, name)),
        ),
      ),
      h("tbody", null, fonts.map(row)),
    ),
  );
}

function row(font) {
  const [source, about] = SOURCES[font.from];
  return h(
    "tr",
    { data: { from: font.from } },
    h(
      "th",
      { scope: "row" },
      h("span", { class: "fonts-family" }, font.family),
      h("span", { class: "quiet" }, `${weight(font.weight)}${font.style === "normal" ? "" : `, ${font.style}`}`),
    ),
    h(
      "td",
      null,
      h("span", { class: "fonts-source", title: about }, source),
      font.file ? h("code", { dir: "ltr" }, font.file) : null,
    ),
    h(
      "td",
      { class: "fonts-count" },
      plural(font.count, "character"),
      h(
        "span",
        { class: "quiet" },
        `${plural([...font.characters].length, "different one", "different ones")}, ${plural(font.glyphs, "glyph")}`,
      ),
    ),
    h("td", null, characterGroups(font.characters, font.scripts)),
  );
}

const WEIGHTS = {
  100: "Thin",
  200: "Extra light",
  300: "Light",
  400: "Regular",
  500: "Medium",
  600: "Semibold",
  700: "Bold",
  800: "Extra bold",
  900: "Black",
};

function weight(number) {
  return WEIGHTS[number] ? `${WEIGHTS[number]} ${number}` : String(number);
}
