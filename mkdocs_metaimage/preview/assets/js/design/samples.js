/**
 * Texts that find the faults of a card.
 */

/** @type {readonly {name: string, about: string, values: Record<string, string>}[]} */
export const SAMPLES = [
  {
    name: "Very long",
    about: "A title of 170 characters and a long description",
    values: {
      title:
        "Everything that you should know before you move a large documentation site with many languages, " +
        "versions and authors to another host without losing a single link on the way",
      description:
        "Redirects, canonical addresses, search indexes, feeds, analytics and caches: what breaks, in which " +
        "order, how to see it in time, and a list of checks to run before, during and after the move. With " +
        "examples for three hosts, two content networks and one very old server.",
    },
  },
  { name: "One word", about: "A title of one short word", values: { title: "Go" } },
  {
    name: "German",
    about: "Compounds that are wider than a line",
    values: {
      title: "Donaudampfschifffahrtsgesellschaftskapitänsmütze und Rindfleischetikettierungsgesetz",
      description: "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung in der Praxis",
      lang: "de",
    },
  },
  {
    name: "Japanese",
    about: "No spaces between the words",
    values: {
      title: "ドキュメントサイトを高速に構築するための実践ガイド",
      description: "設定、テーマ、検索、多言語対応まで、最初の一歩から公開までを順を追って説明します。",
      lang: "ja",
    },
  },
  {
    name: "Arabic",
    about: "Written from right to left, with Latin words and digits in it",
    values: {
      title: "دليل عملي لبناء موقع توثيق سريع باستخدام MkDocs 1.6",
      description: "من التثبيت إلى النشر خطوة بخطوة، مع أمثلة جاهزة.",
      lang: "ar",
      dir: "rtl",
    },
  },
  {
    name: "Emoji",
    about: "Emoji, also such as consist of several characters",
    values: { title: "Release 🚀 notes 👩🏽‍💻 for 🇨🇭 & 🇯🇵 ❤️", description: "Faster 🏎️, smaller 📦, and fewer bugs 🐛." },
  },
];
