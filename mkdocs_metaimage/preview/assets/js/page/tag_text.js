/** A tag's text, taken apart: for its colours, and for what its value is. */

/** What it is made of, in order; joined again, the texts are the tag. */
export function tokens(html) {
  const found = [];
  const pattern = /(?<edge><\/?|\/?>)|(?<value>"[^"]*")|(?<name>[^\s"<>/=]+)|(?<rest>\s+|.)/gsu;
  let first = true;
  for (const { 0: text, groups } of html.matchAll(pattern)) {
    if (groups.edge) found.push({ kind: "mark", text });
    else if (groups.value) found.push({ kind: "value", text });
    else if (groups.name) {
      found.push({ kind: first ? "element" : "name", text });
      first = false;
    } else found.push({ kind: "rest", text });
  }
  return found;
}

/**
 * What a tag says.
 *
 * @param {string} html one `meta` or `link`
 * @returns {{name: string, value: string, group: "Open Graph"|"X"|"Icons"|"Other"}} name: its property, name or rel;
 *   value: its content or href, decoded
 */
export function meaning(html) {
  const element = new DOMParser().parseFromString(html, "text/html").head.firstElementChild;
  const get = (attribute) => element?.getAttribute(attribute) ?? "";
  const name = get("property") || get("name") || get("rel");
  return { name, value: get("content") || get("href"), group: groupOf(name) };
}

/** Whether a tag's value is an address, and of which kind: a picture's must be absolute, an icon's need not. */
export function addressKind({ name, value }) {
  if (!/^(og:image|og:url|twitter:image|icon|apple-touch-icon|shortcut icon)(:secure_url|:url)?$/.test(name))
    return null;
  if (/^https?:\/\//i.test(value)) return "absolute";
  return name.startsWith("og:") || name.startsWith("twitter:") ? "not-absolute" : "relative";
}

function groupOf(name) {
  if (name.startsWith("og:") || name.startsWith("article:")) return "Open Graph";
  if (name.startsWith("twitter:")) return "X";
  return name.includes("icon") ? "Icons" : "Other";
}
