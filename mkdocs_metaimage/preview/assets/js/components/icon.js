/** The icons of the interface: strokes of 1.5 px on a grid of 16, in the colour of the text. */

import { svg } from "../dom.js";

const PATHS = {
  search: ["M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9Z", "m10.5 10.5 3 3"],
  close: ["m4 4 8 8", "m12 4-8 8"],
  check: ["m3 8.5 3.2 3.2L13 5"],
  error: ["M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Z", "M8 5v3.5", "M8 11v.01"],
  warning: ["M8 2.5 14.2 13.5H1.8L8 2.5Z", "M8 6.5v3", "M8 11.5v.01"],
  note: ["M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Z", "M8 7.5V11", "M8 5v.01"],
  copy: ["M5.5 5.5h8v8h-8z", "M10.5 5.5v-3h-8v8h3"],
  open: ["M9.5 2.5h4v4", "m13.5 2.5-6 6", "M6.5 3.5h-4v10h10v-4"],
  left: ["m10 3-5 5 5 5"],
  right: ["m6 3 5 5-5 5"],
  light: [
    "M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z",
    "M8 1.5V3",
    "M8 13v1.5",
    "M1.5 8H3",
    "M13 8h1.5",
    "m3.4 3.4 1.1 1.1",
    "m11.5 11.5 1.1 1.1",
    "m3.4 12.6 1.1-1.1",
    "m11.5 4.5 1.1-1.1",
  ],
  dark: ["M13.5 9.6A5.8 5.8 0 0 1 6.4 2.5a5.8 5.8 0 1 0 7.1 7.1Z"],
  system: ["M2 3h12v8H2z", "M6 13.5h4"],
  filter: ["M2 4h12", "M4.5 8h7", "M7 12h2"],
  play: ["M5 3v10l8-5-8-5Z"],
  stop: ["M4 4h8v8H4z"],
  reload: ["M13 8a5 5 0 1 1-1.5-3.6", "M13 2.5v2.7h-2.7"],
  image: ["M2 3h12v10H2z", "m2 11 3.5-3.5 3 3L10.5 8.5 14 12", "M10.5 5.5v.01"],
  grid: ["M2.5 2.5h4.5v4.5H2.5z", "M9 2.5h4.5v4.5H9z", "M2.5 9h4.5v4.5H2.5z", "M9 9h4.5v4.5H9z"],
  page: ["M4 1.5h5l3.5 3.5v9.5H4z", "M9 1.5V5h3.5"],
  folder: ["M1.5 3.5h4.5l1.5 2h7v7.5h-13z"],
  text: ["M3 4V3h10v1", "M8 3v10", "M6 13h4"],
  code: ["m5 4.5-3.5 3.5L5 11.5", "m11 4.5 3.5 3.5-3.5 3.5"],
  globe: [
    "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Z",
    "M2 8h12",
    "M8 2c2 2 2.5 4 2.5 6S10 12 8 14",
    "M8 2C6 4 5.5 6 5.5 8S6 12 8 14",
  ],
  boxes: ["M2 2.5h12v11H2z", "M4.5 5h4v6h-4z", "M11 5.5h1", "M11 8h1"],
  baselines: ["M2 13.5h12", "m4 10.5 4-8 4 8", "M5.5 8h5"],
  safe: ["M2 5V2.5h3", "M11 2.5h3V5", "M14 11v2.5h-3", "M5 13.5H2V11", "M5 6h6v4H5z"],
  label: ["M1.5 3.5h13v9h-13z", "M4 9.8h5"],
  square: ["M1.5 3.5h13v9h-13z", "M3.5 3.5v9", "M12.5 3.5v9"],
};

/** One of the set by its name, hidden from screen readers: the text beside it says what it means. */
export function icon(name) {
  return svg(
    "svg",
    { class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" },
    (PATHS[name] ?? []).map((path) => svg("path", { d: path })),
  );
}
