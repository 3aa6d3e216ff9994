/** The tags of a page, exactly as they are written into it, and what else of its head is read where it is shared. */

import { bytes, copyButton, emptyState, icon, plural } from "../components/index.js";
import { h } from "../dom.js";
import { copyOf } from "./copying.js";
import { parted } from "./keeping.js";
import { addressKind, meaning, tokens } from "./tag_text.js";

// Slack reads no more of a page than this.
const READ_BYTES = 32 * 1024;

export function create() {
  return parted(
    [
      { name: "tags", of: ({ tags }) => tags, make: tagList },
      { name: "head", of: ({ head }) => head, make: headTable },
    ],
    { class: "tags-tab" },
  );
}

function tagList(tags) {
  if (!tags.length) {
    return emptyState({ title: "No tags", text: "Nothing is written into this page's head.", icon: "code" });
  }
  const all = tags.join("\n");
  const size = new TextEncoder().encode(all).length;
  const groups = Map.groupBy(tags, (tag) => meaning(tag).group);
  return h(
    "section",
    { class: "block" },
    h(
      "div",
      { class: "block-head" },
      h("h2", null, "Tags of this page"),
      h("p", { class: "quiet" }, `${plural(tags.length, "tag")}, ${plural(all.length, "character")}, ${bytes(size)}`),
      copyButton(all, "Copy all"),
    ),
    size > READ_BYTES
      ? h(
          "p",
          { class: "scene-advice" },
          icon("warning"),
          "Slack reads only the first 32 KiB of a page: shorten the descriptions.",
        )
      : null,
    [...groups].map(([name, members]) =>
      h(
        "section",
        { class: "tag-group", "aria-label": name },
        h("h3", null, name, h("span", { class: "quiet" }, members.length)),
        h("ol", { class: "tag-rows" }, members.map(tagRow)),
      ),
    ),
  );
}

function tagRow(tag) {
  const said = meaning(tag);
  const kind = addressKind(said);
  return h(
    "li",
    { class: "tag-row" },
    h(
      "code",
      { class: "tag", dir: "ltr" },
      tokens(tag).map(({ kind: token, text }) => h("span", { class: `tag-${token}` }, text)),
    ),
    h(
      "span",
      { class: "tag-tools" },
      kind ? h("span", { class: "chip", data: { address: kind } }, ADDRESSES[kind]) : null,
      h(
        "span",
        { class: "quiet tag-count", title: "Characters of the value" },
        plural([...said.value].length, "character"),
      ),
      copyOf(tag, "Copy", said.name),
    ),
  );
}

const ADDRESSES = { absolute: "Absolute", relative: "Relative", "not-absolute": "Not absolute: set site_url" };

/** What each is read from. */
const NAMES = {
  title: "title",
  description: "description",
  site_name: "og:site_name",
  url: "og:url",
  domain: "Domain shown",
  theme_color: "theme-color",
  theme_color_dark: "theme-color, dark",
  lang: "html lang",
  dir: "html dir",
  card: "twitter:card",
  author: "author",
};

function headTable(head) {
  return h(
    "section",
    { class: "block" },
    h(
      "div",
      { class: "block-head" },
      h("h2", null, "What platforms read of the whole head"),
      h("p", { class: "quiet" }, "With what the theme and other plugins write."),
    ),
    h(
      "dl",
      { class: "head-values" },
      Object.entries(head)
        .filter(([, value]) => !isNested(value))
        .map(headValue),
    ),
  );
}

function headValue([name, value]) {
  const missing = value === null || value === "";
  return h(
    "div",
    null,
    h("dt", null, NAMES[name] ?? name.replaceAll("_", " ")),
    h(
      "dd",
      { dir: missing ? null : "auto" },
      name.startsWith("theme_color") && !missing
        ? h("span", { class: "swatch", style: { backgroundColor: value } })
        : null,
      missing ? h("span", { class: "quiet" }, "Not set") : String(value),
    ),
  );
}

function isNested(value) {
  return value !== null && typeof value === "object";
}
