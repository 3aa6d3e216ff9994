// X: a large card with its title on a dark label over the picture, or a summary with a square beside the text.

import { h } from "../dom.js";
import { post } from "./around.js";
import { emptyMedia, media } from "./media.js";
import { text } from "./text.js";

export function draw(shown) {
  const { preview } = shown;
  const manner = {
    handle: "@reader",
    time: "· 2m",
    actions: ["reply", "repeat", "like", "save", "share"],
    beside: true,
  };
  return preview.layout === "large" ? post(shown, manner, ...large(shown)) : post(shown, manner, summary(shown));
}

function large(shown) {
  const { preview } = shown;
  const label = preview.overlay?.title;
  return [
    h("div", { class: "m-card" }, media(shown), label && h("div", { class: "m-overlay" }, text(label, "title"))),
    h("div", { class: "m-from" }, text(preview.domain && `From ${preview.domain}`, "domain")),
  ];
}

function summary(shown) {
  const { preview } = shown;
  return h(
    "div",
    { class: "m-card m-beside" },
    media(shown) ?? emptyMedia(),
    h(
      "div",
      { class: "m-body" },
      text(preview.domain, "domain"),
      text(preview.title, "title"),
      text(preview.description, "description", 2),
    ),
  );
}
