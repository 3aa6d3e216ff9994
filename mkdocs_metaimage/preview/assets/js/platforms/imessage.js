// iMessage: one bubble, the picture above a grey footer with title and domain; without a picture the site's touch icon.

import { h } from "../dom.js";
import { media } from "./media.js";
import { symbol } from "./symbols.js";
import { text } from "./text.js";

export function draw(shown) {
  const { preview } = shown;
  const large = preview.layout === "large";
  const footer = h(
    "div",
    { class: "m-body" },
    text(preview.title, "title", large ? 3 : 2),
    text(preview.domain, "domain"),
  );
  const side = media(shown) ?? h("div", { class: "m-compass", "aria-hidden": "true" }, symbol("compass"));
  return [
    h("div", { class: "m-said", "aria-hidden": "true" }, "Have you seen this?"),
    h(
      "div",
      { class: large && shown.image ? "m-card" : "m-card m-beside" },
      large && shown.image ? [media(shown), footer] : [footer, side],
    ),
    h("div", { class: "m-time", "aria-hidden": "true" }, "Delivered"),
  ];
}
