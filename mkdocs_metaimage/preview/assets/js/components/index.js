/** What the views are put together from. */

export { copyButton, emptyState, segmented, tabs } from "./controls.js";
export { countByLevel, errorBox, findingRow, levelBadge, levelBadges, LEVELS } from "./findings.js";
export { icon } from "./icon.js";
export { languageName } from "./language.js";
export { marked } from "./marked.js";
export { conventionTitle, isSocial, pixels, sizeText, typeName } from "./naming.js";
export { bytes, milliseconds, plural } from "./numbers.js";
export { picture, swapPicture } from "./picture.js";
