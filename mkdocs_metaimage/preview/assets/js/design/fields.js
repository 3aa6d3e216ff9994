/**
 * The form that tries other words, another language, direction or template.
 */

import { segmented } from "../components/index.js";
import { h, replace } from "../dom.js";
import { attemptIn, isEmpty } from "./attempt.js";
import { languageField, textField } from "./inputs.js";
import { keepLines } from "./keep.js";
import { TAG, languageTags } from "./languages.js";
import { SAMPLES } from "./samples.js";

/**
 * @param {(attempt: import("./attempt.js").Attempt) => void} onChange called with each change that a person makes
 */
export function fields(onChange) {
  const title = textField("title", "Title", 2);
  const description = textField("description", "Description", 3);
  const language = languageField();
  const ways = segmented({
    label: "Direction",
    options: [
      { value: "", label: "As the language" },
      { value: "ltr", label: "Left to right" },
      { value: "rtl", label: "Right to left" },
    ],
    value: "",
    onChange: (value) => take({ ...values, dir: value }),
  });
  const template = h("select", {
    class: "field",
    id: "design-template",
    on: { change: () => take({ ...values, template: template.value }) },
  });
  const reset = h("button", { type: "button", class: "button small", on: { click: () => take({}) } }, "Reset");
  const keep = h("div", { class: "design-keep", hidden: true });
  let present = { title: "", description: "", lang: "", dir: "" };
  /** @type {import("./attempt.js").Attempt} */
  let values = {};
  /** @type {?string} */
  let source = null;

  for (const field of [title, description]) {
    field.input.addEventListener("input", () => typed(field.name, field.input.value));
  }
  language.input.addEventListener("input", () => typed("lang", language.input.value.trim()));

  const element = h(
    "form",
    {
      class: "design-form",
      "aria-labelledby": "design-form-title",
      autocomplete: "off",
      on: { submit: (event) => event.preventDefault() },
    },
    h(
      "div",
      { class: "design-form-head" },
      h("h2", { id: "design-form-title" }, "Try it without touching files"),
      reset,
    ),
    h(
      "div",
      { class: "design-samples", role: "group", "aria-label": "Fill the form with a sample" },
      SAMPLES.map(({ name, about, values: sample }) =>
        h(
          "button",
          {
            type: "button",
            class: "button small",
            title: about,
            on: { click: () => take({ template: values.template, ...sample }) },
          },
          name,
        ),
      ),
    ),
    title.element,
    description.element,
    language.element,
    h("div", { class: "design-field" }, h("span", { class: "design-label", "aria-hidden": "true" }, "Direction"), ways),
    h("div", { class: "design-field" }, h("label", { class: "design-label", for: template.id }, "Template"), template),
    keep,
  );

  function typed(name, text) {
    const isPresent = name !== "lang" && text.trim() === present[name];
    values = attemptIn({ ...values, [name]: isPresent || !text.trim() ? "" : text });
    said();
    // A tag that is not finished would be refused, and the card go.
    onChange(attempt());
  }

  function take(next) {
    values = attemptIn(next);
    write();
    onChange(attempt());
  }

  function attempt() {
    return attemptIn({
      ...values,
      title: inOneLine(values.title),
      description: inOneLine(values.description),
      lang: TAG.test(values.lang ?? "") ? values.lang : "",
    });
  }

  /** Put `values` into the controls, save the one that is typed into. @param {?Element} typing */
  function write(typing = null) {
    const texts = [
      [title.input, values.title ?? present.title],
      [description.input, values.description ?? present.description],
      [language.input, values.lang ?? ""],
    ];
    for (const [input, text] of texts) if (input !== typing) input.value = text;
    ways.setValue(values.dir ?? "");
    template.value = values.template ?? "";
    said();
  }

  /** Say what the values come to: which of them are tried, and the lines that keep them. */
  function said() {
    title.say(values.title);
    description.say(values.description);
    language.say(values.lang, present.lang);
    // Not `disabled`: whoever has just pressed it keeps the focus.
    reset.setAttribute("aria-disabled", String(isEmpty(values)));
    keep.hidden = isEmpty(attempt());
    if (!keep.hidden) replace(keep, keepLines(attempt(), present, source));
  }

  /**
   * Show what the page says now, and what is tried.
   * @param {{present: object, source: ?string, attempt: import("./attempt.js").Attempt, site: object}} now
   */
  function show(now) {
    ({ present, source } = now);
    const typing = document.activeElement;
    // A tag that is not finished yet is in no address.
    const unfinished = typing === language.input && !TAG.test(typing.value.trim());
    values = attemptIn({ ...now.attempt, ...(unfinished ? { lang: typing.value.trim() } : {}) });
    title.input.placeholder = present.title;
    description.input.placeholder = present.description;
    language.offer(languageTags(now.site.locales ?? []), present.lang);
    offerTemplates(template, now.site.templates ?? []);
    write(typing);
  }

  return { element, show };
}

// As the host has it of a page: what is pasted may have lines, and what is typed a space to come.
function inOneLine(text = "") {
  return text.trim().replace(/\s+/g, " ");
}

function offerTemplates(select, templates) {
  if (select.options.length === templates.length + 1) return;
  const chosen = select.value;
  replace(
    select,
    h("option", { value: "" }, "As the page has it"),
    templates.map(({ name, title }) =>
      h("option", { value: name }, title && title.toLowerCase() !== name ? `${title} (${name})` : name),
    ),
  );
  select.value = chosen;
}
