/** The bar on top: the site's name, the search box, the state of the build, the theme switch. */

import { go, href } from "./address.js";
import { icon, segmented } from "./components/index.js";
import { h, replace } from "./dom.js";

const THEME = "metaimage-theme";

/**
 * @param {{site: Object, onEnter: () => void}} options onEnter: Enter was pressed in the search box
 * @returns {{element: HTMLElement, show: (state: Object) => void, setNews: (news: Object) => void}}
 */
export function createBar({ site, onEnter }) {
  const input = h("input", {
    type: "search",
    class: "search-input",
    placeholder: "Find a page: title, route or address",
    "aria-label": "Find a page by title, route or address",
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
  const name = h("a", { class: "brand", href: href({ page: "" }) });
  const status = h("p", { class: "status", role: "status" });
  const element = h("header", { class: "bar" }, name, search, h("div", { class: "bar-end" }, status, themeSwitch()));

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
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
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
      name.href = href({ page: "" });
      replace(
        name,
        h("img", { src: "assets/icon.svg", alt: "", width: 22, height: 22 }),
        h("span", { class: "brand-site" }, site.site.name),
        h("span", { class: "brand-preview" }, "preview"),
      );
    },
    setNews(news) {
      const [kind, text] = news.away
        ? ["away", "Server does not answer"]
        : news.building
          ? ["building", "Building…"]
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
    value: document.documentElement.dataset.theme ?? "system",
    onChange: setTheme,
  });
}

function setTheme(theme) {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === "system") localStorage.removeItem(THEME);
    else localStorage.setItem(THEME, theme);
  } catch {
    // Storage may be forbidden; the theme then holds until the page is left.
  }
}

function isTyping(element) {
  return element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName);
}
