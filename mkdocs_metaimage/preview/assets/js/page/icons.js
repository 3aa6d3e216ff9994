/** A page's icons where people see them: tabs, bookmarks, home screens, search results. */

import { icon, sizeText, typeName } from "../components/index.js";
import { h } from "../dom.js";
import { forHomeScreen, forLauncher, forSearch, forTab } from "./picking.js";
import { themeIcons } from "./theme_icons.js";

/**
 * @param {Object} data of the page
 * @param {Object} site as `api/site` describes it
 */
export function iconRow(data, site) {
  const { head, details } = data;
  const images = [...data.images, ...themeIcons(data, site)];
  const words = {
    title: head.title || details.title,
    description: head.description || "",
    name: site.site.name || head.site_name || head.domain || "",
    domain: head.domain || "example.org",
    url: head.url || "",
  };
  const light = forTab(images, "light");
  const dark = forTab(images, "dark");
  const home = forHomeScreen(images);
  const launcher = forLauncher(images);
  const search = forSearch(images);
  return h(
    "div",
    { class: "scenes" },
    scene("Browser tab, light", light, tab(light, words, "light")),
    scene("Browser tab, dark", dark, tab(dark, words, "dark")),
    scene("Bookmark", light, bookmark(light, words)),
    scene("Search result", search, result(search, words)),
    scene("iOS home screen", home, phone(home, words, "ios")),
    scene("Android, round mask", launcher, phone(launcher, words, "android")),
  );
}

function scene(name, pick, drawn) {
  return h(
    "figure",
    { class: "scene" },
    h(
      "div",
      { class: "scene-ground", role: "img", "aria-label": `${name}: ${pick.image ? pick.image.id : "no icon"}` },
      drawn,
    ),
    h(
      "figcaption",
      null,
      h("p", { class: "scene-name" }, name),
      pick.image
        ? h("p", null, h("code", null, pick.image.id), " ", h("span", { class: "quiet" }, measures(pick.image)))
        : null,
      h("p", { class: "quiet" }, pick.why),
      pick.advice ? h("p", { class: "scene-advice" }, icon("warning"), h("span", null, pick.advice)) : null,
    ),
  );
}

function measures(image) {
  if (!image.foreign) return `${sizeText(image)} ${typeName(image.type)}`;
  return image.src ? "the theme's own" : "the theme's own, on another host and not asked for";
}

/** The icon at `size` CSS px; a globe or a letter where there is none, as the place itself draws. */
function mark({ image }, size, letter = null) {
  const style = { inlineSize: `${size}px`, blockSize: `${size}px` };
  if (image?.src)
    return h("img", { class: "scene-icon", src: image.src, alt: "", width: size, height: size, style });
  return h("span", { class: "scene-icon none", style }, letter ?? icon("globe"));
}

function tab(pick, { title }, scheme) {
  return h(
    "div",
    { class: "browser", data: { scheme } },
    h(
      "div",
      { class: "browser-tabs" },
      h(
        "span",
        { class: "browser-tab" },
        mark(pick, 16),
        h("span", { class: "browser-title", dir: "auto" }, title),
        icon("close"),
      ),
      h("span", { class: "browser-tab behind" }, h("span", { class: "blank dot" }), h("span", { class: "blank" })),
    ),
    h(
      "div",
      { class: "browser-bar" },
      icon("left"),
      icon("reload"),
      h("span", { class: "browser-address" }, h("span", { class: "blank" })),
    ),
  );
}

function bookmark(pick, { title }) {
  const other = () =>
    h("span", { class: "bookmark" }, h("span", { class: "blank dot" }), h("span", { class: "blank" }));
  return h(
    "div",
    { class: "browser", data: { scheme: "light" } },
    h(
      "div",
      { class: "browser-bar" },
      icon("left"),
      icon("reload"),
      h("span", { class: "browser-address" }, h("span", { class: "blank" })),
    ),
    h(
      "div",
      { class: "bookmarks" },
      other(),
      h("span", { class: "bookmark" }, mark(pick, 16), h("span", { class: "browser-title", dir: "auto" }, title)),
      other(),
      other(),
    ),
  );
}

function phone(pick, { name }, system) {
  const letter = [...name][0]?.toUpperCase() ?? "?";
  const others = Array.from({ length: 3 }, () =>
    h("span", { class: "app" }, h("span", { class: "app-icon other" }), h("span", { class: "blank" })),
  );
  return h(
    "div",
    { class: "phone", data: { system } },
    h(
      "span",
      { class: "app" },
      h("span", { class: "app-icon" }, mark(pick, 60, h("span", { class: "letter" }, letter))),
      h("span", { class: "app-name", dir: "auto" }, name),
    ),
    others,
  );
}

function result(pick, { title, description, name, domain, url }) {
  return h(
    "div",
    { class: "result" },
    h(
      "div",
      { class: "result-site" },
      h("span", { class: "result-icon" }, mark(pick, 18)),
      h(
        "span",
        null,
        h("span", { class: "result-name", dir: "auto" }, name),
        h("span", { class: "result-url", dir: "ltr" }, crumbs(url, domain)),
      ),
    ),
    h("p", { class: "result-title", dir: "auto" }, title),
    description ? h("p", { class: "result-text", dir: "auto" }, description) : null,
  );
}

function crumbs(url, domain) {
  if (!URL.canParse(url)) return domain;
  const { host, pathname } = new URL(url);
  return [host, ...pathname.split("/").filter(Boolean).map(decoded)].join(" › ");
}

function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
