/** Word of changes: one long poll, open only while somebody can see the page. */

import { call } from "./api.js";

const listeners = new Set();
let generation = null;
let polling = null;
let away = false;

// How long nothing is asked of a server that does not answer, in ms: longer each time.
const SOON = 500;
const LATE = 4000;

/**
 * Call `fn` with `{generation, building}` when either changes, and with `{away: true}` when the server is gone.
 *
 * @returns {() => void} what stops it
 */
export function onChange(fn) {
  listeners.add(fn);
  if (document.visibilityState === "visible") start();
  return () => listeners.delete(fn);
}

/** The generation that the shown site is of; the poll asks for another than it. */
export function startFrom(number) {
  generation = number;
}

function start() {
  if (polling) return;
  polling = new AbortController();
  poll(polling.signal);
}

async function poll(signal) {
  let building = null;
  let wait = SOON;
  while (!signal.aborted) {
    try {
      // Without a generation the answer comes at once: that the server is there again is news enough.
      const news = await call("changes", { generation: away ? null : generation }, { signal });
      const other = news.generation !== generation || news.building !== building || away;
      ({ generation, building } = news);
      away = false;
      wait = SOON;
      if (other) tell(news);
    } catch (error) {
      if (error.name === "AbortError") return;
      if (!away) tell({ generation, building: false, away: true });
      away = true;
      await pause(wait);
      wait = Math.min(2 * wait, LATE);
    }
  }
}

function tell(news) {
  for (const listener of listeners) listener(news);
}

function pause(duration) {
  return new Promise((resolve) => setTimeout(resolve, duration));
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") {
    if (listeners.size) start();
  } else {
    polling?.abort();
    polling = null;
  }
});
