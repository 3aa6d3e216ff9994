/** One page of the docs: what is above its tabs, and the tabs, each loaded when it is first shown. */

import { h, replace } from "../dom.js";
import { openPage } from "./opened.js";

/**
 * @param {Object} site of `api/site`: always the same object, which has the docs as they now are
 * @param {(state: Object) => Object[]} left the pages that the filters of a state leave in the sheet
 * @returns {{element: HTMLElement, show: (state: Object) => void, refresh: () => void, leave: () => void}}
 *   `show` takes the address's state, `refresh` asks for the page again, `leave` drops what is still under way
 */
export function pageView(site, left) {
  const element = h("div", { class: "page-view" });
  let opened = null;

  function show(state) {
    if (opened?.key === state.page) {
      opened.show(state);
      return;
    }
    const moved = opened !== null;
    leave();
    opened = openPage(site, state, left);
    replace(element, opened.element);
    scrollTo({ top: 0, behavior: "instant" });
    // From one page to the next by a link of the page: what had the focus is gone.
    if (moved && document.activeElement === document.body) opened.focus();
    opened.load();
  }

  function refresh() {
    opened?.refresh();
  }

  function leave() {
    opened?.close();
    opened = null;
  }

  return { element, show, refresh, leave };
}
