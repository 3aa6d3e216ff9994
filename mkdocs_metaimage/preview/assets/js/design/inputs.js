/**
 * The controls of the form that take text.
 */

import { languageName, plural } from "../components/index.js";
import { h, replace } from "../dom.js";
import { TAG } from "./languages.js";

/**
 * A text of one line, which may be shown on several, and how long it is.
 */
export function textField(name, label, rows) {
  const input = h("textarea", {
    class: "field design-text",
    id: `design-${name}`,
    rows,
    maxlength: 2000,
    spellcheck: "false",
    dir: "auto",
  });
  const count = h("span", { class: "design-count quiet" });
  // Titles and descriptions are of one line; where it breaks is the card's affair.
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  const element = h(
    "div",
    { class: "design-field" },
    h("div", { class: "design-field-head" }, h("label", { class: "design-label", for: input.id }, label), count),
    input,
  );
  function say(tried) {
    element.toggleAttribute("data-tried", Boolean(tried));
    count.textContent = `${tried ? "Tried, " : ""}${plural([...input.value].length, "character")}`;
  }
  return { name, input, element, say };
}

/**
 * A language's tag, with those of the site and the common ones to choose from.
 */
export function languageField() {
  const list = h("datalist", { id: "design-languages" });
  const note = h("span", { class: "design-count quiet", id: "design-language-note" });
  const input = h("input", {
    class: "field",
    id: "design-lang",
    list: list.id,
    maxlength: 35,
    spellcheck: "false",
    autocapitalize: "none",
    "aria-describedby": note.id,
    dir: "ltr",
  });
  const element = h(
    "div",
    { class: "design-field" },
    h("div", { class: "design-field-head" }, h("label", { class: "design-label", for: input.id }, "Language"), note),
    input,
    list,
  );
  let offered = "";
  function offer(tags, present) {
    input.placeholder = present;
    if (offered === tags.join()) return;
    offered = tags.join();
    replace(
      list,
      tags.map((tag) => h("option", { value: tag, label: languageName(tag) || null })),
    );
  }
  function say(tag, present) {
    const isTag = !tag || TAG.test(tag);
    element.toggleAttribute("data-tried", Boolean(tag) && isTag);
    if (isTag) input.removeAttribute("aria-invalid");
    else input.setAttribute("aria-invalid", "true");
    note.textContent = isTag ? languageName(tag || present) : "Write a tag such as en, pt-BR or ar";
  }
  return { input, element, offer, say };
}
