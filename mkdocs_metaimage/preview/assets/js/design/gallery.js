/**
 * Every built-in card on the present page, drawn when somebody scrolls to it.
 */

import { copyButton, errorBox, picture, swapPicture } from "../components/index.js";
import { h, replace } from "../dom.js";
import { latest } from "../latest.js";

/**
 * @param {{ask: (signal: AbortSignal) => Promise<{templates: object[]}>, onTry: (name: string) => void}} options
 *   onTry: called with the name of the template to try, "" for none
 * @returns {{element: HTMLElement, refresh: (about: string, tried: string) => void, leave: () => void}}
 *   `refresh` takes what the templates' looks depend on, and the name of the one that is tried
 */
export function gallery({ ask, onTry }) {
  const grid = h("ul", { class: "design-gallery-grid" });
  const said = h("div", { class: "design-gallery-said" }, h("p", { class: "quiet" }, "Drawing the templates"));
  const element = h(
    "section",
    { class: "design-gallery", "aria-labelledby": "design-gallery-title" },
    h("h2", { id: "design-gallery-title" }, "Built-in templates"),
    h("p", { class: "quiet" }, "On this page, with the words that are tried above."),
    said,
    grid,
  );
  const entries = new Map();
  let visible = false;
  let stale = false;
  let known = null;
  let tried = "";

  const asking = latest((_, signal) => ask(signal), {
    done: ({ templates }) => draw(templates),
    failed: (error) => replace(said, errorBox({ message: error.message })),
  });
  const watching = new IntersectionObserver(
    ([{ isIntersecting }]) => {
      visible = isIntersecting;
      load(0);
    },
    { rootMargin: "200px" },
  );
  watching.observe(element);

  function load(pause) {
    if (!visible || !stale) return;
    stale = false;
    asking.send(null, pause);
  }

  function draw(templates) {
    replace(said);
    said.hidden = true;
    const names = new Set(templates.map(({ name }) => name));
    for (const [name, entry] of entries) if (!names.has(name)) entries.delete(name) && entry.element.remove();
    for (const template of templates) {
      if (!entries.has(template.name)) {
        const entry = templateEntry(template, onTry);
        entries.set(template.name, entry);
        grid.append(entry.element);
      }
      entries.get(template.name).show(template);
      entries.get(template.name).mark(tried);
    }
  }

  function refresh(about, name) {
    tried = name;
    for (const entry of entries.values()) entry.mark(tried);
    if (about === known) return;
    known = about;
    stale = true;
    load(entries.size ? 400 : 0);
  }

  function leave() {
    watching.disconnect();
    asking.stop();
  }

  return { element, refresh, leave };
}

function templateEntry(template, onTry) {
  let place = picture(template.image, { alt: "" });
  let shown = template.image;
  let lines = {};
  const badge = h("span", { class: "design-badge" });
  const doing = h("span", null, "Try");
  const attempt = h(
    "button",
    { type: "button", class: "button small", on: { click: () => onTry(isTried ? "" : template.name) } },
    doing,
    h("span", { class: "unseen" }, ` ${template.name}`),
  );
  const about = h("p", { class: "quiet" });
  const ways = h("div", { class: "design-ways" });
  const element = h(
    "li",
    { class: "design-template", data: { template: template.name } },
    place,
    h("div", { class: "design-template-head" }, h("h3", null, template.name), badge, attempt),
    about,
    h("details", null, h("summary", null, "How to choose it"), ways),
  );
  let chosen = false;
  let isTried = false;

  function show(next) {
    ({ chosen } = next);
    about.textContent = next.about;
    if (next.image.src !== shown.src || next.image.error) {
      shown = next.image;
      swapPicture(place, next.image, { alt: "" }).then((swapped) => (place = swapped));
    }
    if (JSON.stringify(next.lines) === JSON.stringify(lines)) return;
    ({ lines } = next);
    replace(
      ways,
      way("For this page, in its front matter", lines.front_matter),
      way("For the site, in its config file", lines.option),
      next.options.length
        ? [
            h("h4", null, "Its options"),
            h(
              "ul",
              { class: "design-options" },
              next.options.map((option) => h("li", null, option)),
            ),
          ]
        : null,
    );
  }

  function mark(tried) {
    isTried = tried === template.name;
    badge.textContent = isTried ? "Trying" : chosen ? "In use" : "";
    badge.hidden = !badge.textContent;
    element.toggleAttribute("data-tried", isTried);
    doing.textContent = isTried ? "Stop trying" : "Try";
  }

  return { element, show, mark };
}

function way(title, text) {
  return [
    h("div", { class: "design-form-head" }, h("h4", null, title), copyButton(text)),
    h("pre", { class: "design-lines", tabindex: "0", "aria-label": title, dir: "ltr" }, text),
  ];
}
