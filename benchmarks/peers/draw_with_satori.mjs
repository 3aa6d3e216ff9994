// satori + @resvg/resvg-js, as in next/og: elements to SVG in JavaScript, SVG to PNG in Rust.
import { readFileSync } from "node:fs";
import { Resvg } from "@resvg/resvg-js";
import satori from "satori";
import { filled, serve } from "./serving.mjs";

const element = (style, children) => ({ type: "div", props: { style, children } });

await serve(async ({ card, fonts }) => {
  // It knows no variable fonts.
  const faces = Object.entries(fonts.static).map(([weight, path]) => (
    { name: "Inter", weight: Number(weight), data: readFileSync(path) }
  ));
  return async (text) => {
    const svg = await satori(filled(card, text, element), { width: 1200, height: 630, fonts: faces });
    // The words are outlines by now.
    return new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
  };
});
