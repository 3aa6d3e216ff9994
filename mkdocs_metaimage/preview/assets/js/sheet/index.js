/** The contact sheet: every page of the docs with its card. */

import { go, href } from "../address.js";
import { icon, plural } from "../components/index.js";
import { announce, h, replace } from "../dom.js";
import { isPlain } from "../keys.js";
import { createChecks } from "./checks.js";
import { createEntry } from "./entry.js";
import { changedFilter, filterFor, isFiltered, NO_FILTERS } from "./filters.js";
import { grouped } from "./groups.js";
import { target } from "./keyboard.js";
import { nothing } from "./nothing.js";
import { createPanel } from "./panel.js";
import { createSummary } from "./summary.js";

// How far from what is in view cards are asked for, and pictures kept, in px.
const NEAR = 900;
// How many cards are asked for before it is known which are in view.
const AT_FIRST = 4;
// In ms.
const COUNTED_EVERY = 100;
// How many cards of each width, in px, about fill a row.
const IN_A_ROW = { 500: 2, 320: 3, 160: 6 };

/**
 * @param {Object} site of `api/site`: always the same object, which has the docs as they now are
 * @returns {{element: HTMLElement, show: (state: Object) => void, refresh: () => void, leave: () => void}}
 */
export function sheetView(site) {
  /** @type {Map<string, ReturnType<typeof createEntry>>} */
  const entries = new Map();
  let state = null;
  let shown = [];
  let laid = null;
  let current = null;
  let scrolled = 0;
  let there = false;
  let painting = 0;

  const checks = createChecks({
    pages: () => site.pages,
    generation: site.generation,
    onAnswer(key, answer) {
      entries.get(key)?.setAnswer(answer);
      paintLater();
    },
    onProgress: () => paintLater(),
  });
  const panel = createPanel(site);
  const summary = createSummary({ site, onCheckAll: checks.setAll });
  const groups = h("div", { class: "groups", on: { keydown, focusin } });
  const found = h("p", { class: "found quiet" });
  const narrow = h(
    "details",
    { class: "panel", open: true },
    h("summary", null, icon("filter"), "Filters"),
    panel.element,
  );
  const element = h(
    "div",
    { class: "sheet" },
    h("aside", { class: "sheet-side", "aria-label": "Filters" }, narrow),
    h(
      "div",
      { class: "sheet-main" },
      h("div", { class: "sheet-head" }, h("h1", null, "All cards"), found, summary.element),
      groups,
    ),
  );
  foldWhenNarrow(narrow);
  addEventListener("keydown", pressed);

  const inView = new Set();
  const nearView = new Set();
  const watchSeen = new IntersectionObserver((changes) => note(changes, inView));
  const watchNear = new IntersectionObserver((changes) => note(changes, nearView), { rootMargin: `${NEAR}px 0px` });

  function note(changes, keys) {
    for (const {
      target: { dataset },
      isIntersecting,
    } of changes) {
      if (isIntersecting) keys.add(dataset.key);
      else keys.delete(dataset.key);
      if (keys === nearView) entries.get(dataset.key)?.setNear(isIntersecting);
    }
    if (there) checks.look(inOrder(inView), inOrder(nearView));
  }

  function inOrder(keys) {
    return shown.filter((key) => keys.has(key));
  }

  function arrange() {
    const pages = site.pages.filter(filterFor(state, checks.answerOf));
    shown = pages.map(({ key }) => key);
    const layout = JSON.stringify([location.search, pages.map(({ key, section }) => [key, section[0]])]);
    if (layout === laid && pages.length) return;
    laid = layout;
    lay(pages);
    for (const key of shown) {
      entries.get(key).setConvention(state.convention);
      entries.get(key).link.href = href({ page: key });
    }
    tellFound();
  }

  function lay(pages) {
    const focused = document.activeElement;
    for (const page of pages) addEntry(page);
    const few = IN_A_ROW[cardWidth(state)];
    if (pages.length) replace(groups, grouped(pages, few).map(group));
    else layNothing();
    if (groups.contains(focused)) focused.focus({ preventScroll: true });
    watch();
    setCurrent(shown.includes(current) ? current : (shown[0] ?? null));
  }

  // Laid again with each answer, but only where it says something else, as the focus may be in it.
  function layNothing() {
    const said = nothing({ state, progress: checks.progress(), onCheckAll: () => checks.setAll(true) });
    if (groups.textContent !== said.textContent) replace(groups, said);
  }

  function addEntry(page) {
    if (entries.has(page.key)) return;
    const entry = createEntry(page, () => checks.forget(page.key));
    entries.set(page.key, entry);
    // Where problems are filtered it is what is known of a page that brings it here.
    const answer = checks.answerOf(page.key);
    if (answer) entry.setAnswer(answer);
  }

  function group({ titles, members }) {
    const list = h(
      "ul",
      { class: "entries" },
      members.map((page) => entries.get(page.key).element),
    );
    return h(
      "section",
      { class: "group" },
      h("h2", null, h("span", null, listed(titles)), h("span", { class: "group-count" }, members.length)),
      list,
    );
  }

  // The server draws while the sheet is laid out, which takes a while where there are many pages.
  function askForFirst() {
    const pages = site.pages.filter(filterFor(state, checks.answerOf)).slice(0, AT_FIRST);
    const keys = pages.map(({ key }) => key);
    checks.setRunning(true);
    checks.look(keys, []);
  }

  // A watched element says at once where it is, then when that changes.
  function watch() {
    unwatch();
    for (const observer of [watchSeen, watchNear]) {
      for (const key of shown) observer.observe(entries.get(key).element);
    }
    // Those that are no longer laid out leave no word of it.
    for (const keys of [inView, nearView]) for (const key of keys) if (!shown.includes(key)) keys.delete(key);
  }

  function unwatch() {
    watchSeen.disconnect();
    watchNear.disconnect();
  }

  function tellFound() {
    const text = isFiltered(state)
      ? `${shown.length.toLocaleString("en")} of ${plural(site.pages.length, "page")}`
      : plural(site.pages.length, "page");
    if (found.textContent === text) return;
    found.textContent = text;
    if (there) announce(text);
  }

  // Answers come in flocks: what is counted over all pages is counted for several together.
  function paintLater() {
    painting ||= setTimeout(() => {
      painting = 0;
      if (there) paint();
    }, COUNTED_EVERY);
  }

  function paint() {
    if (state.problem) arrange();
    panel.update(state, checks.answerOf);
    summary.update(state, checks.progress(), checks.answerOf);
  }

  function setCurrent(key) {
    if (current && current !== key) entries.get(current)?.setCurrent(false);
    current = key;
    if (key) entries.get(key).setCurrent(true);
  }

  function focusin(event) {
    const key = event.target.closest(".entry")?.dataset.key;
    if (key) setCurrent(key);
  }

  function keydown(event) {
    if (!event.target.classList.contains("entry-link")) return;
    const elements = shown.map((key) => entries.get(key).element);
    const to = target(event, elements, shown.indexOf(current));
    if (to === null) return;
    event.preventDefault();
    focusEntry(shown[to]);
  }

  // Wherever the focus is on the sheet. In the search box Escape is for what is written there.
  function pressed(event) {
    if (!there || event.defaultPrevented || !isPlain(event)) return;
    if (event.key === "Escape" && isFiltered(state)) go(NO_FILTERS);
    // Up and down scroll where nothing has the focus.
    if (event.target !== document.body || !["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const first = inOrder(inView)[0];
    if (!first) return;
    event.preventDefault();
    focusEntry(first);
  }

  function focusEntry(key) {
    const entry = entries.get(key);
    setCurrent(key);
    entry.link.focus({ preventScroll: true });
    entry.element.scrollIntoView({ block: "nearest" });
  }

  return {
    element,
    /** The pages that the filters of `state` leave, as far as it is known what is wrong with them. */
    left: (state) => site.pages.filter(filterFor(state, checks.answerOf)),
    show(next) {
      const first = !there;
      const before = state;
      state = next;
      element.style.setProperty("--wanted-width", `${cardWidth(state)}px`);
      element.dataset.width = cardWidth(state);
      element.dataset.languages = site.locales.length;
      if (!before) askForFirst();
      arrange();
      there = true;
      paint();
      if (first) {
        watch();
        checks.setRunning(true);
        scrollTo({ top: scrolled, behavior: "instant" });
        if (before && current) entries.get(current).link.focus({ preventScroll: true });
      } else if (before && changedFilter(before, state)) scrollTo({ top: 0, behavior: "instant" });
    },
    refresh() {
      const kept = new Set(site.pages.map(({ key }) => key));
      for (const key of entries.keys()) if (!kept.has(key)) entries.delete(key);
      for (const page of site.pages) entries.get(page.key)?.setPage(page);
      checks.renew(site.generation);
      if (!there) return;
      arrange();
      paint();
    },
    leave() {
      scrolled = scrollY;
      there = false;
      unwatch();
      checks.setRunning(false);
    },
    /** Where Enter in the search box leads: to the only page found, else to the first in the sheet. */
    enter() {
      if (shown.length === 1) go({ page: shown[0] });
      else if (shown.length) focusEntry(shown[0]);
    },
  };
}

function cardWidth({ width }) {
  return width in IN_A_ROW ? width : "320";
}

// A list, and not a way from one to the next.
function listed(titles) {
  return titles.map((title, index) => [index ? ", " : null, h("bdi", null, title)]);
}

// Beside the sheet the filters are always there; over it, on a small screen, they are unfolded when wanted.
function foldWhenNarrow(details) {
  const wide = matchMedia("(min-width: 900px)");
  const fold = () => (details.open = wide.matches);
  wide.addEventListener("change", fold);
  fold();
}
