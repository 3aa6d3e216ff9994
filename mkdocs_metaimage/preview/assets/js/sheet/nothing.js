/** What stands in place of the sheet where no page is to be shown. */

import { go } from "../address.js";
import { emptyState, plural } from "../components/index.js";
import { h } from "../dom.js";
import { NO_FILTERS } from "./filters.js";

/** @param {{state: Object, progress: Object, onCheckAll: () => void}} options progress: that of the checks */
export function nothing({ state, progress, onCheckAll }) {
  if (!progress.pages) {
    return emptyState({
      title: "The docs have no pages yet",
      text: "Write a first Markdown file in the docs folder; its card shows here as soon as it is saved.",
      icon: "page",
    });
  }
  if (state.problem && progress.checked < progress.pages) return unknown(progress, onCheckAll);
  return emptyState({
    title: state.q ? `No page matches “${state.q}”` : "No page matches these filters",
    text: "Take another word, the route or the address of a page, or clear the filters.",
    icon: "search",
    action: clearButton(),
  });
}

function unknown({ checked, pages, all, unasked }, onCheckAll) {
  const label = `Check all ${plural(pages, "page")}`;
  const start = h("button", { type: "button", class: "button primary", on: { click: onCheckAll } }, label);
  return emptyState({
    title: "Nothing found so far",
    text: `What is wrong with a page is known once its card is drawn: ${checked.toLocaleString("en")} of ${plural(pages, "page")} so far.`,
    icon: "search",
    action: h("div", { class: "empty-actions" }, all || unasked ? null : start, clearButton()),
  });
}

function clearButton() {
  return h("button", { type: "button", class: "button", on: { click: () => go(NO_FILTERS) } }, "Clear filters");
}
