// What every peer in Node.js does; the lines that it reads and writes are described in serving.py.
import { writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

export async function serve(prepare) {
  let draw = null;
  for await (const line of createInterface({ input: process.stdin })) {
    if (draw === null) {
      draw = await prepare(JSON.parse(line));
    } else {
      process.stdout.write(JSON.stringify(await drawn(draw, JSON.parse(line))) + "\n");
    }
  }
}

async function drawn(draw, { texts, keep }) {
  const seconds = [];
  const pictures = [];
  const before = process.cpuUsage();
  for (const text of texts) {
    const start = performance.now();
    pictures.push(await draw(text));
    seconds.push((performance.now() - start) / 1000);
  }
  const { user, system } = process.cpuUsage(before);
  if (keep) writeFileSync(keep, pictures[0]);
  return { seconds, sizes: pictures.map((picture) => picture.length), cpu: (user + system) / 1e6 };
}

/** The card's tree with a text put in, of nodes that `make(style, children or words)` builds. */
export function filled(node, text, make) {
  const words = node.text?.replace(/\{\{ (\w+) \}\}/g, (_, name) => text[name]);
  return make(node.style, words ?? node.children.map((child) => filled(child, text, make)));
}
