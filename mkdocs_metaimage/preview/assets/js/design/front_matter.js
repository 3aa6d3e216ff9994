/**
 * The lines of front matter that make an attempt permanent.
 */

// What YAML 1.1 reads as something else than text, in any case; `no` is also the language Norwegian.
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
const PLAIN = /^\p{L}(?:[\p{L}\p{N} ,.!?()'&+/-]*[\p{L}\p{N}.!?)])?$/u;
// What JSON leaves as it is and YAML does not allow in a file, or takes for the end of a line.
const UNPRINTABLE = /[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g;

/**
 * A text as a YAML scalar: bare where that cannot be misread, else in double quotes.
 * @param {string} text
 */
function scalar(text) {
  if (PLAIN.test(text) && !RESERVED.test(text)) return text;
  // Of JSON's strings, each is a double-quoted scalar of YAML.
  return JSON.stringify(text).replace(
    UNPRINTABLE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * @param {{title?: string, description?: string, lang?: string, template?: string}} attempt
 * @returns {string} lines without the `---` around them; empty where no key of front matter can say it
 */
export function frontMatter(attempt) {
  const lines = [];
  if (attempt.lang) lines.push(`lang: ${scalar(attempt.lang)}`);
  const card = ["title", "description", "template"].filter((key) => attempt[key]);
  if (card.length) lines.push("metaimage:", ...card.map((key) => `  ${key}: ${scalar(attempt[key])}`));
  return lines.join("\n");
}
