// Slack: a grey bar, the site's icon and name, a linked title, the description, labels with their data, the picture.

import { h } from "../dom.js";
import { channel } from "./around.js";
import { media } from "./media.js";
import { text } from "./text.js";

export function draw(shown) {
  const { preview, favicon } = shown;
  const small = preview.layout !== "large";
  const icon = favicon && h("img", { class: "m-favicon", src: favicon.src, alt: "" });
  const words = h(
    "div",
    { class: "m-body" },
    h("div", { class: "m-source" }, icon, text(preview.site_name ?? preview.domain, "site")),
    text(preview.title, "title", 2),
    text(preview.description, "description", 5),
    labels(preview.labels),
    small ? null : media(shown),
  );
  return channel(
    shown,
    h(
      "div",
      { class: "m-card" },
      h("div", { class: "m-bar", "aria-hidden": "true" }),
      words,
      small ? media(shown) : null,
    ),
  );
}

function labels(pairs) {
  if (!pairs?.length) return null;
  return h(
    "dl",
    { class: "m-labels" },
    pairs.map(([label, data]) => h("div", null, h("dt", null, label), h("dd", null, data))),
  );
}
