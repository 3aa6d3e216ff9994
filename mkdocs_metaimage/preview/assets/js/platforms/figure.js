// One mock-up as a figure: its caption, the drawing in the schemes asked for, what the crop leaves out, the findings.

import { h } from "../dom.js";
import { findingRow, icon, marked } from "../components/index.js";
import * as bluesky from "./bluesky.js";
import * as discord from "./discord.js";
import * as facebook from "./facebook.js";
import * as imessage from "./imessage.js";
import * as linkedin from "./linkedin.js";
import * as mastodon from "./mastodon.js";
import { cropPicture, cropWords } from "./media.js";
import * as slack from "./slack.js";
import * as telegram from "./telegram.js";
import * as whatsapp from "./whatsapp.js";
import * as x from "./x.js";

const LOOKS = { x, facebook, linkedin, slack, discord, whatsapp, telegram, mastodon, bluesky, imessage };

/**
 * @typedef {object} Shown what a mock-up shows
 * @property {object} preview one of api/page's `previews`
 * @property {object | null} image the picture it takes, of api/page's `images`
 * @property {object | null} favicon the site's icon as a picture of the preview
 * @property {string} url the page's address as people paste it
 * @property {object} site api/site's data
 */

/** Whether the preview can draw this platform. */
export function isDrawn(preview) {
  return preview.platform in LOOKS;
}

/**
 * @param {Shown} shown
 * @param {{schemes: ("light" | "dark")[], crops: boolean}} manner
 */
export function figure(shown, { schemes, crops }) {
  const { preview } = shown;
  const stages = schemes.map((scheme, index) => stage({ ...shown, scheme }, index > 0 || !preview.active));
  return h(
    "figure",
    { class: "platform-figure", data: { active: preview.active, layout: preview.layout } },
    caption(shown),
    h(
      "div",
      { class: "platform-stages" },
      stages,
      h("div", { class: "platform-aside" }, crops && cropPicture(shown), preview.active && findings(shown)),
    ),
  );
}

/** The drawing. A second one of the same, or one that nobody gets to see, is not read out. */
function stage(shown, unread) {
  const { preview, scheme } = shown;
  return h(
    "div",
    {
      class: `mock mock-${preview.platform}`,
      data: { scheme, layout: preview.layout },
      "aria-hidden": unread ? "true" : null,
    },
    LOOKS[preview.platform].draw(shown),
  );
}

function caption(shown) {
  const { preview } = shown;
  const words = cropWords(shown);
  return h(
    "figcaption",
    { class: "platform-caption" },
    h("strong", null, preview.name),
    preview.active && h("span", { class: "platform-active" }, icon("check"), "What this page gets"),
    words && h("span", { class: "quiet" }, words),
    preview.note && h("p", { class: "platform-note" }, marked(preview.note)),
  );
}

function findings({ preview, image, site }) {
  // What prevented the card is told once, above all platforms.
  if (!preview.findings.length && image?.error) return null;
  if (!preview.findings.length) return h("p", { class: "platform-clean" }, icon("check"), "No problems");
  // The platform's name stands over the list, and need not be said in each row.
  const rows = preview.findings.map((finding) => findingRow({ ...finding, platform: null }, site));
  return h("ul", { class: "platform-findings" }, rows);
}
