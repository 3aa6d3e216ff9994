/** The tabs that a page has shown: each is loaded once, kept, and given newer data when it is seen. */

import { emptyState } from "../components/index.js";
import { h, replace } from "../dom.js";

/**
 * @param {{id: string, label: string, load: () => Promise<Object>}[]} kinds
 * @param {HTMLElement} panel where the tab that is shown goes
 * @param {Object} context what the tabs get
 */
export function tabShelf(kinds, panel, context) {
  const views = new Map();
  let wanted = null;
  let data = null;
  let closed = false;
  let filling = Promise.resolve();

  replace(panel, skeleton());

  function show(id) {
    if (wanted === id) return;
    wanted = id;
    filling = fill();
  }

  function update(newer) {
    data = newer;
    filling = fill();
  }

  function close() {
    closed = true;
    for (const view of views.values()) view.then(({ leave }) => leave?.());
  }

  async function fill() {
    if (data === null) return;
    const id = wanted;
    if (!views.has(id)) {
      views.set(
        id,
        load(
          kinds.find((kind) => kind.id === id),
          context,
        ),
      );
      replace(panel, skeleton());
    }
    const view = await views.get(id);
    // With the next data it is tried again.
    if (view.failed) views.delete(id);
    // Another tab or page may have been asked for while this one's module came.
    if (closed || wanted !== id) return;
    panel.dataset.tab = id;
    if (panel.firstElementChild !== view.element) replace(panel, view.element);
    if (view.data === data) return;
    view.data = data;
    view.update(data);
  }

  return { show, update, close, filled: () => filling };
}

async function load(kind, context) {
  try {
    const tab = await kind.load();
    return tab.create(context);
  } catch (error) {
    console.error(error);
    return missing(kind, error);
  }
}

function missing(kind, error) {
  const again = h("button", { type: "button", class: "button", on: { click: () => location.reload() } }, "Load again");
  const element = emptyState({
    title: `${kind.label} could not be loaded`,
    text: `${error.message}. Load the page again; if that does not help, start the server again.`,
    icon: "warning",
    action: again,
  });
  return { element, update: () => {}, failed: true };
}

function skeleton() {
  return h(
    "div",
    { class: "page-skeleton" },
    h("p", { class: "unseen" }, "Drawing this page's images"),
    h("div", { class: "skeleton skeleton-card" }),
    h("div", { class: "skeleton skeleton-side" }),
  );
}
