// @takumi-rs/core: a tree of nodes drawn by Takumi, in Rust.
import { readFileSync } from "node:fs";
import { Renderer } from "@takumi-rs/core";
import { filled, serve } from "./serving.mjs";

const node = (style, content) =>
  typeof content === "string" ? { type: "text", style, text: content } : { type: "container", style, children: content };

await serve(async ({ card, fonts }) => {
  const renderer = new Renderer();
  await renderer.registerFont({ name: "Inter", data: readFileSync(fonts.variable) });
  return (text) => renderer.render(filled(card, text, node), { width: 1200, height: 630, format: "png" });
});
