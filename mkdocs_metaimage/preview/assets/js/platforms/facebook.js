// Facebook: the picture from edge to edge above a grey bar, or a small square beside the text.

import { h } from "../dom.js";
import { post } from "./around.js";
import { media } from "./media.js";
import { text } from "./text.js";

export function draw(shown) {
  const { preview } = shown;
  const beside = preview.layout !== "large" && shown.image;
  const actions = [
    ["thumb", "Like"],
    ["reply", "Comment"],
    ["share", "Share"],
  ];
  return post(
    shown,
    { time: "2m", actions },
    h(
      "div",
      { class: beside ? "m-card m-beside" : "m-card" },
      media(shown),
      h(
        "div",
        { class: "m-body" },
        text(preview.domain, "domain"),
        text(preview.title, "title", 2),
        text(preview.description, "description"),
      ),
    ),
  );
}
