/** A page's picture, or what prevented it in its place. */

import { h } from "../dom.js";
import { errorBox } from "./findings.js";
import { icon } from "./icon.js";

/**
 * @param {Object} image as `api/cards` describes it
 * @param {{width?: number, alt?: string}} options width in CSS px; without it, as wide as its place allows.
 *   alt: "" where the text beside it says the same
 */
export function picture(image, { width, alt } = {}) {
  const place = h("div", {
    class: "picture",
    data: { convention: image.convention },
    style: { width: width ? `${width}px` : null, aspectRatio: ratio(image) },
  });
  if (image.error) place.append(errorBox(image.error));
  else if (image.src) place.append(shown(image, alt));
  else place.append(elsewhere(image));
  if (image.error) place.classList.add("picture-failed");
  return place;
}

/** Have `place`, made by `picture`, show `image` without a flash: the new one is loaded, then takes its place. */
export async function swapPicture(place, image, options = {}) {
  const next = picture(image, options);
  const img = next.querySelector("img");
  if (img) {
    img.loading = "eager";
    // One that cannot be decoded says so itself, in its place.
    await img.decode().catch(() => null);
  }
  place.replaceWith(next);
  return next;
}

function shown(image, alt) {
  const [width, height] = image.size ?? [null, null];
  return h("img", {
    src: image.src,
    alt: alt ?? image.alt ?? `The ${image.convention} of this page`,
    width,
    height,
    loading: "lazy",
    decoding: "async",
  });
}

function elsewhere(image) {
  return h(
    "p",
    { class: "picture-elsewhere" },
    icon("image"),
    image.drawn === false ? "Not drawn" : "Served by the site itself",
    image.url ? h("code", null, image.url) : null,
  );
}

function ratio(image) {
  return image.size ? `${image.size[0]} / ${image.size[1]}` : null;
}
