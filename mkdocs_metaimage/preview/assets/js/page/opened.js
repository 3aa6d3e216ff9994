/** A page that is open: asks for its data, shows them in the tab that the address names, and drops late answers. */

import { go } from "../address.js";
import { call as ask } from "../api.js";
import { errorBox, levelBadge, tabs } from "../components/index.js";
import { addressOf, attemptIn, isSame } from "../design/attempt.js";
import { announce, h, replace } from "../dom.js";
import { changedFilter } from "../sheet/filters.js";
import { pageHeader, told } from "./header.js";
import { neighbours, watchKeys } from "./neighbours.js";
import { count, worst } from "./problems.js";
import { tabShelf } from "./shelf.js";

const TABS = [
  { id: "overview", label: "Overview", load: () => import("./overview.js") },
  { id: "platforms", label: "Platforms", load: () => import("../platforms/index.js") },
  { id: "design", label: "Design", load: () => import("../design/index.js") },
  { id: "fonts", label: "Fonts", load: () => import("../fonts/index.js") },
  { id: "tags", label: "Tags", load: () => import("./tags.js") },
];

// Between the letters that somebody types in a form, the page is not asked for.
const PAUSE = 200;

/**
 * @param {Object} site as `api/site` describes it
 * @param {Object} state of the address
 * @param {(state: Object) => Object[]} left the pages that the filters of a state leave in the sheet
 */
export function openPage(site, state, left) {
  const key = state.page;
  const leaving = new AbortController();
  let asking = null;
  let timer = 0;
  let data = null;

  /** What every tab gets. `attempt` is what the address tries; what is asked by `call` ends when the page is left. */
  const context = {
    site,
    state,
    attempt: attemptIn(state),
    go,
    call: (name, params, { signal = leaving.signal } = {}) =>
      ask(name, params, { signal: AbortSignal.any([leaving.signal, signal]) }),
    reload: load,
  };

  const beside = () => neighbours(key, left(context.state), site.pages);
  const header = pageHeader(key, site, { beside, forget: () => go(addressOf({})), showFindings });
  const trouble = h("div", { class: "page-trouble", hidden: true });
  const row = tabs({ label: "About this page", items: TABS, selected: tabOf(state), onSelect: (tab) => go({ tab }) });
  const shelf = tabShelf(TABS, row.panel, context);
  const element = h("article", { class: "page" }, header.element, trouble, row.element);

  watchKeys(leaving.signal, (step) => {
    const to = beside()[step];
    if (to) go({ page: to.key });
  });
  header.tries(context.attempt);
  shelf.show(tabOf(state));

  function show(newer) {
    const filtered = changedFilter(context.state, newer);
    context.state = newer;
    if (filtered) header.refresh();
    row.select(tabOf(newer));
    shelf.show(tabOf(newer));
    const attempt = attemptIn(newer);
    if (isSame(attempt, context.attempt)) return;
    context.attempt = attempt;
    header.tries(attempt);
    clearTimeout(timer);
    timer = setTimeout(load, PAUSE);
  }

  async function load() {
    clearTimeout(timer);
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    element.setAttribute("aria-busy", "true");
    try {
      const answer = await context.call("page", { page: key, ...context.attempt }, mine);
      if (!mine.signal.aborted && !leaving.signal.aborted) take(answer);
    } catch (error) {
      if (!mine.signal.aborted && !leaving.signal.aborted) fail(error);
    } finally {
      if (asking === mine) element.removeAttribute("aria-busy");
    }
  }

  function take(answer) {
    const before = data && told(count(data));
    data = answer;
    const counts = count(data);
    trouble.hidden = true;
    row.element.hidden = false;
    header.update(counts, data.details);
    row.badge("overview", badge(count({ ...data, findings: data.findings.filter(({ platform }) => !platform) })));
    row.badge(
      "platforms",
      badge(count({ errors: [], images: [], findings: data.findings.filter(({ platform }) => platform) })),
    );
    shelf.update(data);
    if (before !== null && before !== told(counts)) announce(told(counts));
  }

  function fail(error) {
    // What was shown before stays: the next save may mend what is wrong.
    replace(trouble, errorBox({ message: error.message }));
    trouble.hidden = false;
    row.element.hidden = data === null;
  }

  async function showFindings() {
    go({ tab: "overview" });
    await shelf.filled();
    const heading = element.querySelector(".findings-heading");
    heading?.scrollIntoView({ block: "start" });
    heading?.focus({ preventScroll: true });
  }

  function refresh() {
    header.refresh();
    load();
  }

  function close() {
    clearTimeout(timer);
    leaving.abort();
    shelf.close();
  }

  return { key, element, show, load, refresh, close, focus: header.focus };
}

function tabOf({ tab }) {
  return TABS.some(({ id }) => id === tab) ? tab : TABS[0].id;
}

function badge(counts) {
  const level = worst(counts);
  return level === "error" || level === "warning" ? levelBadge(level, counts[level]) : null;
}
