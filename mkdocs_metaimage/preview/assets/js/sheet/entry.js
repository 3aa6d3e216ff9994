/** One page in the sheet: its card, its name and route, what is wrong with it, and its other pictures small. */

import { bytes, countByLevel, errorBox, icon, isSocial, levelBadges, picture, pixels, sizeText } from "../components/index.js";
import { h, replace } from "../dom.js";
import { problemsOf } from "./filters.js";

// A picture that is lost once more so soon, in ms, would be lost again.
const LOST_AGAIN = 10_000;

/**
 * @param {Object} first the page, of `api/site`
 * @param {() => void} onLost the server has let go of the picture: it only keeps so many
 */
export function createEntry(first, onLost) {
  let page = first;
  let answer = null;
  let convention = "";
  let chosen = null;
  let near = false;
  // What the place of the card shows, and the row of small pictures.
  let shown = null;
  let small = null;
  let lostAt = -Infinity;

  const shot = h("div", { class: "entry-shot" });
  const link = h("a", { class: "entry-link", tabindex: "-1" });
  const badges = h("span", { class: "entry-badges" });
  const route = h("span", { class: "entry-route" });
  const language = h("span", { class: "entry-language" });
  const thumbs = h("div", { class: "entry-thumbs" });
  const facts = h("span", { class: "entry-facts" });
  const element = h(
    "li",
    { class: "entry entry-waiting", data: { key: page.key } },
    shot,
    h("div", { class: "entry-line" }, link, badges),
    h("div", { class: "entry-line" }, route, language),
    h("div", { class: "entry-line" }, thumbs, facts),
  );

  function describe() {
    replace(link, page.title);
    link.lang = page.locale;
    link.dir = page.direction;
    replace(route, page.route);
    route.title = page.route;
    replace(language, page.locale);
  }

  function draw() {
    const images = answer?.data?.images ?? [];
    const main = mainOf(images, convention, chosen);
    drawShot(main);
    drawThumbs(images, main);
    const broken = answer?.failure;
    replace(facts, !broken && main && !main.error ? factsOf(main) : null);
    replace(badges, answer ? levelBadges(countByLevel(problemsOf(answer))) : null);
    element.classList.toggle("entry-waiting", !answer);
  }

  function drawShot(main) {
    const wanted = near ? signature(answer, main) : "far";
    if (wanted === shown) return;
    const before = shown;
    shown = wanted;
    if (answer?.failure) return show(errorBox(answer.failure));
    if (!answer || !near) return replace(shot);
    if (!main) return show(nothing(convention));
    if (main.error) return show(errorBox(main.error));
    const next = framed(main);
    const img = next.querySelector("img");
    img?.addEventListener("error", lost);
    // Over the last one it is only put when it can be painted at once.
    if (img && before && before !== "far" && shot.firstChild) {
      img.loading = "eager";
      img
        .decode()
        .catch(() => null)
        .then(() => shown === wanted && show(next));
    } else show(next);
  }

  function lost() {
    if (performance.now() - lostAt < LOST_AGAIN) return;
    lostAt = performance.now();
    shown = null;
    onLost();
  }

  function show(node) {
    replace(shot, node);
    shot.classList.toggle("entry-shot-error", node.classList.contains("error-box"));
  }

  function drawThumbs(images, main) {
    const drawable = images.filter(({ src }) => src);
    const list = near && drawable.length > 1 ? drawable : [];
    const wanted = JSON.stringify([main?.id, list.map(({ id, src, size }) => [id, src, size])]);
    // The focus may be on one of them.
    if (wanted === small) return;
    small = wanted;
    replace(
      thumbs,
      list.map((image) => thumb(image, image === main, () => choose(image))),
    );
    thumbs.querySelectorAll("button").forEach((button) => (button.tabIndex = link.tabIndex));
  }

  function choose(image) {
    chosen = image.id;
    draw();
    thumbs.querySelector("[aria-pressed='true']")?.focus();
  }

  describe();
  return {
    element,
    link,
    /** The page as the docs now have it. */
    setPage(value) {
      page = value;
      describe();
    },
    setAnswer(value) {
      answer = value;
      draw();
    },
    /** Which convention's picture is the large one; "" for the social card. */
    setConvention(value) {
      if (value === convention) return;
      convention = value;
      chosen = null;
      draw();
    },
    /** Pictures are only held while they are near what is in view. */
    setNear(value) {
      if (value === near) return;
      near = value;
      if (answer) draw();
    },
    /** Whether the Tab key comes by here; the arrow keys go to the others. */
    setCurrent(value) {
      link.tabIndex = value ? 0 : -1;
      thumbs.querySelectorAll("button").forEach((button) => (button.tabIndex = link.tabIndex));
    },
  };
}

function mainOf(images, convention, chosen) {
  const wanted = images.find(({ id }) => id === chosen);
  if (wanted) return wanted;
  if (convention) return images.find((image) => image.convention === convention) ?? null;
  return images.find(isSocial) ?? null;
}

// What the place of the card shows: the same again is no reason to paint.
function signature(answer, main) {
  if (answer?.failure) return `failure ${answer.failure.message}`;
  if (!answer) return "waiting";
  if (!main) return "nothing";
  return main.error ? `error ${JSON.stringify(main.error)}` : `${main.src} ${main.url} ${main.size}`;
}

function framed(main) {
  const [width, height] = main.size ?? [1200, 630];
  const shown = picture(main, { alt: "" });
  shown.style.setProperty("--ratio", width / height);
  shown.style.setProperty("--natural", `${width}px`);
  return shown;
}

function thumb(image, pressed, onPick) {
  const name = `${image.id}, ${pixels(image)}`;
  return h(
    "button",
    { type: "button", class: "entry-thumb", "aria-pressed": String(pressed), title: name, on: { click: onPick } },
    h("img", { src: image.src, alt: `Show ${name}`, loading: "lazy", decoding: "async" }),
  );
}

function nothing(convention) {
  return h("p", { class: "entry-nothing" }, icon("image"), convention ? `No ${convention}` : "No social card");
}

function factsOf(image) {
  return [image.size ? sizeText(image) : null, bytes(image.bytes)].filter(Boolean).join(" · ");
}
