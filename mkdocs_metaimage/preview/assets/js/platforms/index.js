// The tab "Platforms": how a link to the page looks where people share it, in light and dark.

import { onTheme } from "../appearance.js";
import { h, replace } from "../dom.js";
import { errorBox, isSocial, segmented } from "../components/index.js";
import { keeping } from "../page/keeping.js";
import { figure, isDrawn } from "./figure.js";
import { chosenScheme, keepManner, keptManner, SCHEMES } from "./manner.js";
import { counts, summary } from "./summary.js";

const ICONS = new Set(["icon", "favicon", "apple-icon"]);

/**
 * The tab. It keeps its two switches while the page's data change.
 * @param {{site: object}} context
 * @returns {{element: HTMLElement, update: (data: object) => void, leave: () => void}}
 */
export function create({ site }) {
  const manner = keptManner();
  let data = null;

  const scheme = segmented({
    label: "Appearance of the platforms",
    options: [
      { value: "light", label: "Light", icon: "light" },
      { value: "dark", label: "Dark", icon: "dark" },
      { value: "both", label: "Both" },
    ],
    value: chosenScheme(manner),
    onChange: (value) => change({ scheme: value }),
  });
  const crops = h("input", {
    type: "checkbox",
    checked: manner.crops,
    on: { change: () => change({ crops: crops.checked }) },
  });
  const errors = h("div", { class: "platform-errors" });
  const top = h("div", { class: "platform-top" });
  const list = h("div", { class: "platform-list" });
  const element = h(
    "div",
    { class: "platforms" },
    h(
      "div",
      { class: "platform-bar" },
      scheme,
      h("label", { class: "platform-switch" }, crops, "Show what is cropped"),
    ),
    errors,
    top,
    list,
  );

  function change(changes) {
    Object.assign(manner, changes);
    keepManner(manner);
    if (data) keeping(element, show);
  }

  const endTheme = onTheme(() => {
    if (manner.scheme) return;
    scheme.setValue(chosenScheme(manner));
    if (data) keeping(element, show);
  });

  function show() {
    const chosen = chosenScheme(manner);
    const groups = grouped(data, site);
    replace(
      errors,
      failed(data).map(({ error }) => errorBox(error)),
    );
    replace(top, summary(groups));
    list.dataset.scheme = chosen;
    replace(
      list,
      groups.map((group) => section(group, data, site, { schemes: SCHEMES[chosen], crops: manner.crops })),
    );
  }

  async function update(news) {
    const isFirst = data === null;
    data = news;
    // What is shown stays until the new pictures are there, so that nothing flashes while somebody designs a card.
    if (!isFirst) await loaded(news);
    if (data === news) keeping(element, show);
  }

  return { element, update, leave: endTheme };
}

/** Wait for the pictures that the mock-ups take; one that cannot be read says so itself, in its place. */
async function loaded({ images, previews }) {
  const taken = new Set(previews.map(({ image }) => image));
  const sources = images.filter(({ id, src }) => src && taken.has(id)).map(({ src }) => src);
  await Promise.all(
    sources.map((src) =>
      Object.assign(new Image(), { src })
        .decode()
        .catch(() => null),
    ),
  );
}

/** The previews by platform, in the platforms' order, with the findings that hold for the layout the page gets. */
function grouped(data, site) {
  return site.platforms
    .map(({ id, name }) => {
      // Without a picture the layouts that the page does not get differ in nothing from the one that it gets.
      const previews = data.previews.filter(
        (preview) => preview.platform === id && isDrawn(preview) && (preview.active || preview.image),
      );
      // What the page gets stands first.
      previews.sort((one, other) => Number(other.active) - Number(one.active));
      return {
        id,
        name,
        previews,
        findings: previews.filter(({ active }) => active).flatMap((one) => said(one, data)),
      };
    })
    .filter(({ previews }) => previews.length);
}

function section({ id, name, previews, findings }, data, site, manner) {
  const heading = `platform-${id}`;
  const drawn = previews.map((preview) =>
    figure(shown(preview, data, site), manner),
  );
  return h(
    "section",
    { class: "platform", "aria-labelledby": heading, data: { keep: heading } },
    h("header", null, h("h2", { id: heading, tabindex: "-1" }, name), counts(findings)),
    drawn,
  );
}

/** What is wrong with a preview: what was found about it, and a card that it lacks because it could not be drawn. */
function said(preview, data) {
  const isSaid = preview.image !== null || preview.findings.some(({ level }) => level === "error");
  return isSaid ? preview.findings : [...preview.findings, ...failed(data).map(() => ({ level: "error" }))];
}

/** The cards of the page that could not be drawn. */
function failed(data) {
  return data.images.filter((image) => image.error && isSocial(image));
}

/** A card of which the preview has no picture, drawn in vain or published elsewhere: its place says so. */
function absent({ images }) {
  return images.find((image) => isSocial(image) && !image.src) ?? null;
}

/** @returns {import("./figure.js").Shown} */
function shown(preview, data, site) {
  return {
    preview,
    image: data.images.find(({ id }) => id === preview.image) ?? absent(data),
    favicon: data.images.find(({ convention, src }) => ICONS.has(convention) && src) ?? null,
    // Under the dev server the tags name that server; people paste the address of the published page.
    url: data.details.canonical_url ?? data.head.url ?? preview.domain,
    site,
  };
}
