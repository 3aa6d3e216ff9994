/**
 * The design tab: the card as it is now or with what is tried, what can be laid over it, and the built-in templates.
 */

import { go, onMove } from "../address.js";
import { h } from "../dom.js";
import { latest } from "../latest.js";
import { addressOf, attemptIn, isEmpty, isSame, presentOf } from "./attempt.js";
import { boxList } from "./box_list.js";
import { facts } from "./facts.js";
import { fields } from "./fields.js";
import { gallery } from "./gallery.js";
import { measures } from "./measures.js";
import { OVERLAYS } from "./overlays.js";
import { watchShortcuts } from "./shortcuts.js";
import { stage } from "./stage.js";
import { toolbar, widthsFor } from "./toolbar.js";
import { variantNamed, variantPicker, variantsOf } from "./variants.js";

// From the last key to the request, and from there to the address, which all the other tabs follow.
const PAUSE = 150;
const SETTLED = 500;

/**
 * @param {object} context of the page that is open
 * @returns {{element: HTMLElement, update: (data: object) => void, leave: () => void}}
 */
export function create(context) {
  let { image: wanted, zoom } = context.state;
  let overlaid = new Set(context.state.show.split(",").filter(Boolean));
  let attempt = attemptIn(context.state);
  let data = null;
  let cards = null;
  let variant = null;
  let settling = 0;

  const picture = stage((index) => point(index));
  const list = boxList((index) => point(index));
  const picker = variantPicker((id) => set({ image: id }));
  const bar = toolbar({ onZoom: (width) => set({ zoom: width }), onOverlay: toggle });
  const said = facts();
  const form = fields(tryOut);
  const templates = gallery({
    ask: (signal) => context.call("templates", { page: data.page, ...attempt, template: "" }, { signal }),
    onTry: (name) => {
      tryOut(attemptIn({ ...attempt, template: name }));
      showForm();
      if (name) picture.element.scrollIntoView({ block: "nearest" });
    },
  });

  const drawing = latest((tried, signal) => context.call("cards", { page: data.page, ...tried }, { signal }), {
    done: take,
    failed: (error) => take({ ...cards, images: [], errors: [{ message: error.message }] }),
  });
  const measured = measures(
    (id, signal) => context.call("boxes", { page: data.page, image: id, ...attempt }, { signal }),
    { done: lay, failed: (error) => said.fail(error.message) },
  );

  const element = h(
    "div",
    { class: "design" },
    h(
      "div",
      { class: "design-desk" },
      h(
        "section",
        { class: "design-main", "aria-label": "Picture and overlays" },
        picker.element,
        bar.element,
        picture.element,
        said.element,
        list.element,
      ),
      form.element,
    ),
    templates.element,
  );

  const endShortcuts = watchShortcuts(element, bar.toggle);
  const endMoves = onMove(follow);
  // Whoever goes on to another tab can come back to what was typed last.
  form.element.addEventListener("focusout", () => {
    if (settling) set({});
  });

  function update(newer) {
    data = newer;
    showForm();
    if (isSame(attempt, context.attempt)) {
      drawing.stop();
      take(newer);
    } else drawing.send(attempt);
  }

  /** Show an answer of `api/cards`, or as much of that of `api/page`. */
  async function take(answer) {
    const isNewer = cards !== null && cards.generation !== answer.generation;
    cards = answer;
    templates.refresh(JSON.stringify([cards.generation, { ...attempt, template: "" }]), attempt.template ?? "");
    if ((await present()) && isNewer) said.updated(variant);
  }

  async function present() {
    const variants = variantsOf(cards);
    variant = variantNamed(variants, wanted);
    picker.show(variants, variant);
    bar.show(variant, zoomOf(variant), overlaid);
    picture.zoomTo(zoomOf(variant));
    said.show(variant, !isEmpty(attempt));
    element.toggleAttribute("data-trying", !isEmpty(attempt));
    const changed = await picture.show(variant, cards.errors);
    lay();
    return changed;
  }

  /** Lay the overlays over the picture; what they need to know of it is asked for only now. */
  function lay() {
    const possible = OVERLAYS.filter(({ drawn }) => variant?.src && (!drawn || variant.drawn));
    const shown = new Set(possible.map(({ id }) => id).filter((id) => overlaid.has(id)));
    const isNeeded = OVERLAYS.some(({ id, drawn }) => drawn && shown.has(id));
    const boxes = isNeeded ? measured.of(variant, cards.generation) : null;
    picture.lay(shown, boxes, labelOnX());
    list.show(shown.has("boxes") ? (boxes?.boxes ?? null) : null);
  }

  function labelOnX() {
    const shown = data.previews.find(({ platform, overlay }) => platform === "x" && overlay);
    return attempt.title ?? shown?.overlay.title ?? pageOf().title;
  }

  function point(index) {
    picture.mark(index);
    list.mark(index);
  }

  function zoomOf(image) {
    return ["fit", "100", ...widthsFor(image)].includes(zoom) ? zoom : "fit";
  }

  function toggle(id) {
    const next = new Set(overlaid);
    if (!next.delete(id)) next.add(id);
    set({
      show: OVERLAYS.map((overlay) => overlay.id)
        .filter((one) => next.has(one))
        .join(","),
    });
  }

  /** Show other things of the same picture, or another one, and have the address say so. */
  function set(changes) {
    clearTimeout(settling);
    settling = 0;
    go({ ...addressOf(attempt), ...changes }, { replace: true });
  }

  function tryOut(next) {
    attempt = next;
    drawing.send(attempt, PAUSE);
    clearTimeout(settling);
    settling = setTimeout(() => set({}), SETTLED);
  }

  /** Go where the address has gone: by this tab itself, by a link, or back. */
  function follow(state) {
    if (state.page !== context.state.page && state.page !== data?.page) return;
    wanted = state.image;
    zoom = state.zoom;
    overlaid = new Set(state.show.split(",").filter(Boolean));
    // What has just been typed is not in the address yet, and goes there whatever else has moved it.
    if (!settling && !isSame(attempt, attemptIn(state))) {
      attempt = attemptIn(state);
      if (data) {
        showForm();
        drawing.send(attempt);
      }
    }
    if (cards) present();
  }

  function showForm() {
    // The page's own words: with an attempt the answer has the tried ones.
    const page = pageOf();
    form.show({ present: presentOf(page), source: page.src, attempt, site: context.site });
  }

  function pageOf() {
    const listed = context.site.pages.find(({ key }) => key === data.page);
    return isEmpty(context.attempt) ? { ...listed, ...data.details } : (listed ?? data.details);
  }

  function leave() {
    clearTimeout(settling);
    drawing.stop();
    measured.stop();
    templates.leave();
    endShortcuts();
    endMoves();
  }

  return { element, update, leave };
}
