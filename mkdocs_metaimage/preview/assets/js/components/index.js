/** What the views are put together from. */

export { copyButton, emptyState, segmented, tabs } from "./controls.js";
export { errorBox, findingRow, levelBadge } from "./findings.js";
export { icon } from "./icon.js";
export { marked } from "./marked.js";
export { bytes, milliseconds, plural } from "./numbers.js";
export { picture, swapPicture } from "./picture.js";
