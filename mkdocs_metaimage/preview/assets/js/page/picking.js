/**
 * Which of a page's icons each place takes, as browsers and search engines are known to choose: an SVG before other
 * types, else the smallest that is sharp there, else the largest; what `media` forbids never.
 */

/**
 * @typedef {Object} Pick
 * @property {?Object} image the icon, or null where there is none for the place
 * @property {string} why in a sentence
 * @property {?string} advice what to add or to change
 */

const ADD_ICON = "Add icon.svg, icon.png or icon.py to the docs folder.";
const ADD_APPLE_ICON = "Add apple-icon.png or apple-icon.py, 180 × 180 px, to the docs folder.";
const RETINA_TAB = 32;
const HOME_SCREEN = 180;
const LAUNCHER = 192;
const SEARCH = 48;

/** The icon of a tab or a bookmark, 16 px wide, in a light or dark browser. @returns {Pick} */
export function forTab(images, scheme) {
  const fitting = icons(images).filter(({ media }) => suits(media, scheme));
  const own = fitting.filter(({ media }) => media);
  const others = fitting.filter(({ media }) => !media);
  if (!fitting.length) {
    return { image: null, why: "No icon: browsers draw a globe or a letter.", advice: ADD_ICON };
  }
  const image = best(own.length ? own : others, RETINA_TAB);
  const reasons = [own.length ? `its media is for ${scheme} browsers` : null, reason(image, RETINA_TAB)].filter(
    Boolean,
  );
  const small = isSmall(image, RETINA_TAB);
  return {
    image,
    why: sentence(reasons),
    advice: small
      ? `It is ${side(image)} px wide: give ${RETINA_TAB} px or an SVG for screens of two pixels per point.`
      : null,
  };
}

/** The icon on the home screen of an iPhone. @returns {Pick} */
export function forHomeScreen(images) {
  const own = usable(images, ["apple-icon"]);
  if (own.length) {
    const image = best(own, HOME_SCREEN);
    const small = isSmall(image, HOME_SCREEN);
    return {
      image,
      why: sentence(["an apple-icon is taken before others", own.length > 1 ? reason(image, HOME_SCREEN) : null]),
      advice: small ? `It is ${side(image)} px wide and is blown up: give 180 × 180 px.` : null,
    };
  }
  const other = largest(bitmaps(images));
  if (!other)
    return { image: null, why: "No apple-icon: iOS draws the first letter of the name.", advice: ADD_APPLE_ICON };
  return {
    image: other,
    why: "There is no apple-icon; recent iOS takes the largest icon that is no SVG, older iOS a letter.",
    advice: ADD_APPLE_ICON,
  };
}

/** The icon in the launcher of an Android phone, without a web app manifest. @returns {Pick} */
export function forLauncher(images) {
  const candidates = [...usable(images, ["apple-icon"]), ...bitmaps(images)];
  if (!candidates.length) {
    return {
      image: null,
      why: "No icon but an SVG: Android draws the first letter of the name.",
      advice: ADD_APPLE_ICON,
    };
  }
  const image = best(candidates, LAUNCHER);
  const small = isSmall(image, LAUNCHER);
  return {
    image,
    why: small
      ? `Chrome takes the largest, ${side(image)} px; the launcher crops it to its mask.`
      : sentence([reason(image, LAUNCHER)]),
    advice: isSmall(image, LAUNCHER / 2) ? `It is ${side(image)} px wide and is blown up: give 192 px or more.` : null,
  };
}

/** The icon beside a search result. @returns {Pick} */
export function forSearch(images) {
  const candidates = icons(images).filter(({ media }) => suits(media, "light"));
  if (!candidates.length) return { image: null, why: "No icon: search engines draw a globe.", advice: ADD_ICON };
  const image = best(candidates, SEARCH);
  return {
    image,
    why: sentence([reason(image, SEARCH)]),
    advice: isSmall(image, SEARCH) ? `It is ${side(image)} px wide: Google asks for 48 px or more.` : null,
  };
}

function icons(images) {
  return usable(images, ["icon", "favicon"]);
}

function usable(images, conventions) {
  return images.filter(({ convention, error }) => conventions.includes(convention) && !error);
}

function bitmaps(images) {
  return icons(images).filter(({ type, media }) => type !== "image/svg+xml" && suits(media, "light"));
}

function suits(media, scheme) {
  const wanted = /prefers-color-scheme\s*:\s*(light|dark)/i.exec(media ?? "")?.[1]?.toLowerCase();
  return !wanted || wanted === scheme;
}

/** The widest that an icon has, in px: Infinity for what scales, 0 where the page does not say. */
function side(image) {
  return image.type === "image/svg+xml" ? Infinity : Math.max(0, ...widths(image));
}

/** Whether it is known to be too small for `wanted` px. */
function isSmall(image, wanted) {
  return side(image) > 0 && side(image) < wanted;
}

/** The smallest of its widths that is sharp at `wanted` px; Infinity where none is. */
function sharpest(image, wanted) {
  return Math.min(Infinity, ...widths(image).filter((width) => width >= wanted));
}

/** Its widths: an ICO has several, which `sizes` names. */
function widths({ size, sizes }) {
  const named = [...(sizes ?? "").matchAll(/(\d+)x\d+/gi)].map(([, width]) => Number(width));
  return named.length || !size ? named : [size[0]];
}

function best(candidates, wanted) {
  const scalable = candidates.find(({ type }) => type === "image/svg+xml");
  if (scalable) return scalable;
  const sharp = candidates.filter((image) => side(image) >= wanted);
  return sharp.sort((one, other) => sharpest(one, wanted) - sharpest(other, wanted))[0] ?? largest(candidates);
}

function largest(candidates) {
  return [...candidates].sort((one, other) => side(other) - side(one))[0] ?? null;
}

function reason(image, wanted) {
  if (image.type === "image/svg+xml") return "an SVG is sharp at any size";
  if (side(image) >= wanted) return `it is the smallest of at least ${wanted} px`;
  if (!side(image)) return "the page names it, and its size is not known";
  return "it is the largest there is";
}

function sentence(reasons) {
  const said = reasons.filter(Boolean).join(", and ");
  return `Taken because ${said}.`;
}
