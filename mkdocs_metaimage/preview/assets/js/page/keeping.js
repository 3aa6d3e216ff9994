/** Showing newer data without taking from a person what they did: focus, what they unfolded, how far they scrolled. */

import { h, replace } from "../dom.js";

/**
 * Run `change`, which may make everything inside `root` anew, then put back what a person had done there. Elements
 * are known again by `data-keep` or their place below the nearest element that has it.
 *
 * @param {HTMLElement} root
 * @param {() => void} change
 */
export function keeping(root, change) {
  const unfolded = new Map(
    [...root.querySelectorAll("details")].map((details) => [keyOf(details, root), details.open]),
  );
  const scrolled = new Map(
    [...root.querySelectorAll("[data-keep], pre, [tabindex]")]
      .filter((element) => element.scrollTop || element.scrollLeft)
      .map((element) => [keyOf(element, root), [element.scrollLeft, element.scrollTop]]),
  );
  const pictures = new Map([...root.querySelectorAll("img")].map((img) => [img.outerHTML, img]));
  const active = root.contains(document.activeElement) ? document.activeElement : null;
  const focused = active && keyOf(active, root);
  const seen = [active, ...root.querySelectorAll("[data-keep]")].find((element) => element && isInView(element));
  const [place, top] = seen ? [keyOf(seen, root), seen.getBoundingClientRect().top] : [null, 0];

  change();

  // A picture that is the same is not loaded again, and so does not flash.
  for (const img of root.querySelectorAll("img")) {
    const former = pictures.get(img.outerHTML);
    if (former && pictures.delete(img.outerHTML)) img.replaceWith(former);
  }
  for (const details of root.querySelectorAll("details")) {
    const open = unfolded.get(keyOf(details, root));
    if (open !== undefined) details.open = open;
  }
  for (const [key, [left, top]] of scrolled) find(key, root)?.scrollTo({ left, top, behavior: "instant" });
  if (active && document.activeElement !== active) find(focused, root)?.focus({ preventScroll: true });
  // What a person looks at stays where it is, whatever grew or shrank above it.
  const moved = place === null ? 0 : (find(place, root)?.getBoundingClientRect().top ?? top) - top;
  if (Math.abs(moved) >= 1) window.scrollBy({ top: moved, behavior: "instant" });
}

function isInView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}

/**
 * An element of named parts, each made anew only where what it shows became other.
 *
 * @param {{name: string, of: (data: Object) => *, make: (value: *, data: Object) => ?Node}[]} parts `of` takes from
 *   the page's data all that `make` uses; `make` gives null where the part has nothing to show
 * @param {Object} [props] of the element
 * @returns {{element: HTMLElement, update: (data: Object) => void}}
 */
export function parted(parts, props = {}) {
  const places = parts.map((part) => ({
    ...part,
    shown: undefined,
    place: h("div", { class: `part part-${part.name}`, data: { keep: part.name } }),
  }));
  const element = h(
    "div",
    props,
    places.map(({ place }) => place),
  );

  function update(data) {
    for (const part of places) {
      const value = part.of(data);
      const print = JSON.stringify(value);
      if (print === part.shown) continue;
      part.shown = print;
      keeping(part.place, () => {
        const made = part.make(value, data);
        part.place.hidden = made === null;
        replace(part.place, made);
      });
    }
  }

  return { element, update };
}

function keyOf(element, root) {
  const steps = [];
  for (let at = element; at && at !== root; at = at.parentElement) {
    if (at.dataset.keep) return JSON.stringify([at.dataset.keep, ...steps]);
    steps.unshift([...at.parentElement.children].indexOf(at));
  }
  return JSON.stringify([null, ...steps]);
}

function find(key, root) {
  const [name, ...steps] = JSON.parse(key);
  const start = name === null ? root : root.querySelector(`[data-keep="${CSS.escape(name)}"]`);
  return steps.reduce((element, step) => element?.children[step], start);
}
