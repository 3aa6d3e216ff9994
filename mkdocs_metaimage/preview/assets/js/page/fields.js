/** What a hook gets of a page: its params and the fields of `Page`, each with its type in Python. */

import { h } from "../dom.js";

/**
 * @param {?Record<string, string|string[]>} params
 * @param {{folder: string}[]} chain
 */
export function paramTable(params, chain) {
  const entries = Object.entries(params ?? {});
  if (!entries.length) {
    const dynamic = chain.some(({ folder }) => folder.includes("["));
    return h(
      "p",
      { class: "quiet" },
      dynamic
        ? "None taken: the folder that serves the card has no dynamic segment."
        : "None: no folder such as [slug] serves this page.",
    );
  }
  return h(
    "table",
    { class: "params" },
    h(
      "thead",
      null,
      h(
        "tr",
        null,
        ["Name", "Value", "Type"].map((head) => h("th", { scope: "col" }, head)),
      ),
    ),
    h(
      "tbody",
      null,
      entries.map(([name, value]) =>
        h(
          "tr",
          null,
          h("th", { scope: "row" }, h("code", null, name)),
          h("td", null, h("code", { class: "value", dir: "auto" }, JSON.stringify(value))),
          h("td", null, h("code", { class: "quiet" }, typeOf(value))),
        ),
      ),
    ),
  );
}

/** @param {Record<string, *>} fields by their names in Python */
export function fieldList(fields, of = typeOfField) {
  return h(
    "dl",
    { class: "fields" },
    Object.entries(fields).map(([name, value]) => [
      h("dt", null, h("code", null, name), h("code", { class: "quiet" }, of(value, name))),
      h("dd", null, shown(value)),
    ]),
  );
}

/** Of a field of `Page`: what JSON has as text or list is a date or a tuple there. */
function typeOfField(value, name) {
  if (value !== null && (name === "date" || name === "updated")) return "date";
  return Array.isArray(value) ? "tuple" : typeOf(value);
}

function typeOf(value) {
  if (value === null) return "None";
  if (typeof value === "string") return "str";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  if (Array.isArray(value)) return value.every((one) => typeof one === "string") ? "list[str]" : "list";
  return "mapping";
}

function shown(value) {
  if (value === null) return h("span", { class: "quiet" }, "None");
  if (value === "") return h("span", { class: "quiet" }, "empty");
  if (Array.isArray(value))
    return value.length
      ? h(
          "ul",
          null,
          value.map((one) => h("li", null, item(one))),
        )
      : h("span", { class: "quiet" }, "empty");
  if (typeof value === "object")
    return Object.keys(value).length ? fieldList(value, typeOf) : h("span", { class: "quiet" }, "empty");
  return text(value);
}

function item(value) {
  const heading = value !== null && typeof value === "object" && "level" in value && "text" in value;
  if (!heading) return shown(value);
  return [
    h("span", { class: "quiet heading-level", style: { "--level-indent": value.level } }, `h${value.level}`),
    h("bdi", null, value.text),
    h("code", { class: "quiet" }, `#${value.anchor}`),
  ];
}

function text(value) {
  return h("span", { dir: "auto" }, typeof value === "string" ? value : JSON.stringify(value));
}
