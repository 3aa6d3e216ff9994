/** The bar on top: the site's name, the search box, the state of the build, the theme switch. */

import { go, href } from "./address.js";
import { setTheme, theme } from "./appearance.js";
import { icon, segmented } from "./components/index.js";
import { h, replace } from "./dom.js";
import { isPlain, typesInto } from "./keys.js";

/**
 * @param {{site: Object, onEnter: () => void}} options onEnter: Enter was pressed in the search box
 * @returns {{element: HTMLElement, show: (state: Object) => void, setNews: (news: Object) => void}}
 */
export function createBar({ site, onEnter }) {
  const input = h("input", {
    type: "search",
    class: "search-input",
    placeholder: "Find a page: title, route, file or address",
    "aria-label": "Find a page by title, route, file, description or address",
    autocomplete: "off",
    spellcheck: "false",
    on: { input: typed },
  });
  const search = h(
    "form",
    { class: "search", role: "search", on: { submit } },
    icon("search"),
    input,
    h("kbd", { class: "search-key", "aria-hidden": "true" }, "/"),
  );
  const name = h("bdi", { class: "brand-site" });
  const brand = h(
    "a",
    { class: "brand" },
    h("img", { src: "assets/icon.svg", alt: "", width: 22, height: 22 }),
    name,
    h("span", { class: "brand-preview" }, "preview"),
  );
  const status = h("p", { class: "status" });
  const element = h("header", { class: "bar" }, brand, search, h("div", { class: "bar-end" }, status, themeSwitch()));

  // In a page's view the sheet comes with Enter, so that a slip of a key does not take the page away.
  let open = "";

  function typed() {
    if (!open) go({ q: input.value }, { replace: true });
  }

  function submit(event) {
    event.preventDefault();
    if (open) go({ page: "", q: input.value });
    else onEnter();
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target === input) return leave(event);
    if (event.key !== "/" || !isPlain(event) || typesInto(event.target)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });

  function leave(event) {
    event.preventDefault();
    if (!input.value) return input.blur();
    input.value = "";
    typed();
  }

  return {
    element,
    show(state) {
      open = state.page;
      if (document.activeElement !== input || !open) {
        if (input.value !== state.q) input.value = state.q;
      }
      brand.href = href({ page: "" });
      name.textContent = site.site.name;
    },
    setNews(news) {
      const [kind, text] = news.away
        ? ["away", "Server does not answer"]
        : news.building
          ? ["building", "Building…"]
          : site.errors.length
            ? ["broken", "Needs mending"]
            : ["ready", "Up to date"];
      status.dataset.kind = kind;
      if (status.textContent !== text) replace(status, h("span", { class: "status-text" }, text));
    },
  };
}

function themeSwitch() {
  return segmented({
    label: "Theme",
    hideText: true,
    options: [
      { value: "system", label: "As the system", icon: "system" },
      { value: "light", label: "Light", icon: "light" },
      { value: "dark", label: "Dark", icon: "dark" },
    ],
    value: theme(),
    onChange: setTheme,
  });
}
