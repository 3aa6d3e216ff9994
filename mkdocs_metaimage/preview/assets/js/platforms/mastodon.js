// Mastodon: a bordered card with the site, the title and the description; the author of `fediverse:creator` below it.

import { h } from "../dom.js";
import { post } from "./around.js";
import { emptyMedia, media } from "./media.js";
import { text } from "./text.js";

export function draw(shown) {
  const { preview } = shown;
  const large = preview.layout === "large";
  const picture = media(shown) ?? (large ? null : emptyMedia());
  const manner = { handle: "@reader@example.social", time: "2m", actions: ["reply", "repeat", "like", "save"] };
  return post(
    shown,
    manner,
    h(
      "div",
      { class: `m-card${large ? "" : " m-beside"}${preview.author ? " m-authored" : ""}` },
      picture && badged(picture, preview.alt),
      h(
        "div",
        { class: "m-body" },
        text(preview.site_name ?? preview.domain, "site"),
        text(preview.title, "title", large ? 2 : 1),
        preview.author ? null : text(preview.description, "description"),
      ),
    ),
    preview.author &&
      h(
        "div",
        { class: "m-more" },
        h("span", null, "More from"),
        h("span", { class: "m-face", "aria-hidden": "true" }),
        text(preview.author, "author"),
      ),
  );
}

/** The picture with the sign that says it has a text for those who do not see it. */
function badged(picture, alt) {
  return h("div", { class: "m-badged" }, picture, alt && h("span", { class: "m-badge", title: alt }, "ALT"));
}
