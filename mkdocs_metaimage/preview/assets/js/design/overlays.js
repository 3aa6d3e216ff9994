/**
 * What can be laid over a picture: SVG in the picture's own pixels, so that it fits at any zoom.
 */

import { svg } from "../dom.js";

/** @type {readonly {id: string, label: string, key: string, icon: string, about: string, drawn: boolean}[]} */
export const OVERLAYS = [
  { id: "boxes", label: "Boxes", key: "b", icon: "boxes", about: "Outlines of the boxes", drawn: true },
  { id: "baselines", label: "Baselines", key: "l", icon: "baselines", about: "Baselines of the text", drawn: true },
  { id: "safe", label: "Safe area", key: "s", icon: "safe", about: "What every platform shows whole", drawn: true },
  { id: "x", label: "X", key: "x", icon: "label", about: "What X cuts off and paints its label over", drawn: false },
  { id: "square", label: "Square", key: "q", icon: "square", about: "What a square thumbnail keeps", drawn: false },
];

// X's large card on a phone, in px: its width, and the label that X paints over the picture. `covered` is how much of
// its height that may be, of which the findings warn too.
const X_CARD = { width: 360, ratio: 2, covered: 0.16, inset: 6, label: 20, padding: 6, size: 12 };

/**
 * @param {Set<string>} shown ids of overlays
 * @param {{size: [number, number], boxes: ?object, label: string}} about size: the picture's; boxes: what
 *   `api/boxes` says of it, null where that is not known (yet); label: what X paints over it
 * @returns {SVGElement[]}
 */
export function overlays(shown, { size, boxes, label }) {
  const layers = [];
  if (shown.has("square")) layers.push(squareCrop(size));
  if (shown.has("x")) layers.push(xZone(size, label));
  if (shown.has("safe") && boxes) layers.push(safeArea(size, boxes.safe));
  if (shown.has("boxes") && boxes) layers.push(outlines(boxes.boxes));
  if (shown.has("baselines") && boxes) layers.push(baselines(boxes.lines, size));
  if (!layers.length) return [];
  return [svg("defs", null, hatching("design-hatch", size), hatching("design-hatch-x", size)), ...layers];
}

function outlines(boxes) {
  return svg(
    "g",
    { class: "design-boxes" },
    boxes.map((box, index) =>
      svg("rect", { ...frame(box), data: { box: index, kind: box.kind }, class: "design-box" }),
    ),
  );
}

function baselines(lines, size) {
  const tick = size[1] / 90;
  return svg(
    "g",
    { class: "design-baselines" },
    lines.map(({ x, width, baseline }) =>
      svg("path", {
        d: `M${x} ${baseline}h${width}M${x} ${baseline - tick}v${tick}M${x + width} ${baseline - tick}v${tick}`,
      }),
    ),
  );
}

function safeArea(size, safe) {
  return svg(
    "g",
    { class: "design-safe" },
    svg("path", { d: around(size, safe), "fill-rule": "evenodd", fill: "url(#design-hatch)" }),
    svg("rect", frame(safe)),
  );
}

function squareCrop(size) {
  const side = Math.min(...size);
  const square = { x: (size[0] - side) / 2, y: (size[1] - side) / 2, width: side, height: side };
  return svg(
    "g",
    { class: "design-square" },
    svg("path", { d: around(size, square), "fill-rule": "evenodd" }),
    svg("rect", frame(square)),
  );
}

function xZone(size, label) {
  const crop = xCrop(size);
  const scale = crop.width / X_CARD.width;
  const [inset, height, padding, letters] = ["inset", "label", "padding", "size"].map((name) => X_CARD[name] * scale);
  const widest = crop.width - 2 * inset;
  const covered = { ...crop, y: crop.y + crop.height * (1 - X_CARD.covered), height: crop.height * X_CARD.covered };
  const place = { x: crop.x + inset, y: crop.y + crop.height - inset - height, width: widest, height };
  const text = svg(
    "text",
    { x: place.x + padding, y: place.y + height / 2, "font-size": letters, "dominant-baseline": "central" },
    label,
  );
  const width = Math.min(widest, lengthOf(label, letters) + 2 * padding);
  return svg(
    "g",
    { class: "design-x" },
    svg("path", { d: around(size, crop), "fill-rule": "evenodd", class: "design-x-cut" }),
    svg("rect", { ...frame(crop), class: "design-x-crop" }),
    svg("rect", { ...frame(covered), class: "design-x-place", fill: "url(#design-hatch-x)" }),
    svg("clipPath", { id: "design-x-clip" }, svg("rect", { ...frame(place), width: width - padding })),
    svg("rect", { ...frame(place), width, rx: 4 * scale, class: "design-x-label" }),
    svg("g", { "clip-path": "url(#design-x-clip)" }, text),
  );
}

/** How long a text is in the font of the page. */
function lengthOf(text, size) {
  const ruler = new OffscreenCanvas(1, 1).getContext("2d");
  ruler.font = `${size}px ${getComputedStyle(document.documentElement).fontFamily}`;
  return ruler.measureText(text).width;
}

/** The part of a picture of this size that X's large card shows: the middle, twice as wide as high. */
function xCrop([width, height]) {
  const wide = Math.min(width, height * X_CARD.ratio);
  const high = wide / X_CARD.ratio;
  return { x: (width - wide) / 2, y: (height - high) / 2, width: wide, height: high };
}

/** A path of the picture with a hole in it. */
function around([width, height], hole) {
  return `M0 0H${width}V${height}H0ZM${hole.x} ${hole.y}h${hole.width}v${hole.height}h${-hole.width}Z`;
}

function frame({ x, y, width, height }) {
  return { x, y, width, height };
}

function hatching(id, size) {
  const step = Math.max(...size) / 100;
  return svg(
    "pattern",
    { id, width: step, height: step, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("rect", { width: step, height: step, class: "design-hatch-ground" }),
    svg("rect", { width: step / 2.5, height: step, class: "design-hatch-line" }),
  );
}
