// Discord: an embed whose stripe takes the page's theme-color; the picture below, or small at the side.

import { h } from "../dom.js";
import { channel } from "./around.js";
import { media } from "./media.js";
import { text } from "./text.js";

export function draw(shown) {
  const { preview, scheme } = shown;
  const small = preview.layout !== "large" && shown.image;
  const stripe = (scheme === "dark" && preview.color_dark) || preview.color;
  return channel(
    shown,
    h(
      "div",
      { class: small ? "m-card m-beside" : "m-card", style: stripe ? { "border-inline-start-color": stripe } : null },
      h(
        "div",
        { class: "m-body" },
        text(preview.site_name, "site"),
        text(preview.author, "author"),
        text(preview.title, "title", 3),
        text(preview.description, "description", 8),
      ),
      media(shown),
    ),
  );
}
