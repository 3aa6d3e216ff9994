/** Every image of a page with what is measured of it. */

import {
  bytes,
  conventionTitle,
  icon,
  isSocial,
  marked,
  milliseconds,
  picture,
  sizeText,
  typeName,
} from "../components/index.js";
import { h } from "../dom.js";
import { copyOf } from "./copying.js";

// What every platform takes: WhatsApp shows no picture of more.
const SAFE_BYTES = 300_000;
const THUMB = { width: 110, height: 62 };

/**
 * @param {Object[]} images of the page
 * @param {(id: string) => void} pick shows one of them large
 */
export function variantTable(images, pick) {
  if (!images.length) return h("p", { class: "quiet" }, "This page has no images.");
  const heads = ["Image", "Size", "Type", "Bytes", "Drawn in"];
  return h(
    "table",
    { class: "variants" },
    h(
      "thead",
      null,
      h(
        "tr",
        null,
        heads.map((head) => h("th", { scope: "col" }, head)),
      ),
    ),
    images.map((image) => h("tbody", null, row(image, pick), remarks(image))),
  );
}

function row(image, pick) {
  return h(
    "tr",
    { data: { image: image.id } },
    h("th", { scope: "row" }, h("div", { class: "variant" }, thumbnail(image, pick), about(image))),
    cell("Size", image.error && !image.size ? "–" : sizeText(image)),
    cell("Type", typeName(image.type)),
    cell("Bytes", ...weight(image)),
    cell("Drawn in", image.drawn ? milliseconds(image.seconds) || "–" : h("span", { class: "quiet" }, "Not drawn")),
  );
}

// Where there is no room for columns, each value says what it is.
function cell(label, ...value) {
  return h("td", { data: { label } }, value);
}

function thumbnail(image, pick) {
  const label = `Show ${image.id} large`;
  const shown =
    image.src && !image.error
      ? picture(image, { alt: "", width: fitted(image) })
      : icon(image.error ? "error" : "image");
  return h(
    "button",
    {
      type: "button",
      class: image.error ? "variant-thumb failed" : "variant-thumb",
      "aria-label": label,
      title: label,
      on: { click: () => pick(image.id) },
    },
    shown,
  );
}

/** How wide an image is in its thumbnail, which blows up no small one. */
function fitted({ size }) {
  if (!size) return THUMB.height;
  const [width, height] = size;
  return Math.round(width * Math.min(1, THUMB.width / width, THUMB.height / height));
}

function about(image) {
  return h(
    "div",
    { class: "variant-about" },
    h(
      "p",
      { class: "variant-name" },
      h("code", null, image.id),
      h("span", { class: "quiet" }, conventionTitle(image.convention)),
    ),
    (isSocial(image) && !image.error) || image.alt ? altText(image) : null,
    image.media
      ? h("p", { class: "variant-line" }, h("span", { class: "quiet" }, "For "), h("code", null, image.media))
      : null,
    image.origin ? origin(image) : null,
    image.path || image.url ? address(image) : null,
  );
}

function origin({ origin: file, built_in: builtIn }) {
  return h(
    "p",
    { class: "variant-line" },
    h("span", { class: "quiet" }, builtIn ? "Built-in template " : "From "),
    h("code", { dir: "ltr" }, file),
  );
}

function altText(image) {
  if (!image.alt) return h("p", { class: "variant-line missing" }, icon("warning"), "No alt text");
  return h("p", { class: "variant-line" }, h("span", { class: "quiet" }, "Alt "), h("bdi", null, image.alt));
}

function address(image) {
  return h(
    "div",
    { class: "variant-address" },
    h("code", { dir: "ltr", title: image.url ?? image.path }, image.path || image.url),
    h(
      "span",
      { class: "variant-tools" },
      copyOf(image.url ?? image.path, "Copy URL", `of ${image.id}`),
      image.src && !image.error
        ? h(
            "a",
            { class: "button small", href: image.src, target: "_blank", rel: "noopener" },
            "Open",
            h("span", { class: "unseen" }, ` ${image.id}`),
          )
        : null,
    ),
  );
}

function weight(image) {
  if (image.bytes === null) return [h("span", { class: "quiet" }, "–")];
  if (!isSocial(image)) return [bytes(image.bytes)];
  const heavy = image.bytes > SAFE_BYTES;
  const share = Math.min(1, image.bytes / SAFE_BYTES);
  return [
    h("span", { class: heavy ? "heavy" : null }, bytes(image.bytes)),
    h(
      "span",
      { class: "weight", data: { heavy }, title: "Of 300 kB, which every platform takes", "aria-hidden": "true" },
      h("span", { style: { inlineSize: `${(share * 100).toFixed(1)}%` } }),
    ),
    h(
      "span",
      { class: heavy ? "weight-said heavy" : "weight-said quiet" },
      heavy ? "over 300 kB" : `${Math.max(1, Math.round(share * 100))} % of 300 kB`,
    ),
  ];
}

function remarks(image) {
  if (!image.error && !image.notes.length) return null;
  return h(
    "tr",
    { class: "variant-remarks" },
    h(
      "td",
      { colspan: "5" },
      image.error ? failure(image.error) : null,
      image.notes.map(({ message }) => h("p", { class: "variant-note" }, icon("note"), h("span", null, marked(message)))),
    ),
  );
}

/** What prevented the image, in short: all of it is where the image would be large. */
function failure({ message, file, line }) {
  const place = file ? `${file}${line ? `:${line}` : ""}` : null;
  return h(
    "p",
    { class: "variant-note failed" },
    icon("error"),
    h("span", null, marked(message.split("\n")[0]), place ? [" ", h("code", { dir: "ltr" }, place)] : null),
  );
}
