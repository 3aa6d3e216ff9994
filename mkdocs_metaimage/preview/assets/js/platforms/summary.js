// The counts of every platform on top, each a link to its mock-ups.

import { h } from "../dom.js";
import { countByLevel, icon, levelBadges } from "../components/index.js";

/**
 * @param {{id: string, name: string, findings: object[]}[]} groups
 * @returns {HTMLElement}
 */
export function summary(groups) {
  return h("nav", { class: "platform-summary", "aria-label": "Platforms" }, h("ul", null, groups.map(entry)));
}

/** How many findings of each level, as badges; a check mark where there are none. */
export function counts(findings) {
  if (findings.length) return levelBadges(countByLevel(findings));
  return h("span", { class: "platform-clean" }, icon("check"), h("span", { class: "unseen" }, "No problems"));
}

function entry({ id, name, findings }) {
  const target = `platform-${id}`;
  const link = h(
    "a",
    { href: `#${target}`, data: { platform: id, keep: `link-${id}` }, on: { click: jump } },
    h("span", null, name),
    counts(findings),
  );
  return h("li", null, link);

  // The address says what is shown, not how far down; and a fragment would make it another state.
  function jump(event) {
    event.preventDefault();
    const heading = document.getElementById(target);
    heading?.scrollIntoView({ block: "start" });
    heading?.focus({ preventScroll: true });
  }
}
