/** Controls: tabs, a segmented control, a button that copies, what stands where there is nothing. */

import { announce, h } from "../dom.js";
import { icon } from "./icon.js";

let made = 0;

/**
 * A row of tabs over a panel, which is the caller's to fill: the arrow keys move between them.
 *
 * @param {{label: string, items: {id: string, label: string, badge?: Node}[], selected: string,
 *   onSelect: (id: string) => void}} options
 * @returns {{element: HTMLElement, panel: HTMLElement, select: (id: string) => void,
 *   badge: (id: string, node: ?Node) => void}}
 *   `element` holds both; `select` shows another without calling `onSelect`
 */
export function tabs({ label, items, selected, onSelect }) {
  const prefix = `tabs-${++made}`;
  const panel = h("div", { class: "tab-panel", role: "tabpanel", id: `${prefix}-panel`, tabindex: "0" });
  const buttons = items.map((item) =>
    h(
      "button",
      {
        type: "button",
        role: "tab",
        id: `${prefix}-${item.id}`,
        class: "tab",
        "aria-controls": panel.id,
        data: { tab: item.id },
        on: { click: () => choose(item.id) },
      },
      item.label,
      h("span", { class: "tab-badge" }, item.badge ?? null),
    ),
  );
  const list = h(
    "div",
    { class: "tab-list", role: "tablist", "aria-label": label, on: { keydown: (event) => move(event, buttons) } },
    buttons,
  );

  function choose(id) {
    select(id);
    onSelect(id);
  }

  function select(id) {
    for (const button of buttons) {
      const chosen = button.dataset.tab === id;
      button.setAttribute("aria-selected", String(chosen));
      button.tabIndex = chosen ? 0 : -1;
      if (chosen) panel.setAttribute("aria-labelledby", button.id);
    }
  }

  function badge(id, node) {
    const button = buttons.find(({ dataset }) => dataset.tab === id);
    button?.querySelector(".tab-badge").replaceChildren(...(node ? [node] : []));
  }

  select(selected);
  return { element: h("div", { class: "tabs" }, list, panel), panel, select, badge };
}

/**
 * One of a few values: a group of radio buttons that look like one control.
 *
 * @param {{label: string, options: {value: string, label: string, icon?: string}[], value: string,
 *   onChange: (value: string) => void, hideText?: boolean}} options hideText: show the icons only
 * @returns {HTMLElement & {setValue: (value: string) => void}}
 */
export function segmented({ label, options, value, onChange, hideText = false }) {
  const name = `segmented-${++made}`;
  const inputs = options.map((option) =>
    h("input", {
      type: "radio",
      name,
      value: option.value,
      checked: option.value === value,
      on: { change: () => onChange(option.value) },
    }),
  );
  const element = h(
    "fieldset",
    { class: "segmented" },
    h("legend", { class: "unseen" }, label),
    options.map((option, index) =>
      h(
        "label",
        { title: hideText ? option.label : null },
        inputs[index],
        h(
          "span",
          { class: "segment" },
          option.icon ? icon(option.icon) : null,
          h("span", { class: hideText ? "unseen" : null }, option.label),
        ),
      ),
    ),
  );
  element.setValue = (wanted) => inputs.forEach((input) => (input.checked = input.value === wanted));
  return element;
}

/**
 * A button that puts `text` on the clipboard and says so.
 *
 * @param {string | (() => string)} text
 * @param {string} [label]
 */
export function copyButton(text, label = "Copy") {
  const said = h("span", null, label);
  const mark = h("span", { class: "copy-mark" }, icon("copy"));
  const button = h("button", { type: "button", class: "button small", on: { click: copy } }, mark, said);
  let timer = 0;

  async function copy() {
    const done = await write(typeof text === "function" ? text() : text);
    said.textContent = done ? "Copied" : "Press Ctrl+C";
    mark.replaceChildren(icon(done ? "check" : "copy"));
    announce(done ? "Copied" : "The browser did not allow copying");
    clearTimeout(timer);
    timer = setTimeout(() => {
      said.textContent = label;
      mark.replaceChildren(icon("copy"));
    }, 1600);
  }

  return button;
}

/**
 * What stands where there is nothing to show: why, and what to do.
 *
 * @param {{title: string, text?: string, icon?: string, action?: ?Node}} options
 */
export function emptyState({ title, text, icon: name = "image", action = null }) {
  return h(
    "div",
    { class: "empty" },
    icon(name),
    h("p", { class: "empty-title" }, title),
    text ? h("p", { class: "quiet" }, text) : null,
    action,
  );
}

function move(event, buttons) {
  const at = buttons.indexOf(document.activeElement);
  // In a right-to-left page the next tab is to the left.
  const forward = getComputedStyle(event.currentTarget).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const back = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
  const to = { [forward]: at + 1, [back]: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  const button = buttons.at(to % buttons.length);
  button.focus();
  button.click();
}

async function write(text) {
  try {
    // Only there in a secure context: `localhost`, or HTTPS.
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return writeBySelection(text);
  }
}

function writeBySelection(text) {
  const field = h("textarea", { class: "unseen", "aria-hidden": "true", readonly: true });
  field.value = text;
  document.body.append(field);
  const focused = document.activeElement;
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  focused?.focus();
  return done;
}
