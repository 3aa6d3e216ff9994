/** What is above a page's tabs: where it is in the docs, what it is, what is wrong with it, and the ways on. */

import { href } from "../address.js";
import { icon, levelBadges, LEVELS, plural } from "../components/index.js";
import { h, replace } from "../dom.js";
import { NO_FILTERS } from "../sheet/filters.js";
import { around } from "../sheet/sections.js";
import { keeping } from "./keeping.js";

/**
 * @param {string} key of the page
 * @param {Object} site as `api/site` describes it
 * @param {{beside: () => Object, forget: () => void, showFindings: () => void}} ways the pages before and after it; what
 *   its buttons do: end the attempt with other words, go to the findings
 */
export function pageHeader(key, site, { beside, forget, showFindings }) {
  let page = pageOf(key, site);
  // As it is shown, which an attempt may have another of.
  let spoken = page;

  const crumbs = h("ol", { class: "crumbs" });
  const ways = h("div", { class: "page-ways" });
  const title = h("h1", { class: "page-title", tabindex: "-1", dir: "auto" });
  const facts = h("ul", { class: "page-facts" });
  const summary = h("div", { class: "page-problems" });
  const trial = h("div", { class: "page-trial", hidden: true });
  const element = h(
    "header",
    { class: "page-head" },
    h("div", { class: "page-way" }, h("nav", { "aria-label": "Breadcrumb" }, crumbs), ways),
    h("div", { class: "page-name" }, title, summary),
    facts,
    trial,
  );

  function draw() {
    replace(crumbs, crumbItems(page));
    replace(ways, stepLinks(beside()));
    title.textContent = page.title;
    replace(facts, factItems(page, spoken));
  }

  function refresh() {
    page = pageOf(key, site);
    keeping(element, draw);
  }

  /**
   * @param {Record<string, number>} counts of the page's problems
   * @param {{locale: string, direction: string}} details as a hook sees them
   */
  function update(counts, details) {
    spoken = details;
    keeping(facts, () => replace(facts, factItems(page, spoken)));
    keeping(summary, () => replace(summary, problemButton(counts, showFindings)));
  }

  function tries(attempt) {
    const names = Object.keys(attempt).map((name) => NAMES[name]);
    trial.hidden = names.length === 0;
    replace(trial, names.length ? trialLine(names, forget) : null);
  }

  draw();
  return { element, refresh, update, tries, focus: () => title.focus({ preventScroll: true }) };
}

const LIST = new Intl.ListFormat("en");
const NAMES = { title: "title", description: "description", lang: "language", dir: "direction", template: "template" };

function pageOf(key, site) {
  return site.pages.find((page) => page.key === key) ?? { key, title: key, section: [], conventions: [] };
}

function crumbItems(page) {
  const sections = page.section.map((name, index) =>
    h(
      "li",
      null,
      h("a", { href: href({ ...NO_FILTERS, page: "", section: around(page.section)[index] }), dir: "auto" }, name),
    ),
  );
  return [
    h("li", null, h("a", { class: "crumb-sheet", href: href({ page: "" }) }, icon("grid"), "All pages")),
    sections,
    h("li", { "aria-current": "page" }, h("bdi", null, page.title)),
  ];
}

function stepLinks({ previous, next, found }) {
  const which = found ? `of the ${plural(found, "page")} found` : "page";
  return [
    stepLink("previous", previous, `Previous ${which}`, "left", "["),
    stepLink("next", next, `Next ${which}`, "right", "]"),
  ];
}

function stepLink(step, to, label, arrow, shortcut) {
  if (!to) return h("span", { class: "button small step", "aria-hidden": "true", data: { off: true } }, icon(arrow));
  return h(
    "a",
    {
      class: "button small step",
      href: href({ page: to.key }),
      title: `${label}: ${to.title} (${shortcut})`,
      "aria-keyshortcuts": shortcut,
      data: { keep: step },
    },
    step === "previous" ? icon(arrow) : null,
    h("span", { class: "unseen" }, `${label}: ${to.title}`),
    h("kbd", { "aria-hidden": "true" }, shortcut),
    step === "next" ? icon(arrow) : null,
  );
}

function factItems(page, { locale, direction }) {
  return [
    page.route ? fact("Route", h("code", { dir: "ltr" }, page.route)) : null,
    page.src ? fact("Source file", icon("page"), h("code", { dir: "ltr" }, page.src)) : null,
    locale
      ? fact(
          "Language and direction",
          icon("globe"),
          locale,
          h("span", { class: "quiet" }, DIRECTIONS[direction]),
        )
      : null,
    page.href
      ? h(
          "li",
          null,
          h("a", { class: "page-open", href: page.href, target: "_blank", rel: "noopener" }, "Open page", icon("open")),
        )
      : null,
  ];
}

const DIRECTIONS = { ltr: "left to right", rtl: "right to left" };

function fact(label, ...value) {
  return h("li", { title: label }, h("span", { class: "unseen" }, `${label}: `), value);
}

function problemButton(counts, showFindings) {
  const badges = levelBadges(counts);
  if (!badges.length) return h("span", { class: "badge good" }, icon("check"), "No problems");
  return h(
    "button",
    { type: "button", class: "problem-button", on: { click: showFindings } },
    badges,
    h("span", { class: "unseen" }, ": show them"),
  );
}

function trialLine(names, forget) {
  return [
    icon("play"),
    h("span", null, `Tried here with another ${LIST.format(names)}; no file has it.`),
    h("button", { type: "button", class: "button small", on: { click: forget } }, "Show the page as it is"),
  ];
}

/** The problems in a sentence. */
export function told(counts) {
  const said = LEVELS.filter((level) => counts[level]).map((level) => plural(counts[level], level));
  return said.length ? `This page has ${LIST.format(said)}` : "This page has no problems";
}
