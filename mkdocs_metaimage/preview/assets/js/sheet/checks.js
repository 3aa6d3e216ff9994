/**
 * Asks for the cards of pages: those in view first, then those near it, then in the background all others.
 */

import { ApiError, call } from "../api.js";

// A browser has six connections to a server; one waits for changes, one is left for the pictures.
const AT_ONCE = 4;
// More pages than this are only checked when somebody asks for it.
const CHECKED_UNASKED = 300;
// How long nothing else is asked before the rest is checked, in ms.
const IDLE = 1200;
// How long nothing is asked of a server that did not answer, in ms.
const TRY_AGAIN = 1000;

/**
 * @typedef {Object} Answer
 * @property {?Object} data of `api/cards`
 * @property {?ApiError} failure
 * @property {number} generation
 */

/**
 * @param {{pages: () => Object[], generation: number, onAnswer: (key: string, answer: Answer) => void,
 *   onProgress: () => void}} options
 */
export function createChecks({ pages, generation: first, onAnswer, onProgress }) {
  let generation = first;
  let all = false;
  let running = false;
  let timer = 0;
  let rested = false;
  let away = false;
  /** @type {Map<string, Answer>} */
  const answers = new Map();
  /** @type {Map<string, AbortController>} */
  const asked = new Map();
  const seen = new Set();
  const near = new Set();

  const lacks = (key) => !asked.has(key) && !((answers.get(key)?.generation ?? -1) >= generation);
  const unasked = () => pages().length <= CHECKED_UNASKED;

  function next() {
    for (const keys of [seen, near]) for (const key of keys) if (lacks(key)) return key;
    if (!all && !(unasked() && rested && asked.size === 0)) return null;
    return pages().find(({ key }) => lacks(key))?.key ?? null;
  }

  function pump() {
    while (running && !away && asked.size < AT_ONCE) {
      const key = next();
      if (key === null) break;
      ask(key);
    }
    if (all && asked.size === 0 && running && !away) all = false;
    clearTimeout(timer);
    if (running && !rested && unasked()) timer = setTimeout(rest, IDLE);
    onProgress();
  }

  function rest() {
    rested = true;
    pump();
  }

  async function ask(key) {
    const controller = new AbortController();
    asked.set(key, controller);
    const answer = await answered(key, controller.signal);
    if (asked.get(key) === controller) asked.delete(key);
    if (answer) {
      answers.set(key, answer);
      onAnswer(key, answer);
    }
    pump();
  }

  async function answered(key, signal) {
    const since = generation;
    try {
      const data = await call("cards", { page: key }, { signal });
      return { data, failure: null, generation: data.generation };
    } catch (failure) {
      if (!(failure instanceof ApiError)) return null;
      if (failure.status === 0) return waitForServer();
      return { data: answers.get(key)?.data ?? null, failure, generation: since };
    }
  }

  // That the server is away says nothing of the page: what is shown of it stays, and it is asked for again.
  function waitForServer() {
    if (away) return null;
    away = true;
    setTimeout(() => {
      away = false;
      pump();
    }, TRY_AGAIN);
    return null;
  }

  return {
    answerOf: (key) => answers.get(key),
    /** What is in view and near it now; what is no longer near is not waited for. */
    look(nowSeen, nowNear) {
      fillWith(seen, nowSeen);
      fillWith(near, nowNear);
      for (const [key, controller] of asked) {
        if (!all && !rested && !near.has(key) && !seen.has(key)) controller.abort();
      }
      pump();
    },
    /** The docs are of another generation: all answers are old. */
    renew(number) {
      generation = number;
      rested = false;
      away = false;
      pump();
    },
    /** The page is asked for again: the server no longer has the pictures that its answer names. */
    forget(key) {
      answers.delete(key);
      pump();
    },
    /** Check every page now, or stop that. */
    setAll(on) {
      all = on;
      if (!on) for (const [key, controller] of asked) if (!near.has(key)) controller.abort();
      pump();
    },
    /** Ask for nothing while the sheet is not shown. */
    setRunning(on) {
      running = on;
      if (!on) for (const controller of asked.values()) controller.abort();
      rested = false;
      pump();
    },
    progress() {
      const keys = pages().map(({ key }) => key);
      const old = keys.filter((key) => answers.has(key) && answers.get(key).generation < generation).length;
      const checked = keys.filter((key) => answers.has(key)).length;
      return { checked, old, pages: keys.length, all, unasked: unasked() };
    },
  };
}

function fillWith(set, values) {
  set.clear();
  for (const value of values) set.add(value);
}
