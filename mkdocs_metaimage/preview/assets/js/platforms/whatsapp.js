// WhatsApp: a green bubble that holds the card and the pasted address; the picture stands wide above the text, or
// square beside it.

import { h } from "../dom.js";
import { media } from "./media.js";
import { symbol } from "./symbols.js";
import { pasted, text } from "./text.js";

export function draw(shown) {
  const { preview } = shown;
  const square = preview.layout === "square" && shown.image;
  return h(
    "div",
    { class: "m-bubble" },
    h(
      "div",
      { class: square ? "m-card m-beside" : "m-card" },
      media(shown),
      h(
        "div",
        { class: "m-body" },
        text(preview.title, "title", 2),
        text(preview.description, "description", square ? 1 : 2),
        text(preview.domain, "domain"),
      ),
    ),
    h("div", { class: "m-message", "aria-hidden": "true" }, pasted(shown)),
    h("div", { class: "m-time", "aria-hidden": "true" }, "10:24", symbol("seen")),
  );
}
