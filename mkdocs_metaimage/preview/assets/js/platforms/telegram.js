// Telegram: the pasted address, then a tinted field with a coloured bar: site, title, description, picture.

import { h } from "../dom.js";
import { media } from "./media.js";
import { pasted, text } from "./text.js";

export function draw(shown) {
  const { preview } = shown;
  const small = preview.layout !== "large" && shown.image;
  return h(
    "div",
    { class: "m-bubble" },
    h("div", { class: "m-message", "aria-hidden": "true" }, pasted(shown)),
    h(
      "div",
      { class: small ? "m-card m-beside" : "m-card" },
      h(
        "div",
        { class: "m-body" },
        text(preview.site_name ?? preview.domain, "site"),
        text(preview.title, "title", 3),
        text(preview.description, "description", small ? 4 : 6),
      ),
      media(shown),
    ),
    h("div", { class: "m-time", "aria-hidden": "true" }, "10:24"),
  );
}
