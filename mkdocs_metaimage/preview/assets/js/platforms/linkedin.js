// LinkedIn: the picture above the title and the domain, without a description; narrow pictures stand beside them.

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
    ["repeat", "Repost"],
    ["share", "Send"],
  ];
  return post(
    shown,
    { handle: "Reads documentation", time: "2m", actions },
    h(
      "div",
      { class: beside ? "m-card m-beside" : "m-card" },
      media(shown),
      h("div", { class: "m-body" }, text(preview.title, "title", 2), text(preview.domain, "domain")),
    ),
  );
}
