/** The filters beside the sheet: groups of radio buttons, each value with how many pages it would leave. */

import { go } from "../address.js";
import { icon, languageName, LEVELS } from "../components/index.js";
import { h, replace } from "../dom.js";
import { count, filterFor, isFiltered, NO_FILTERS, problemsOf, problemValues } from "./filters.js";
import { around, named, NONE } from "./sections.js";

const LABELS = { error: "Errors", warning: "Warnings", note: "Notes", none: "No errors or warnings" };

/** @param {Object} site of `api/site` */
export function createPanel(site) {
  const groups = ["problem", "section", "language", "convention"].map((name) => [name, h("div", { class: "facet" })]);
  const clear = h(
    "button",
    { type: "button", class: "button small", on: { click: () => go(NO_FILTERS) } },
    icon("close"),
    "Clear filters",
  );
  const element = h(
    "form",
    { class: "panel-form", on: { submit: (event) => event.preventDefault() } },
    h("div", { class: "panel-head" }, h("h2", null, "Filters"), clear),
    groups.map(([, group]) => group),
  );

  function update(state, answerOf) {
    clear.hidden = !isFiltered(state);
    for (const [name, group] of groups) {
      const { label, rows } = FACETS[name](site, state, answerOf);
      fill(group, name, label, rows, state[name]);
    }
  }

  return { element, update };
}

const FACETS = {
  problem(site, state, answerOf) {
    const pages = pagesFor(site, state, answerOf, "problem");
    const counts = count(pages, ({ key }) => problemValues(answerOf(key)));
    const levels = levelsOf(site.pages, answerOf);
    const codes = [...levels.keys()].sort(
      (one, other) => LEVELS.indexOf(levels.get(one)) - LEVELS.indexOf(levels.get(other)),
    );
    const rows = [
      ...Object.entries(LABELS).map(([value, label]) => ({ value, label, level: value })),
      ...codes.map((value) => ({ value, label: value.replaceAll("-", " "), level: levels.get(value), kind: true })),
    ];
    return { label: "Problem", rows: rows.map((row) => ({ ...row, count: counts.get(row.value) ?? 0 })) };
  },
  section(site, state, answerOf) {
    const counts = count(pagesFor(site, state, answerOf, "section"), ({ section }) => around(section));
    const rows = site.sections
      .filter((path) => opened(path, state.section))
      .map((path) => ({ value: named(path), label: path.at(-1), depth: path.length - 1 }));
    const others = rows.length > 0 && site.pages.some(({ section }) => !section.length);
    if (others) rows.unshift({ value: NONE, label: "No section" });
    return { label: "Section", rows: rows.map((row) => ({ ...row, count: counts.get(row.value) ?? 0 })) };
  },
  language(site, state, answerOf) {
    const counts = count(pagesFor(site, state, answerOf, "language"), ({ locale }) => [locale]);
    const rows = site.locales.map((value) => ({
      value,
      label: languageName(value) || value,
      hint: value,
      count: counts.get(value) ?? 0,
    }));
    return { label: "Language", rows: rows.length > 1 ? rows : [] };
  },
  convention(site, state, answerOf) {
    const counts = count(pagesFor(site, state, answerOf, "convention"), ({ conventions }) => conventions);
    const rows = site.conventions.map((value) => ({ value, label: value, count: counts.get(value) ?? 0 }));
    return { label: "Convention", rows };
  },
};

function pagesFor(site, state, answerOf, without) {
  return site.pages.filter(filterFor(state, answerOf, without));
}

// The sections within one are listed when it is chosen, or one beside or within them.
function opened(path, chosen) {
  if (path.length === 1) return true;
  const parent = named(path.slice(0, -1));
  return chosen === parent || chosen.startsWith(`${parent}/`);
}

// The worst level at which each code was found.
function levelsOf(pages, answerOf) {
  const levels = new Map();
  for (const { key } of pages) {
    const answer = answerOf(key);
    for (const { level, code } of answer ? problemsOf(answer) : []) {
      if (!levels.has(code) || LEVELS.indexOf(level) < LEVELS.indexOf(levels.get(code))) levels.set(code, level);
    }
  }
  return levels;
}

function fill(group, name, label, rows, selected) {
  group.hidden = rows.length === 0;
  const shape = JSON.stringify(rows.map(({ value, level }) => [value, level]));
  // The same values are only counted anew, so that the focus stays where it is.
  if (group.dataset.shape !== shape) {
    group.dataset.shape = shape;
    const focused = group.contains(document.activeElement) ? document.activeElement.value : null;
    replace(group, fieldset(name, label, rows));
    if (focused !== null) group.querySelector(`input[value="${CSS.escape(focused)}"]`)?.focus();
  }
  for (const input of group.querySelectorAll("input")) {
    const row = rows.find(({ value }) => value === input.value);
    input.checked = input.value === selected;
    const number = row?.count;
    replace(input.parentElement.querySelector(".facet-count"), number === undefined ? "" : number.toLocaleString("en"));
    input.parentElement.classList.toggle("facet-row-none", number === 0);
  }
}

function fieldset(name, label, rows) {
  return h(
    "fieldset",
    null,
    h("legend", null, label),
    [{ value: "", label: "All" }, ...rows].map((row) =>
      h(
        "label",
        {
          class: row.kind ? "facet-row facet-kind" : "facet-row",
          style: { "--depth": row.depth ?? 0 },
          data: { level: row.level },
        },
        h("input", { type: "radio", name, value: row.value, on: { change: () => go({ [name]: row.value }) } }),
        h("span", { class: "facet-label", dir: "auto" }, row.label),
        row.hint && row.hint !== row.label ? h("span", { class: "facet-hint" }, row.hint) : null,
        h("span", { class: "facet-count" }),
      ),
    ),
  );
}
