/** The one image that is shown large: the social card, or the variant that was picked. */

import {
  bytes,
  conventionTitle,
  emptyState,
  errorBox,
  icon,
  isSocial,
  milliseconds,
  picture,
  pixels,
  segmented,
  typeName,
} from "../components/index.js";
import { h, replace } from "../dom.js";

/** @returns {{element: HTMLElement, update: (data: Object) => void, pick: (id: string) => void}} */
export function stage() {
  let data = null;
  let wanted = null;
  let shown = null;
  let turn = 0;

  const name = h("h2", null);
  const tools = h("div", { class: "stage-tools" });
  const frame = h("div", { class: "stage-frame", data: { keep: "stage" } });
  const caption = h("div", { class: "stage-caption" });
  const size = segmented({
    label: "Size of the image",
    options: [
      { value: "fit", label: "Fit" },
      { value: "actual", label: "Actual size" },
    ],
    value: "fit",
    onChange: (value) => scale(value === "actual"),
  });
  const head = h("div", { class: "stage-head" }, name, tools, size);
  const element = h("section", { class: "block stage", "aria-label": "Large image" }, head, frame, caption);

  function update(newer) {
    data = newer;
    draw();
  }

  function pick(id) {
    wanted = id;
    draw();
    element.scrollIntoView({ block: "nearest" });
  }

  function draw() {
    const image = chosen(data, wanted);
    const drawn = Boolean(image?.src && !image.error);
    name.textContent = image ? conventionTitle(image.convention) : "Social card";
    replace(tools, drawn ? openLink(image) : null);
    replace(caption, image ? facts(image) : null);
    size.hidden = !drawn;
    // How long it took is another each time, and is in the caption.
    const print = JSON.stringify(image ? { ...image, seconds: null } : none(data).print);
    if (print === shown) return;
    shown = print;
    present(image, drawn);
  }

  async function present(image, drawn) {
    const mine = ++turn;
    const place = image ? picture(image) : none(data).element;
    const img = drawn ? place.querySelector("img") : null;
    if (img && frame.querySelector("img")) {
      // The former picture stays until the newer one can be shown; one that cannot says so itself, in its place.
      img.loading = "eager";
      await img.decode().catch(() => null);
      if (mine !== turn) return;
    }
    fit(place, image, drawn);
    replace(frame, place);
  }

  function scale(actual) {
    frame.classList.toggle("actual", actual);
    // What scrolls must be within the keyboard's reach.
    for (const [attribute, value] of Object.entries({
      tabindex: "0",
      role: "group",
      "aria-label": "Image in its actual size",
    })) {
      if (actual) frame.setAttribute(attribute, value);
      else frame.removeAttribute(attribute);
    }
  }

  return { element, update, pick };
}

function chosen({ images }, wanted) {
  return (
    images.find(({ id }) => id === wanted) ??
    images.find(({ convention }) => convention === "opengraph-image") ??
    images.find(isSocial) ??
    null
  );
}

/** What stands where there is no card: the errors that prevented it, else why there is none. */
function none({ errors, served }) {
  const prevented = errors.filter((error) => isSocial(error));
  const why = served["opengraph-image"]?.why;
  return {
    print: [prevented, why],
    element: prevented.length
      ? h("div", { class: "stage-errors" }, prevented.map(errorBox))
      : emptyState({
          title: "No social card",
          text: why?.replaceAll("`", "") ?? "Links to this page show no picture.",
        }),
  };
}

/** No wider than the image is; one that scales is large enough to be judged, an error as high as its text. */
function fit(place, image, drawn) {
  if (!image) return;
  const scales = image.type === "image/svg+xml";
  if (drawn && image.size) place.style.maxInlineSize = `${scales ? Math.max(image.size[0], 256) : image.size[0]}px`;
  if (image.error) place.style.aspectRatio = "auto";
}

function openLink(image) {
  return h(
    "a",
    { class: "button small", href: image.src, target: "_blank", rel: "noopener" },
    icon("open"),
    "Open image",
  );
}

function facts(image) {
  const measured = [
    image.size || image.sizes ? pixels(image) : null,
    typeName(image.type),
    bytes(image.bytes),
    image.drawn && image.seconds !== null ? `drawn in ${milliseconds(image.seconds)}` : null,
  ].filter(Boolean);
  const elsewhere = !image.path && image.url && !image.src;
  return [
    h("p", null, elsewhere ? "On another host, which the preview does not ask" : measured.join(" · ")),
    image.origin
      ? h("p", null, image.built_in ? "Built-in template " : "From ", h("code", { dir: "ltr" }, image.origin))
      : null,
  ];
}
