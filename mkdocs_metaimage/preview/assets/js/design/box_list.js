/**
 * The boxes of a card as a list: what is pointed at in one is marked in the other.
 */

import { h, replace } from "../dom.js";
import { plural } from "../components/index.js";

const KINDS = ["block", "flex", "grid", "inline", "picture"];

/**
 * @param {(index: ?number) => void} onPoint called with the box that the list points at, null for none
 * @returns {{element: HTMLElement, show: (boxes: ?object[]) => void, mark: (index: ?number) => void}}
 */
export function boxList(onPoint) {
  const legend = h("ul", { class: "design-kinds", "aria-label": "Kinds of box" });
  const list = h("ol", {
    class: "design-box-list",
    "aria-label": "Boxes",
    on: {
      keydown: (event) => step(event, list),
      pointerleave: () => onPoint(focusedIndex(list)),
      focusout: () => onPoint(null),
    },
  });
  const title = h("h2", null, "Boxes");
  const element = h(
    "div",
    { class: "design-box-panel", hidden: true },
    h("div", { class: "design-box-head" }, title, legend),
    list,
  );

  function show(boxes) {
    element.hidden = !boxes;
    if (!boxes) return;
    const focused = focusedIndex(list);
    replace(title, plural(boxes.length, "box", "boxes"));
    replace(
      legend,
      KINDS.filter((kind) => boxes.some((box) => box.kind === kind)).map((kind) => kindEntry(kind)),
    );
    replace(
      list,
      boxes.map((box, index) => entry(box, index, onPoint)),
    );
    const first = buttons(list)[focused ?? 0] ?? buttons(list)[0];
    if (first) first.tabIndex = 0;
    if (focused !== null) first?.focus({ preventScroll: true });
  }

  function mark(index) {
    buttons(list).forEach((button, at) => button.toggleAttribute("data-marked", at === index));
    const button = index === null ? null : buttons(list)[index];
    // Only the list scrolls: the picture that is pointed at must stay under the pointer.
    if (button) keepInSight(button.parentElement, list);
  }

  return { element, show, mark };
}

function entry(box, index, onPoint) {
  return h(
    "li",
    null,
    h(
      "button",
      {
        type: "button",
        tabindex: "-1",
        data: { kind: box.kind },
        style: { "--depth": Math.min(box.depth, 12) },
        on: { pointerenter: () => onPoint(index), focus: () => onPoint(index) },
      },
      h("span", { class: "design-kind-mark" }),
      h("code", null, box.name),
      h("span", { class: "quiet" }, `${box.kind}, ${length(box.width)} × ${length(box.height)}`),
    ),
  );
}

function kindEntry(kind) {
  return h("li", { data: { kind } }, h("span", { class: "design-kind-mark" }), kind);
}

/** A length in px as a person reads it. */
export function length(number) {
  return String(Math.round(number * 10) / 10);
}

function buttons(list) {
  return [...list.querySelectorAll("button")];
}

function focusedIndex(list) {
  const index = buttons(list).indexOf(document.activeElement);
  return index < 0 ? null : index;
}

// One stop of the tab key for the whole list; the arrows go through it.
function step(event, list) {
  const all = buttons(list);
  const at = all.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  const next = all[Math.max(0, Math.min(all.length - 1, to))];
  all[at].tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function keepInSight(item, list) {
  const [above, below] = [item.offsetTop - list.offsetTop, item.offsetTop - list.offsetTop + item.offsetHeight];
  if (above < list.scrollTop) list.scrollTop = above;
  else if (below > list.scrollTop + list.clientHeight) list.scrollTop = below - list.clientHeight;
}
