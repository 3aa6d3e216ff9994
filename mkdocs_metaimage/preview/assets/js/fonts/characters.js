/**
 * The characters that a font draws, in groups: the letters of each script, digits, signs.
 */

import { plural } from "../components/index.js";
import { h } from "../dom.js";

const MOST_SHOWN = 80;
const DIGIT = /\p{Nd}/u;
const MARK = /^\p{M}$/u;
const EMOJI = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u200d\ufe0f\u20e3]/u;
// What cannot be seen is named in its place.
const UNSEEN = new Map([
  [" ", "space"],
  ["\u00a0", "no-break space"],
  ["\u00ad", "soft hyphen"],
  ["\u200b", "zero width space"],
  ["\u200c", "zero width non-joiner"],
  ["\u200d", "zero width joiner"],
  ["\u200e", "left-to-right mark"],
  ["\u200f", "right-to-left mark"],
  ["\ufe0e", "text variant"],
  ["\ufe0f", "emoji variant"],
]);

/**
 * @param {string} characters
 * @param {readonly string[]} scripts as Unicode names them
 * @returns {{name: string, characters: string[]}[]}
 */
function grouped(characters, scripts) {
  const kinds = [
    ...scripts.filter((script) => script !== "Common").map((script) => ({ name: script, has: ofScript(script) })),
    { name: "Digits", has: (character) => DIGIT.test(character) },
    { name: "Emoji", has: (character) => EMOJI.test(character) },
    { name: "Signs", has: () => true },
  ];
  const groups = new Map();
  for (const character of characters) {
    const { name } = kinds.find(({ has }) => has(character));
    groups.set(name, [...(groups.get(name) ?? []), character]);
  }
  return kinds.filter(({ name }) => groups.has(name)).map(({ name }) => ({ name, characters: groups.get(name) }));
}

/** The groups as a list; those with many characters show the first, and the others when they are unfolded. */
export function characterGroups(characters, scripts) {
  return h(
    "dl",
    { class: "fonts-groups" },
    grouped(characters, scripts).map((group) =>
      h(
        "div",
        null,
        h("dt", null, group.name),
        h("dd", null, shown(group.characters.slice(0, MOST_SHOWN)), more(group.characters)),
      ),
    ),
  );
}

function more(characters) {
  const others = characters.slice(MOST_SHOWN);
  if (!others.length) return null;
  return h("details", null, h("summary", null, `${plural(others.length, "character")} more`), shown(others));
}

// Each apart, or letters would join and marks sit on what they do not belong to.
function shown(characters) {
  return h(
    "p",
    { class: "fonts-characters", dir: "auto" },
    characters.map((character) => [h("bdi", null, face(character)), " "]),
  );
}

function face(character) {
  if (UNSEEN.has(character)) return h("span", { class: "fonts-unseen" }, UNSEEN.get(character));
  return MARK.test(character) ? `\u25cc${character}` : character;
}

function ofScript(name) {
  try {
    const pattern = new RegExp(`\\p{Script=${name.replaceAll(" ", "_")}}`, "u");
    return (character) => pattern.test(character);
  } catch {
    return () => false; // no name of Unicode's
  }
}
