/**
 * The fonts tab: for each picture that is drawn, its fonts and the characters that none has.
 */

import { emptyState, errorBox, icon, plural } from "../components/index.js";
import { h, replace } from "../dom.js";
import { latest } from "../latest.js";
import { keeping } from "../page/keeping.js";
import { missingCharacters } from "./missing.js";
import { optionLines } from "./option_lines.js";
import { fontTable } from "./table.js";

/**
 * @param {object} context of the page that is open
 * @returns {{element: HTMLElement, update: (data: object) => void, leave: () => void}}
 */
export function create(context) {
  const element = h("div", { class: "fonts" });
  const files = h("p", { class: "quiet" });
  /** @type {Map<string, ReturnType<typeof section>>} */
  const sections = new Map();
  let laid = null;

  function update({ page, images }) {
    const drawn = images.filter((image) => image.drawn || image.error);
    for (const [id, { leave }] of sections) {
      if (drawn.some((image) => image.id === id)) continue;
      leave();
      sections.delete(id);
    }
    for (const image of drawn) {
      if (!sections.has(image.id)) sections.set(image.id, section(context));
      sections.get(image.id).update(page, image);
    }
    const others = images.filter((image) => !drawn.includes(image)).map(({ id }) => id);
    const what = others.length === 1 ? "a file, shown as it is" : "files, shown as they are";
    files.textContent = `${new Intl.ListFormat("en").format(others)}: ${what}, without fonts.`;
    const ids = JSON.stringify(drawn.map(({ id }) => id));
    files.hidden = !others.length;
    // Put anew they would lose the focus.
    if (ids === laid) return;
    laid = ids;
    replace(element, drawn.length ? drawn.map(({ id }) => sections.get(id).element) : nothing(), files);
  }

  function leave() {
    for (const one of sections.values()) one.leave();
  }

  return { element, update, leave };
}

function section(context) {
  const title = h("h2", null);
  const summary = h("p", { class: "quiet" });
  const thumbnail = h("div", { class: "fonts-thumbnail" });
  const body = h("div", { class: "fonts-body" }, h("p", { class: "quiet" }, "Looking at its text"));
  const element = h(
    "section",
    { class: "fonts-image" },
    h("div", { class: "fonts-head" }, thumbnail, h("div", null, title, summary)),
    body,
  );
  let known = "";
  const asking = latest(
    ({ page, image }, signal) => context.call("fonts", { page, image: image.id, ...context.attempt }, { signal }),
    { done: show, failed: (error) => replace(body, errorBox({ message: error.message })) },
  );

  function update(page, image) {
    title.textContent = image.id;
    if (image.error) {
      asking.stop();
      known = "";
      summary.textContent = "It could not be drawn";
      replace(thumbnail);
      replace(body, errorBox(image.error));
      return;
    }
    if (thumbnail.dataset.src !== image.src) {
      thumbnail.dataset.src = image.src;
      replace(thumbnail, h("img", { src: image.src, alt: "" }));
    }
    asking.send({ page, image });
  }

  function show({ fonts, missing }, { image }) {
    const characters = fonts.reduce((sum, { count }) => sum + count, 0);
    summary.textContent = fonts.length
      ? `${plural(fonts.length, "font")}, ${plural(characters, "character")}`
      : "No text";
    const print = JSON.stringify([fonts, missing]);
    if (print === known) return; // what is unfolded stays so
    known = print;
    const system = fonts.filter(({ from }) => from === "system");
    keeping(body, () =>
      replace(
        body,
        h("div", { data: { keep: "missing" } }, fonts.length || missing.length ? glyphs(missing) : null),
        h("div", { data: { keep: "system" } }, system.length ? systemWarning(system) : null),
        h("div", { data: { keep: "table" } }, fonts.length ? fontTable(fonts, image.id) : null),
      ),
    );
  }

  return { element, update, leave: asking.stop };
}

function glyphs(missing) {
  if (missing.length) return missingCharacters(missing);
  return h("p", { class: "fonts-good" }, icon("check"), "Every character has a glyph.");
}

function systemWarning(fonts) {
  const families = [...new Set(fonts.map(({ family }) => family))];
  const files = [...new Set(fonts.map(({ file }) => file?.split(/[\\/]/).at(-1)).filter(Boolean))];
  return h(
    "div",
    { class: "fonts-warning" },
    icon("warning"),
    h(
      "div",
      { class: "fonts-mend" },
      h(
        "p",
        null,
        h(
          "strong",
          null,
          new Intl.ListFormat("en").format(families),
          families.length === 1 ? " is a font of this machine. " : " are fonts of this machine. ",
        ),
        "On another one, in CI for example, the card may look different. To have the same everywhere, copy ",
        files.length === 1 ? "its file" : "the files",
        " into a folder beside the config file, and name ",
        files.length === 1 ? "it" : "them",
        " there:",
      ),
      files.length ? optionLines(files) : null,
    ),
  );
}

function nothing() {
  return emptyState({
    title: "No picture of this page is drawn",
    text: "Files are shown as they are; only what is drawn has fonts.",
    icon: "text",
  });
}
