/**
 * The line below the picture: what it is, what there is to remark, and that it has just changed.
 */

import { bytes, icon, marked, milliseconds, pixels, typeName } from "../components/index.js";
import { h, replace } from "../dom.js";

const FRESH = 6000;

/**
 * @returns {{element: HTMLElement, show: (image: ?object, isTrying: boolean) => void,
 *   updated: (image: ?object) => void, fail: (message: string) => void}}
 */
export function facts() {
  const line = h("p", { class: "design-facts" });
  const trying = h("span", { class: "design-badge design-badge-trying", hidden: true }, "Trying");
  const status = h("p", { class: "design-status", role: "status", "aria-live": "polite" });
  const notes = h("ul", { class: "design-notes" });
  const element = h(
    "div",
    { class: "design-said" },
    h("div", { class: "design-said-line" }, trying, line, status),
    notes,
  );
  let timer = 0;

  function show(image, isTrying) {
    trying.hidden = !isTrying;
    const parts = image
      ? [
          image.error ? null : pixels(image),
          typeName(image.type),
          image.bytes === null ? null : bytes(image.bytes),
          image.drawn && image.seconds !== null && !image.error ? `drawn in ${milliseconds(image.seconds)}` : null,
        ].filter(Boolean)
      : [];
    replace(
      line,
      parts.map((part) => h("span", null, part)),
      image?.origin ? h("code", null, image.origin) : null,
      image?.src && !image.drawn ? h("span", null, "a file, shown as it is") : null,
    );
    replace(
      notes,
      (image?.notes ?? []).map(({ message }) => note(message)),
    );
  }

  /** Say that a save has changed the picture. */
  function updated(image) {
    const took = image?.drawn && image.seconds !== null ? `, ${milliseconds(image.seconds)}` : "";
    clearTimeout(timer);
    const failed = Boolean(image?.error || !image?.src);
    status.toggleAttribute("data-failed", failed);
    replace(status, failed ? [icon("error"), "Failed just now"] : [icon("check"), `Updated just now${took}`]);
    timer = setTimeout(() => replace(status), FRESH);
  }

  function fail(message) {
    notes.append(note(message));
  }

  return { element, show, updated, fail };
}

function note(message) {
  return h("li", { data: { level: "note" } }, icon("note"), h("span", null, marked(message)));
}
