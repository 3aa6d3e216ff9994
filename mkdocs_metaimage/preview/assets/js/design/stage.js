/**
 * The picture at a chosen width, what is laid over it, or the error in its place.
 */

import { emptyState, errorBox, picture } from "../components/index.js";
import { h, replace, svg } from "../dom.js";
import { length } from "./box_list.js";
import { overlays } from "./overlays.js";

/**
 * @param {(index: ?number) => void} onPoint called with the box that is pointed at in the picture, null for none
 */
export function stage(onPoint) {
  const layer = svg("svg", {
    class: "design-layer",
    preserveAspectRatio: "none",
    "aria-hidden": "true",
    focusable: "false",
  });
  const tag = h("div", { class: "design-tag", "aria-hidden": "true", hidden: true });
  // A picture is not mirrored where the interface is: all that lies on it is measured from the left.
  const frame = h("div", { class: "design-frame", dir: "ltr" });
  const element = h("div", { class: "design-ground", role: "region", "aria-label": "Picture", tabindex: "0" }, frame);
  let image = null;
  let zoom = "fit";
  let boxes = null;
  let shown = null;
  let turn = 0;

  layer.addEventListener("pointermove", (event) => onPoint(boxUnder(event.target)));
  layer.addEventListener("pointerleave", () => onPoint(null));

  /**
   * @param {?object} next what `api/cards` says of the picture
   * @param {object[]} errors in place of a picture where there is none
   * @returns {Promise<boolean>} whether it now shows something else than before; false too where a later call won
   */
  async function show(next, errors) {
    const mine = ++turn;
    const print = next?.src && !next.error ? next.src : JSON.stringify([next, errors]);
    if (next?.src && !next.error) {
      if (print !== shown) {
        const img = pictureOf(next);
        // Loaded before it is shown, so that nothing flashes; one that cannot be shown says so by its alt text.
        await img.decode().catch(() => null);
        if (mine !== turn) return false;
        replace(frame, img, layer, tag);
      } else frame.querySelector("img").alt = altOf(next);
    } else if (print !== shown) replace(frame, inPlace(next, errors));
    const changed = shown !== null && shown !== print;
    shown = print;
    image = next;
    frame.classList.toggle("design-frame-empty", !image?.src);
    size();
    return changed;
  }

  function size() {
    const [width, height] = sizeOf(image);
    frame.dataset.zoom = zoom;
    frame.style.setProperty("--ratio", `${width} / ${height}`);
    frame.style.setProperty("--proportion", String(width / height));
    // A small icon is enlarged, to be seen at all; a card is never larger than it is.
    frame.style.setProperty("--natural", `${Math.max(width, 256)}px`);
    frame.style.setProperty("--zoomed", `${zoom === "100" ? width : zoom}px`);
    frame.classList.toggle("design-frame-small", width < 128 && image?.type !== "image/svg+xml");
  }

  /** @param {string} width "fit", "100" or a number of px */
  function zoomTo(width) {
    zoom = width;
    size();
  }

  /**
   * @param {Set<string>} shown
   * @param {?object} measured what `api/boxes` says
   * @param {string} label
   */
  function lay(shown, measured, label) {
    const [width, height] = measured ? [measured.width, measured.height] : sizeOf(image);
    boxes = measured?.boxes ?? null;
    layer.setAttribute("viewBox", `0 0 ${width} ${height}`);
    replace(layer, overlays(shown, { size: [width, height], boxes: measured, label }));
  }

  /** Mark a box and name it. @param {?number} index */
  function mark(index) {
    layer.querySelector("[data-marked]")?.removeAttribute("data-marked");
    const rect = index === null ? null : layer.querySelector(`[data-box="${index}"]`);
    tag.hidden = !rect;
    if (!rect) return;
    rect.setAttribute("data-marked", "");
    const box = boxes[index];
    const { width, height } = layer.viewBox.baseVal;
    replace(tag, h("strong", null, box.name), ` ${length(box.width)} × ${length(box.height)}`);
    tag.dataset.kind = box.kind;
    // Above the box if there is room, and never out of the picture at its right.
    const above = box.y / height > 0.06;
    const right = box.x / width > 0.6;
    tag.style.left = right ? "auto" : `${(100 * Math.max(0, box.x)) / width}%`;
    tag.style.right = right ? `${Math.max(0, 100 - (100 * (box.x + box.width)) / width)}%` : "auto";
    tag.style.top = `${(100 * Math.max(0, box.y)) / height}%`;
    tag.classList.toggle("design-tag-above", above);
  }

  return { element, show, zoomTo, lay, mark };
}

function inPlace(image, errors) {
  const all = image?.error ? [image.error] : errors;
  if (all.length) return all.map((error) => errorBox(error));
  if (image) return picture(image);
  return emptyState({
    title: "This page has no pictures",
    text: "Its front matter says `metaimage: false`, or an option leaves it out. Take that away to see its card.",
  });
}

function pictureOf(image) {
  const [width, height] = sizeOf(image);
  return h("img", { src: image.src, alt: altOf(image), width, height, draggable: "false" });
}

function altOf(image) {
  return image.alt || `The ${image.convention} of this page`;
}

function sizeOf(image) {
  return image?.size ?? [1200, 630];
}

function boxUnder(target) {
  const index = target.getAttribute?.("data-box");
  return index === null || index === undefined ? null : Number(index);
}
