/**
 * Elements from plain calls. Text always becomes a text node, so that a page's title cannot become markup.
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An HTML element.
 *
 * @param {string} tag
 * @param {?Object} props `class`, `id`, `on: {click: fn}`, `data: {key: …}`, `style: {width: …}`, and any attribute;
 *   null, undefined and false are left out, true is an attribute without a value
 * @param {...*} children nodes, strings, numbers, arrays of them; null and false are left out
 * @returns {HTMLElement}
 */
export function h(tag, props, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** An SVG element, as `h` makes an HTML one. */
export function svg(tag, props, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

/** Give `parent` these children in place of those it has. */
export function replace(parent, ...children) {
  parent.replaceChildren(...nodes(children));
  return parent;
}

/** Have a screen reader say `text` when it has finished what it says. */
export function announce(text) {
  const region = document.getElementById("announcements");
  if (!region || !text) return;
  // The same text twice is no change, which is not said.
  region.textContent = region.textContent === text ? `${text}\u00a0` : text;
}

function fill(element, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (name === "data") assign(element.dataset, value);
    else if (name === "style") setStyle(element.style, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...nodes(children));
  return element;
}

function assign(dataset, values) {
  for (const [key, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== false) dataset[key] = value === true ? "" : String(value);
  }
}

// By the object model and not by the attribute: the page's policy allows no inline styles.
function setStyle(style, values) {
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("--")) style.setProperty(name, String(value));
    else style[name] = String(value);
  }
}

function nodes(children) {
  return children
    .flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false && child !== true)
    .map((child) => (child instanceof Node ? child : document.createTextNode(String(child))));
}
