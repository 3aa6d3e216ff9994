// What stands around a link's card so that it reads like the real thing: a post, a line of a channel, a chat's bubble.
// All of it is decoration, the same on every page, so assistive technology passes over it.

import { h } from "../dom.js";
import { symbol } from "./symbols.js";
import { pasted } from "./text.js";

const HIDDEN = { "aria-hidden": "true" };

/**
 * A post of a feed: who, the pasted address, the card, the row of actions.
 * @param {object} shown
 * @param {{handle?: string, time?: string, actions: (string | [string, string])[], beside?: boolean}} manner
 *   `actions` are signs, or signs with their word; with `beside` the post stands in a column beside the avatar.
 * @param {...(Node | null)} card
 */
export function post(shown, { handle, time, actions, beside = false }, ...card) {
  const who = h(
    "div",
    { class: "m-who", ...HIDDEN },
    h("span", { class: "m-name" }, "A reader"),
    handle && h("span", { class: "m-handle" }, handle),
    time && h("span", { class: "m-time" }, time),
  );
  const message = h("div", { class: "m-message", ...HIDDEN }, pasted(shown));
  const row = h("div", { class: "m-actions", ...HIDDEN }, actions.map(action));
  if (beside) {
    return h(
      "div",
      { class: "m-post m-post-beside" },
      avatar(),
      h("div", { class: "m-column" }, who, message, card, row),
    );
  }
  return h("div", { class: "m-post" }, h("div", { class: "m-head", ...HIDDEN }, avatar(), who), message, card, row);
}

/** A line of a chat room: avatar, name, time, the pasted address, the card. */
export function channel(shown, ...card) {
  return h(
    "div",
    { class: "m-channel" },
    avatar(),
    h(
      "div",
      { class: "m-column" },
      h(
        "div",
        { class: "m-who", ...HIDDEN },
        h("span", { class: "m-name" }, "A reader"),
        h("span", { class: "m-time" }, "10:24"),
      ),
      h("div", { class: "m-message", ...HIDDEN }, pasted(shown)),
      card,
    ),
  );
}

function action(named) {
  const [sign, word] = Array.isArray(named) ? named : [named, null];
  return h("span", { class: "m-action" }, symbol(sign), word && h("span", null, word));
}

function avatar() {
  return h("div", { class: "m-avatar", ...HIDDEN }, "A");
}
