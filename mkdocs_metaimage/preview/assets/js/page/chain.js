/** Which file serves each convention and why: the folders from the root to the page, who wins and who does not. */

import { icon, marked } from "../components/index.js";
import { h } from "../dom.js";

const BY = {
  file: "File",
  template: "Template",
  "front-matter": "Front matter",
  published: "The theme's own",
  none: "None",
};

/** Why the files of a folder that would serve a convention do not, by what serves it in their place. */
const PASSED_OVER = {
  file: "Gives this page no image",
  template: "Gives this page no image",
  "front-matter": "Passed over for what the front matter names",
  published: "Passed over for what the page's theme or another plugin names",
  none: "Not used: see above",
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
        h(
          "p",
          { class: "served-name" },
          h("code", null, convention),
          h("span", { class: "chip", data: { by } }, BY[by] ?? by),
        ),
        files.filter((file) => !why.includes(file)).map((file) => h("p", null, h("code", { dir: "ltr" }, file))),
        h("p", { class: "quiet" }, reason(why, files)),
      ),
    ),
  );
}

/**
 * @param {Object[]} chain the folders that serve the page, the root first
 * @param {Record<string, {by: string, files: string[]}>} served
 * @param {string} route of the page
 */
export function chainTree(chain, served, route) {
  return h(
    "ol",
    { class: "chain" },
    chain.map((_, index) => folder(chain, index, served)),
    h(
      "li",
      { class: "chain-link chain-end" },
      h(
        "p",
        { class: "chain-name" },
        icon("page"),
        h("code", { dir: "ltr" }, route),
        h("span", { class: "quiet" }, "this page"),
      ),
    ),
  );
}

function folder(chain, index, served) {
  const link = chain[index];
  return h(
    "li",
    { class: "chain-link", data: { wins: link.files.some((file) => serves(link, file, served)) } },
    h("p", { class: "chain-name", title: link.path }, icon("folder"), h("code", { dir: "ltr" }, segments(link.folder))),
    taken(chain, index),
    link.files.length
      ? h(
          "ul",
          { class: "chain-files" },
          link.files.map((file) => fileRow(file, chain, index, served)),
        )
      : h("p", { class: "quiet chain-empty" }, "No convention file"),
  );
}

/** The folder's path, with the segments that take something of the page's path marked. */
function segments(path) {
  return path
    .split(/(?<=\/)/)
    .map((part) => (part.startsWith("[") ? h("mark", { class: "dynamic" }, part) : h("span", null, part)));
}

/** What the dynamic segments took that no folder above has. */
function taken(chain, index) {
  const above = new Set(chain.slice(0, index).flatMap(({ folder: path }) => paramNames(path)));
  const { folder: path, params } = chain[index];
  return paramNames(path)
    .filter((name) => !above.has(name))
    .map((name) => {
      const value = params?.[name];
      return h(
        "p",
        { class: "chain-taken" },
        h("code", null, name),
        " took ",
        value === undefined || value === null
          ? "nothing"
          : h("code", { class: "value", dir: "auto" }, [value].flat().join("/")),
      );
    });
}

function paramNames(path) {
  return [...path.matchAll(/\[+(?:\.\.\.)?([^\]]+)\]+/g)].map(([, name]) => name);
}

function serves(link, { convention, names }, served) {
  const files = served[convention]?.files ?? [];
  return link.wins.includes(convention) && names.some((name) => files.includes(`${link.path}/${name}`));
}

function fileRow(file, chain, index, served) {
  const won = serves(chain[index], file, served);
  return h(
    "li",
    { data: { won } },
    h(
      "span",
      { class: "chain-mark" },
      icon(won ? "check" : "close"),
      h("span", { class: "unseen" }, won ? "Serves: " : "Does not serve: "),
    ),
    h(
      "span",
      null,
      file.names.map((name, at) => [at ? ", " : null, h("code", { dir: "ltr" }, name)]),
      won ? null : h("span", { class: "chain-why" }, loses(file.convention, chain, index, served)),
    ),
  );
}

function loses(convention, chain, index, served) {
  const at = chain.findIndex(({ wins }) => wins.includes(convention));
  const winner = h("code", { dir: "ltr" }, chain[at]?.folder);
  if (at > index) return ["Hidden by ", winner, ", which is nearer to the page"];
  if (at >= 0 && at < index) return ["Hidden by ", winner, ", which fits the page's path better"];
  return PASSED_OVER[served[convention]?.by] ?? "Not used for this page";
}

/** A reason, with the files that it names and what stands between backticks as code. */
function reason(why, files) {
  return marked(files.reduce((text, file) => text.replaceAll(file, `\`${file}\``), why));
}
