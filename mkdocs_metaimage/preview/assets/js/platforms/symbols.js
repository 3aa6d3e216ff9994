// The few small signs that the mock-ups carry. None of them is a platform's artwork.

import { svg } from "../dom.js";

const PATHS = {
  page: "M6 3h8l4 4v14H6z M14 3v4h4 M9 12h6 M9 16h6",
  broken: "M4 5h16v14H4z M4 16l5-5 3 3 M12 19l3-6-2-2 4-6",
  globe: "M3 12h18 M12 3c3 3 3 15 0 18 M12 3c-3 3-3 15 0 18 M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18",
  reply: "M4 6h16v10H11l-4 4v-4H4z",
  share: "M12 15V4 M8 8l4-4 4 4 M5 14v6h14v-6",
  repeat: "M5 15V7h12 M14 4l3 3-3 3 M19 9v8H7 M10 20l-3-3 3-3",
  like: "M12 20C4 14 3 11 3 9a4.500 4.500 0 0 1 9-1a4.500 4.500 0 0 1 9 1c0 2-1 5-9 11z",
  save: "M6 4h12v16l-6-4-6 4z",
  thumb: "M7 20V10l4-7c2 0 3 1 2.500 3L13 9h6l-1 9-2 2z M3 10h4v10H3z",
  seen: "M2 13l4 4L15 7 M10 16l1 1L20 7",
  compass: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18 M15.500 8.500l-2 5-5 2 2-5z",
};

/** A sign of 24 by 24 units in the text's colour. Decoration. */
export function symbol(name) {
  return svg(
    "svg",
    { class: `m-symbol m-symbol-${name}`, viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" },
    svg("path", { d: PATHS[name] }),
  );
}
