/** The line over the sheet: how wide cards are, how many pages have been checked, how many have errors and warnings. */

import { go } from "../address.js";
import { icon, plural, segmented } from "../components/index.js";
import { announce, h, replace } from "../dom.js";
import { count, problemValues } from "./filters.js";

const WIDTHS = ["500", "320", "160"];

/** @param {{site: Object, onCheckAll: (on: boolean) => void}} options */
export function createSummary({ site, onCheckAll }) {
  const buttons = ["error", "warning"].map((level) => [level, counter(level)]);
  const checked = h("span", { class: "checked" });
  const bar = h("progress", { class: "progress", "aria-label": "Pages checked" });
  const all = h("button", { type: "button", class: "button small" });
  const width = segmented({
    label: "Width of the cards",
    options: WIDTHS.map((value) => ({ value, label: `${value} px` })),
    value: "320",
    onChange: (value) => go({ width: value }, { replace: true }),
  });
  let checking = false;
  let told = "";
  all.addEventListener("click", () => onCheckAll(!checking));
  const element = h(
    "div",
    { class: "summary" },
    h("div", { class: "widths" }, h("span", { class: "quiet", "aria-hidden": "true" }, "Width"), width),
    h("div", { class: "checking" }, checked, bar, all),
    h(
      "div",
      { class: "counters" },
      buttons.map(([, button]) => button),
    ),
  );

  function update(state, progress, answerOf) {
    const counts = count(site.pages, ({ key }) => problemValues(answerOf(key)));
    // None is only good news when every page has been looked at.
    const sure = progress.checked === progress.pages && progress.pages > 0;
    for (const [level, button] of buttons) {
      setCounter(button, { level, number: counts.get(level) ?? 0, pressed: state.problem === level, sure });
    }
    width.setValue(state.width);
    setChecking(progress);
    if (sure && !progress.old) tellAll(progress, counts);
  }

  // Once all is known it is said, and again when something else has come out.
  function tellAll({ pages }, counts) {
    const numbers = ["error", "warning"].map((level) => `${counts.get(level) ?? 0} with ${level}s`);
    const text = `${plural(pages, "page")} checked, ${numbers.join(", ")}`;
    if (text !== told) announce(text);
    told = text;
  }

  function setChecking({ checked: number, old, pages, all: on, unasked }) {
    checking = on;
    const done = number - old;
    replace(
      checked,
      h("strong", null, done.toLocaleString("en")),
      ` of ${plural(pages, "page")} checked`,
    );
    bar.hidden = !(on || (unasked && done < pages));
    bar.max = pages;
    bar.value = done;
    all.hidden = (unasked && !on) || (!on && done >= pages);
    const label = on ? "Stop" : "Check all";
    if (all.textContent !== label) replace(all, icon(on ? "stop" : "play"), label);
  }

  return { element, update };
}

function counter(level) {
  const button = h("button", { type: "button", class: "counter", data: { level } });
  button.addEventListener("click", () => go({ problem: button.getAttribute("aria-pressed") === "true" ? "" : level }));
  return button;
}

function setCounter(button, { level, number, pressed, sure }) {
  button.setAttribute("aria-pressed", String(pressed));
  const kind = number ? "some" : sure ? "none" : "unknown";
  if (button.dataset.count === String(number) && button.dataset.kind === kind) return;
  Object.assign(button.dataset, { count: number, kind });
  button.title = `Show the ${plural(number, "page")} with ${level}s`;
  replace(
    button,
    icon(kind === "none" ? "check" : level),
    h("strong", null, number.toLocaleString("en")),
    ` with ${level}s`,
  );
}
