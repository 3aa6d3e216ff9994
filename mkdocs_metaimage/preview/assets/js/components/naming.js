/** What the views call an image and what is measured of it. */

const TITLES = {
  "opengraph-image": "Social card",
  "twitter-image": "Card for X",
  icon: "Icon",
  "apple-icon": "Icon for Apple devices",
  favicon: "Favicon",
};

const TYPES = {
  "image/png": "PNG",
  "image/jpeg": "JPEG",
  "image/gif": "GIF",
  "image/webp": "WebP",
  "image/avif": "AVIF",
  "image/svg+xml": "SVG",
  "image/x-icon": "ICO",
};

/** Whether links to the page show it, as they show no icon. */
export function isSocial({ convention }) {
  return convention === "opengraph-image" || convention === "twitter-image";
}

export function conventionTitle(convention) {
  return TITLES[convention] ?? convention;
}

export function typeName(type) {
  return TYPES[type] ?? type ?? "";
}

/** `1200 × 630`, an icon's several sizes, or how it scales. */
export function sizeText({ size, sizes, type }) {
  if (sizes && sizes !== "any") return several(sizes.split(/\s+/).map((one) => one.toLowerCase().split("x")));
  if (sizes === "any" || (type === "image/svg+xml" && !size)) return "Any size";
  return size ? `${size[0]} × ${size[1]}` : "Not known";
}

/** The same with its unit. */
export function pixels(image) {
  const text = sizeText(image);
  return /^\d/.test(text) ? `${text} px` : text;
}

function several(pairs) {
  const square = pairs.length > 1 && pairs.every(([width, height]) => width === height);
  return pairs.map(([width, height]) => (square ? width : `${width} × ${height}`)).join(", ");
}
