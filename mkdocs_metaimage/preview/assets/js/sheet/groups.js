/** The pages of the sheet under headings. */

/**
 * Neighbours in the navigation that are in the same section of the first level. A few pages alone would leave a row
 * nearly empty: they go with those after them, and the heading has the titles of both.
 *
 * @param {Object[]} pages
 * @param {number} few groups of fewer pages than this have no row of their own
 * @returns {{titles: string[], members: Object[]}[]}
 */
export function grouped(pages, few) {
  const groups = [];
  for (const { section, members } of runs(pages)) {
    const title = section ?? (members.length === 1 ? members[0].title : "Pages");
    const last = groups.at(-1);
    if (last && last.members.length < few) {
      last.titles.push(title);
      last.members.push(...members);
    } else groups.push({ titles: [title], members });
  }
  return groups;
}

function runs(pages) {
  const found = [];
  for (const page of pages) {
    const section = page.section[0] ?? null;
    if (found.length && found.at(-1).section === section) found.at(-1).members.push(page);
    else found.push({ section, members: [page] });
  }
  return found;
}
