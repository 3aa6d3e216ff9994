/** The icons that a page's theme or another plugin gives it, where none of ours takes their place. */

const CONVENTIONS = { icon: "icon", "apple-touch-icon": "apple-icon" };

/**
 * They, described as images are. What is not known of them is null; `src` is null for those of other hosts, which are
 * not asked for.
 *
 * @param {Object} data of the page
 * @param {Object} site as `api/site` describes it
 */
export function themeIcons({ head, served, page: key }, site) {
  const page = site.pages.find((one) => one.key === key);
  const base = new URL(page?.href ?? site.mount, location.href);
  return head.icons
    .map((link) => described(link, base, site))
    .filter(({ convention }) => served[convention]?.by === "published");
}

function described({ rel, href, sizes, content_type: type, media }, base, site) {
  const file = href.split(/[?#]/)[0];
  return {
    id: file.split("/").at(-1),
    convention: CONVENTIONS[rel],
    src: addressHere(href, base, site),
    type: type || (file.endsWith(".svg") ? "image/svg+xml" : ""),
    size: null,
    sizes: sizes || null,
    media: media || null,
    error: null,
    foreign: true,
  };
}

/** Where this server has it, or null. */
function addressHere(href, base, { site, mount }) {
  const published = site.url && href.startsWith(site.url) ? mount + href.slice(site.url.length) : href;
  if (!URL.canParse(published, base)) return null;
  const address = new URL(published, base);
  return address.origin === location.origin ? address.href : null;
}
