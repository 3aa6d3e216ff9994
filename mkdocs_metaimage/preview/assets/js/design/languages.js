/**
 * Language tags to choose from, and the direction in which a language is written.
 */

const COMMON = [
  "ar",
  "bg",
  "bn",
  "cs",
  "da",
  "de",
  "de-CH",
  "el",
  "en",
  "en-GB",
  "es",
  "es-MX",
  "fa",
  "fi",
  "fr",
  "he",
  "hi",
  "hu",
  "id",
  "it",
  "ja",
  "ko",
  "nb",
  "nl",
  "pl",
  "pt",
  "pt-BR",
  "ro",
  "ru",
  "sk",
  "sr",
  "sr-Latn",
  "sv",
  "ta",
  "th",
  "tr",
  "uk",
  "ur",
  "vi",
  "zh-Hans",
  "zh-Hant",
  "zh-HK",
];

// The same as the site's own: without a direction of the theme, the language decides.
const RTL_LANGUAGES = new Set(["ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]);
const RTL_SCRIPTS = new Set(["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"]);

/** What the preview takes as a tag while one is being typed. */
export const TAG = /^[A-Za-z0-9-]{1,35}$/;

/**
 * @param {string} tag
 * @returns {"ltr" | "rtl"}
 */
export function direction(tag) {
  const [language, ...rest] = tag.toLowerCase().split("-");
  const script = rest.find((part) => /^[a-z]{4}$/.test(part));
  return (script ? RTL_SCRIPTS.has(script) : RTL_LANGUAGES.has(language)) ? "rtl" : "ltr";
}

/**
 * The site's tags, then the common ones.
 * @param {readonly string[]} ofSite
 */
export function languageTags(ofSite) {
  return [...new Set([...ofSite, ...COMMON])];
}
