/** The bar, what is wrong with the site as a whole, and below them either the sheet or one page. */

import { onMove, read } from "./address.js";
import { call } from "./api.js";
import { createBar } from "./bar.js";
import { emptyState, errorBox, icon } from "./components/index.js";
import { announce, h, replace } from "./dom.js";
import { onChange, startFrom } from "./live.js";
import { loadPageView } from "./page_view.js";
import { sheetView } from "./sheet/index.js";

// Where one was in the sheet is kept by the sheet, which is filled by questions and not by the address.
history.scrollRestoration = "manual";

// One page's view is loaded when the first cards are there, or when it is wanted.
const PAGE_VIEW_AFTER = 1500;
// One save after another, and the end of a build after each, are told once, in ms.
const TOLD_AGAIN = 10_000;
// Hosts that only this machine reaches.
const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d+){3}|::1)$/i;

const main = document.getElementById("main");

/**
 * Fill the page.
 *
 * @param {Object} site of `api/site`: every view holds this one object, and a change of the docs changes what is in it
 */
export function run(site) {
  const sheet = sheetView(site);
  let page = null;
  let current = null;
  let wanted = null;
  let told = -Infinity;
  let latest = site;
  const bar = createBar({ site, onEnter: () => sheet.enter() });
  const notices = h("div", { class: "notices" });
  document.getElementById("app").prepend(bar.element, notices);

  async function show(state) {
    wanted = state;
    const view = state.page ? (page ??= await pageViewOf(site, sheet)) : sheet;
    // Somebody went on while it was loaded.
    if (wanted !== state || !view) return;
    if (view !== current) {
      current?.leave();
      replace(main, view.element);
      // A screen reader goes on from the new content; the first view is where it is anyway.
      if (current) main.focus({ preventScroll: true });
      if (state.page) scrollTo({ top: 0, behavior: "instant" });
    }
    current = view;
    bar.show(state);
    view.show(state);
    document.title = titleOf(site, state);
  }

  async function changed(news) {
    latest = news;
    bar.setNews(news);
    if (news.away) announce("The server does not answer");
    if (news.away || news.generation === site.generation) return;
    const fresh = await call("site").catch(() => null);
    if (!fresh) return;
    Object.assign(site, fresh);
    startFrom(site.generation);
    tellNotices(notices, site);
    // The errors are others now; whether it builds may have been told anew while the site was asked for.
    bar.setNews(latest);
    const state = read();
    bar.show(state);
    document.title = titleOf(site, state);
    sheet.refresh();
    if (current !== sheet) current?.refresh();
    if (performance.now() - told > TOLD_AGAIN) announce(site.errors.length ? "The site needs mending" : "Up to date with the files");
    told = performance.now();
  }

  startFrom(site.generation);
  tellNotices(notices, site);
  bar.setNews(site);
  show(read());
  onMove(show);
  onChange(changed);
  // Where it cannot be loaded now that is said when it is wanted.
  setTimeout(() => loadPageView().catch(() => null), PAGE_VIEW_AFTER);
}

async function pageViewOf(site, sheet) {
  try {
    const pageView = await loadPageView();
    return pageView(site, sheet.left);
  } catch (error) {
    showFailure(error);
    return null;
  }
}

function titleOf(site, state) {
  const page = state.page && site.pages.find(({ key }) => key === state.page);
  return `${page ? `${page.title} · ` : ""}${site.site.name} preview`;
}

function tellNotices(place, site) {
  const said = JSON.stringify([site.local, site.errors, site.remarks]);
  if (place.dataset.said === said) return;
  place.dataset.said = said;
  replace(place, notices(site));
}

function notices(site) {
  const shared = h(
    "p",
    { class: "notice", data: { level: "warning" } },
    icon("warning"),
    h(
      "span",
      null,
      h("strong", null, "Others can see this. "),
      `The preview is served on ${servedOn(site)} `,
      "Serve on localhost to keep them to yourself.",
    ),
  );
  const remarks = site.remarks.map(({ message }) =>
    h("p", { class: "notice", data: { level: "warning" } }, icon("warning"), h("span", null, message)),
  );
  const parts = [site.local ? null : shared, site.errors.map(errorBox), remarks].flat().filter(Boolean);
  return parts.length ? h("section", { class: "notices-list", "aria-label": "About the whole site" }, parts) : null;
}

function servedOn({ bound }) {
  // The server keeps to this machine, and somebody passes on what is asked under another name.
  if (LOOPBACK.test(bound)) return `${location.host}, and whoever can reach that address sees your drafts.`;
  const host = bound.includes(":") ? `[${bound}]` : bound || "all addresses";
  const port = location.port && `${bound ? ":" : ", port "}${location.port}`;
  return `${host}${port}: everybody in your network can open it and sees your drafts.`;
}

/** Say why there is nothing to show. */
export function showFailure(error) {
  const again = h(
    "button",
    { type: "button", class: "button primary", on: { click: () => location.reload() } },
    "Try again",
  );
  replace(
    main,
    h("h1", { class: "unseen" }, "Metaimage preview"),
    emptyState({ title: "The preview cannot start", text: error.message, icon: "error", action: again }),
  );
}
