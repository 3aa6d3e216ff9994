// The picture of a mock-up in the platform's frame, and the same picture whole with the cropped parts dimmed.

import { h } from "../dom.js";
import { symbol } from "./symbols.js";

/** Cuts below this share of a side come from rounding a ratio, and nobody sees them. */
const VISIBLE = 0.004;

/**
 * Where the picture stands in its frame, as shares of the picture.
 * @typedef {{x: number, y: number, width: number, height: number}} Crop
 */

/** Width by height of the frame: the platform's, else the picture's own. */
function ratioOf(preview, image) {
  if (preview.ratio) return preview.ratio;
  return image?.size ? image.size[0] / image.size[1] : 1.91;
}

/** Why there is no picture to show for an image that the page has; null when there is one. */
function obstacle(image) {
  if (image.error) return "This card could not be drawn";
  if (!image.src) return "Published elsewhere: the preview loads nothing from other sites";
  return null;
}

/**
 * The picture as the platform frames it; null when the page gives it none.
 * @param {{preview: object, image: object | null}} shown
 */
export function media({ preview, image }) {
  if (!image) return null;
  const ratio = ratioOf(preview, image);
  const style = { "--ratio": String(ratio), "--natural": `${image.size ? image.size[0] : 4096}px` };
  const problem = obstacle(image);
  if (problem) {
    return h("div", { class: "m-media m-media-broken", style }, symbol("broken"), h("span", null, problem));
  }
  return h("div", { class: "m-media", style }, placed(image, preview.crop, preview.alt));
}

/** The picture, moved and stretched so that only the crop lies inside its frame. */
function placed(image, crop, alt) {
  const style = crop && {
    width: percent(1 / crop.width),
    height: percent(1 / crop.height),
    left: percent(-crop.x / crop.width),
    top: percent(-crop.y / crop.height),
  };
  return h("img", { src: image.src, alt: alt ?? image.alt ?? "", style, decoding: "sync" });
}

/** A grey field with a sheet of paper, where a platform keeps the place of a picture that it does not get. */
export function emptyMedia() {
  return h("div", { class: "m-media m-media-empty", "aria-hidden": "true", style: { "--ratio": "1" } }, symbol("page"));
}

/**
 * What the crop leaves out, in words; null when there is no picture.
 * @param {{preview: object, image: object | null}} shown
 */
export function cropWords({ preview, image }) {
  if (!image || obstacle(image)) return null;
  const sides = cutSides(preview.crop);
  if (!sides.length) return "shows the whole picture";
  const { crop } = preview;
  const lost = Math.max(1, Math.round((1 - crop.width * crop.height) * 100));
  return `cuts ${lost} % of the picture (${sides.join(", ")})`;
}

/** @param {Crop | null} crop */
function cutSides(crop) {
  if (!crop) return [];
  const cuts = {
    left: crop.x,
    right: 1 - crop.x - crop.width,
    top: crop.y,
    bottom: 1 - crop.y - crop.height,
  };
  return Object.keys(cuts).filter((side) => cuts[side] > VISIBLE);
}

/**
 * The whole picture with the parts dimmed that the platform cuts off; null where it cuts nothing.
 * @param {{preview: object, image: object | null}} shown
 */
export function cropPicture({ preview, image }) {
  if (!image || obstacle(image) || !cutSides(preview.crop).length) return null;
  const { crop } = preview;
  const ratio = image.size ? image.size[0] / image.size[1] : 1.91;
  const kept = {
    left: percent(crop.x),
    top: percent(crop.y),
    width: percent(crop.width),
    height: percent(crop.height),
  };
  return h(
    "div",
    { class: "platform-crop", "aria-hidden": "true", style: { "--ratio": String(ratio) } },
    h("img", { src: image.src, alt: "", decoding: "async" }),
    h("div", { class: "platform-crop-kept", style: kept }),
  );
}

function percent(share) {
  return `${(share * 100).toFixed(3)}%`;
}
