/**
 * A page's pictures to choose from, those among them that failed.
 */

import { h, replace } from "../dom.js";
import { icon, sizeText } from "../components/index.js";

const FIRST = ["opengraph-image", "twitter-image"];

/**
 * The pictures of an answer; a convention of which there is only an error stands there as that error.
 * @param {{images: object[], errors: object[]}} cards
 */
export function variantsOf({ images, errors }) {
  const there = new Set(images.map(({ convention }) => convention));
  const failed = new Map(
    errors.filter(({ convention }) => convention && !there.has(convention)).map((error) => [error.convention, error]),
  );
  return [
    ...images,
    ...Array.from(failed, ([convention, error]) => ({
      id: convention,
      convention,
      error,
      src: null,
      size: null,
      notes: [],
    })),
  ];
}

/** The one named `id`, else the social card, else the first; null where there is none. */
export function variantNamed(variants, id) {
  for (const convention of FIRST) {
    const found =
      variants.find((variant) => variant.id === id) ?? variants.find((one) => one.convention === convention);
    if (found) return found;
  }
  return variants.find((variant) => variant.id === id) ?? variants[0] ?? null;
}

/**
 * @param {(id: string) => void} onChoose
 * @returns {{element: HTMLElement, show: (variants: object[], chosen: ?object) => void}}
 */
export function variantPicker(onChoose) {
  const element = h("fieldset", { class: "design-variants", hidden: true });
  let known = "";

  function show(variants, chosen) {
    element.hidden = variants.length < 2;
    const now = JSON.stringify(variants.map(({ id, src, size }) => [id, src, size]));
    // Made anew only when they differ, or the one in focus would lose it with each generation.
    if (now !== known) {
      const focused = element.querySelector("input:focus")?.value;
      replace(
        element,
        h("legend", { class: "unseen" }, "Picture"),
        variants.map((variant) => entry(variant, onChoose)),
      );
      known = now;
      if (focused) [...element.querySelectorAll("input")].find(({ value }) => value === focused)?.focus();
    }
    for (const input of element.querySelectorAll("input")) input.checked = input.value === chosen?.id;
  }

  return { element, show };
}

function entry(variant, onChoose) {
  const thumbnail = variant.src
    ? h("img", { src: variant.src, alt: "", loading: "lazy" })
    : icon(variant.error ? "error" : "image");
  return h(
    "label",
    { class: "design-variant", data: { failed: Boolean(variant.error) } },
    h("input", {
      type: "radio",
      name: "design-variant",
      value: variant.id,
      on: { change: () => onChoose(variant.id) },
    }),
    h(
      "span",
      { class: "design-variant-face" },
      h("span", { class: "design-variant-thumbnail" }, thumbnail),
      h(
        "span",
        { class: "design-variant-name" },
        variant.id,
        h("span", { class: "quiet" }, variant.error ? "Error" : sizeText(variant)),
      ),
    ),
  );
}
