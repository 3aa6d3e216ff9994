/**
 * What is over the stage: how wide the picture is, and which overlays it has.
 */

import { icon, segmented } from "../components/index.js";
import { h, replace } from "../dom.js";
import { OVERLAYS } from "./overlays.js";

const CARD_WIDTHS = ["500", "320", "160"];
const ICON_WIDTHS = ["64", "32", "16"];

/** The widths to choose from for a picture: those at which platforms show cards, or browsers icons. */
export function widthsFor(image) {
  return (image?.size?.[0] ?? 1200) <= 512 ? ICON_WIDTHS : CARD_WIDTHS;
}

/**
 * @param {{onZoom: (zoom: string) => void, onOverlay: (id: string) => void}} on
 * @returns {{element: HTMLElement, show: (image: ?object, zoom: string, shown: Set<string>) => void,
 *   toggle: (id: string) => void}}
 */
export function toolbar({ onZoom, onOverlay }) {
  const zooms = h("div", { class: "design-zooms" });
  const toggles = OVERLAYS.map((overlay) =>
    h(
      "button",
      {
        type: "button",
        class: "design-toggle",
        title: `${overlay.about} (${overlay.key})`,
        "aria-keyshortcuts": overlay.key,
        data: { overlay: overlay.id },
        on: { click: () => toggle(overlay.id) },
      },
      icon(overlay.icon),
      overlay.label,
    ),
  );
  const element = h(
    "div",
    { class: "design-bar" },
    zooms,
    h("div", { class: "design-toggles", role: "group", "aria-label": "Overlays" }, toggles),
  );
  let widths = [];
  let control = null;

  function show(image, zoom, shown) {
    const wanted = widthsFor(image);
    if (wanted !== widths) {
      widths = wanted;
      control = segmented({
        label: "Width of the picture",
        options: zoomOptions(widths),
        value: zoom,
        onChange: onZoom,
      });
      replace(zooms, control);
    }
    control.setValue(zoom);
    toggles.forEach((button, index) => {
      const overlay = OVERLAYS[index];
      button.setAttribute("aria-pressed", String(shown.has(overlay.id)));
      // A file is shown as it is: nobody knows its boxes.
      // Not `disabled`, which would take the focus from it with a save that breaks the card.
      button.setAttribute("aria-disabled", String(!image?.src || (overlay.drawn && !image.drawn)));
    });
  }

  /** Turn an overlay on or off, if the picture can have it. @param {string} id */
  function toggle(id) {
    const button = toggles.find(({ dataset }) => dataset.overlay === id);
    if (button.getAttribute("aria-disabled") !== "true") onOverlay(id);
  }

  return { element, show, toggle };
}

function zoomOptions(widths) {
  return [
    { value: "fit", label: "Fit" },
    { value: "100", label: "100 %" },
    ...widths.map((width) => ({ value: width, label: `${width} px` })),
  ];
}
