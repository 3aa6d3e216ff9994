// Bluesky: the picture, title and description in a rounded card, and the domain beside a globe under a line.

import { h } from "../dom.js";
import { post } from "./around.js";
import { media } from "./media.js";
import { symbol } from "./symbols.js";
import { text } from "./text.js";

export function draw(shown) {
  const { preview } = shown;
  const manner = {
    handle: "@reader.example",
    time: "· 2m",
    actions: ["reply", "repeat", "like", "share"],
    beside: true,
  };
  return post(
    shown,
    manner,
    h(
      "div",
      { class: "m-card" },
      media(shown),
      h(
        "div",
        { class: "m-body" },
        text(preview.title, "title", 3),
        text(preview.description, "description", shown.image ? 2 : 5),
        h("div", { class: "m-source" }, symbol("globe"), text(preview.domain, "domain")),
      ),
    ),
  );
}
