/** The view of one page with its styles: many files, of which the sheet needs none. */

const STYLES = [
  "../css/page.css",
  "../css/overview.css",
  "../css/served.css",
  "../css/images.css",
  "../css/icons.css",
  "../css/tags.css",
  "../css/platforms.css",
  "../css/platforms/mock.css",
  "../css/platforms/columns.css",
  "../css/platforms/feeds.css",
  "../css/platforms/channels.css",
  "../css/platforms/bubbles.css",
  "../css/design.css",
  "../css/design/stage.css",
  "../css/design/form.css",
  "../css/design/gallery.css",
  "../css/fonts.css",
];

let loading = null;

/**
 * Load it, once.
 *
 * @returns {Promise<(site: Object) => Object>} `pageView` of `page/index.js`
 */
export function loadPageView() {
  loading ??= load().catch((error) => {
    // The next one who wants it tries again.
    loading = null;
    throw error;
  });
  return loading;
}

async function load() {
  const [{ pageView }] = await Promise.all([import("./page/index.js"), ...STYLES.map(style)]);
  return pageView;
}

function style(name) {
  const link = Object.assign(document.createElement("link"), {
    rel: "stylesheet",
    href: new URL(name, import.meta.url).href,
  });
  return new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => {
      link.remove();
      reject(new Error(`${name.replace("../", "assets/")} could not be loaded`));
    };
    document.head.append(link);
  });
}
