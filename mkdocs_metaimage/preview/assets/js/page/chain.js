/** Which file serves each convention and why: the folders from the root to the page, who wins and who does not. */

import { icon } from "../components/index.js";
import { h } from "../dom.js";

const BY = {
  file: "File",
  template: "Template",
  "front-matter": "Front matter",
  published: "The theme's own",
  none: "None",
};

/** @param {Record<string, {by: string, files: string[], why: string}>} served */
export function servedList(served) {
  return h(
    "ul",
    { class: "served" },
    Object.entries(served).map(([convention, { by, files, why }]) =>
      h(
        "li",
        null,
        h("p", { class: "served-name" }, h("code", null, convention), h("span", { class: "chip", data: { by } }, BY[by] ?? by)),
        files.map((file) => h("p", null, h("code", { dir: "ltr" }, file))),
        h("p", { class: "quiet" }, why),
      ),
    ),
  );
}

/**
 * @param {Object[]} chain the folders that serve the page, the root first
 * @param {Record<string, {by: string, why: string}>} served
 * @param {string} route of the page
 */
export function chainTree(chain, served, route) {
  return h(
    "ol",
    { class: "chain" },
    chain.map((link, index) => folder(link, index, chain, served)),
    h(
      "li",
      { class: "chain-link chain-end" },
      h("p", { class: "chain-name" }, icon("page"), h("code", { dir: "ltr" }, route), h("span", { class: "quiet" }, "this page")),
    ),
  );
}

function folder(link, index, chain, served) {
  return h(
    "li",
    { class: "chain-link", data: { wins: link.wins.length > 0 } },
    h("p", { class: "chain-name", title: link.path }, icon("folder"), h("code", { dir: "ltr" }, ...segments(link.folder))),
    taken(link),
    link.files.length
      ? h("ul", { class: "chain-files" }, link.files.map((file) => fileRow(file, link, index, chain, served)))
      : h("p", { class: "quiet chain-empty" }, "No convention file"),
  );
}

/** The folder's path, with the segments that take something of the page's path marked. */
function segments(path) {
  return path
    .split(/(?<=\/)/)
    .map((part) => (part.startsWith("[") ? h("mark", { class: "dynamic" }, part) : h("span", null, part)));
}

function taken({ folder: path, params }) {
  const names = [...path.matchAll(/\[+(?:\.\.\.)?([^\]]+)\]+/g)].map(([, name]) => name);
  const last = names.at(-1);
  if (!last || !path.split("/").at(-1).startsWith("[")) return null;
  const value = params?.[last];
  return h(
    "p",
    { class: "chain-taken" },
    h("code", null, last),
    " took ",
    value === undefined || value === null ? "nothing" : h("code", { class: "value", dir: "auto" }, [value].flat().join("/")),
  );
}

function fileRow({ convention, names }, link, index, chain, served) {
  const won = link.wins.includes(convention);
  return h(
    "li",
    { data: { won } },
    h("span", { class: "chain-mark" }, icon(won ? "check" : "close"), h("span", { class: "unseen" }, won ? "Serves: " : "Does not serve: ")),
    h(
      "span",
      null,
      names.map((name, at) => [at ? ", " : null, h("code", { dir: "ltr" }, name)]),
      won ? null : h("span", { class: "chain-why" }, loses(convention, index, chain, served)),
    ),
  );
}

function loses(convention, index, chain, served) {
  const at = chain.findIndex(({ wins }) => wins.includes(convention));
  if (at > index) return ["Hidden by ", h("code", { dir: "ltr" }, chain[at].folder), ", which is nearer to the page"];
  if (at >= 0) return ["Hidden by ", h("code", { dir: "ltr" }, chain[at].folder), ", which fits the page's path better"];
  return served[convention]?.why ?? "Not used for this page";
}
