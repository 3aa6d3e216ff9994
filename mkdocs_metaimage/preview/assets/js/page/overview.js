/** The overview of a page: its card, what is wrong, every variant, which file serves it and why, its icons. */

import { errorBox, findingRow, LEVELS } from "../components/index.js";
import { h } from "../dom.js";
import { chainTree, servedList } from "./chain.js";
import { fieldList, paramTable } from "./fields.js";
import { iconRow } from "./icons.js";
import { parted } from "./keeping.js";
import { unplaced } from "./problems.js";
import { stage } from "./stage.js";
import { variantTable } from "./variants.js";

/** @param {Object} context what the page view gives its tabs */
export function create(context) {
  const card = stage();
  const side = parted(
    [
      {
        name: "findings",
        of: ({ findings, errors, images }) => ({ findings, errors, images }),
        make: (_, data) => findings(data, context.site),
      },
      { name: "served", of: ({ served, chain, route }) => ({ served, chain, route }), make: why },
      { name: "params", of: ({ params, chain }) => ({ params, chain }), make: params },
      { name: "fields", of: ({ details }) => details, make: fields },
    ],
    { class: "overview-side" },
  );
  const below = parted(
    [
      { name: "variants", of: ({ images }) => images, make: (images) => variants(images, card.pick) },
      { name: "icons", of: iconData, make: (_, data) => icons(data, context.site) },
    ],
    { class: "overview-below" },
  );

  function update(data) {
    card.update(data);
    side.update(data);
    below.update(data);
  }

  return { element: h("div", { class: "overview" }, card.element, side.element, below.element), update };
}

function findings(data, site) {
  const errors = unplaced(data);
  const rows = data.findings.toSorted((one, other) => LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level));
  return block(
    h("h2", { class: "findings-heading", tabindex: "-1" }, "Findings"),
    errors.map(errorBox),
    rows.length
      ? h(
          "ul",
          { class: "findings" },
          rows.map((row) => findingRow(row, site)),
        )
      : null,
    rows.length || errors.length || data.images.some(({ error }) => error)
      ? null
      : h("p", { class: "quiet" }, "Nothing found: every platform can show this page as it is."),
  );
}

function why({ served, chain, route }) {
  return block(
    h("h2", null, "Which file serves what"),
    h(
      "div",
      { class: "halves" },
      servedList(served),
      chain.length
        ? h("div", null, h("h3", null, "From the docs folder to the page"), chainTree(chain, served, route))
        : null,
    ),
  );
}

function params({ params: taken, chain }) {
  return block(h("h2", null, "Params"), paramTable(taken, chain));
}

function fields(details) {
  return block(
    h(
      "details",
      { class: "all-fields" },
      h(
        "summary",
        null,
        h("h2", null, "Page as a hook sees it"),
        h("span", { class: "quiet" }, Object.keys(details).length),
      ),
      fieldList(details),
    ),
  );
}

function variants(images, pick) {
  return block(h("h2", null, "Images"), variantTable(images, pick));
}

function iconData({ images, head, details, served }) {
  // How long drawing took is another each time, and nothing of an icon's looks.
  const looks = images.map(({ convention, id, src, type, size, sizes, media, error, drawn }) => ({
    convention,
    id,
    src,
    type,
    size,
    sizes,
    media,
    error,
    drawn,
  }));
  return [looks, head, details.title, served.icon, served["apple-icon"]];
}

function icons(data, site) {
  return block(h("h2", null, "Icons where they are seen"), iconRow(data, site));
}

function block(...children) {
  return h("section", { class: "block" }, children);
}
