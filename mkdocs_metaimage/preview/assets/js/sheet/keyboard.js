/** The arrow keys in the grid: left and right to the neighbours, up and down to the nearest of another row. */

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement[]} elements of the entries, in their order
 * @param {number} at the index of the one with the focus
 * @returns {?number} the index of the one to go to
 */
export function target(event, elements, at) {
  if (event.altKey || event.ctrlKey || event.metaKey) return null;
  const last = elements.length - 1;
  const to = {
    ArrowRight: () => Math.min(at + 1, last),
    ArrowLeft: () => Math.max(at - 1, 0),
    ArrowDown: () => otherRow(elements, at, 1),
    ArrowUp: () => otherRow(elements, at, -1),
    Home: () => 0,
    End: () => last,
  }[event.key];
  return to ? to() : null;
}

function otherRow(elements, at, step) {
  const from = elements[at].getBoundingClientRect();
  let row = null;
  let best = at;
  let distance = Infinity;
  for (let index = at + step; index >= 0 && index < elements.length; index += step) {
    const box = elements[index].getBoundingClientRect();
    if (Math.abs(box.top - from.top) < 1) continue;
    row ??= box.top;
    // The next row ends where one after it begins.
    if (Math.abs(box.top - row) >= 1) break;
    const apart = Math.abs(box.left - from.left);
    if (apart < distance) [best, distance] = [index, apart];
  }
  return best;
}
