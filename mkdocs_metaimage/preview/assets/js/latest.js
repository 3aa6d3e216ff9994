/**
 * Requests of which only the last one counts.
 */

/**
 * @template A, R
 * @param {(argument: A, signal: AbortSignal) => Promise<R>} ask
 * @param {{done: (result: R, argument: A) => void, failed: (error: Error, argument: A) => void}} then
 */
export function latest(ask, { done, failed }) {
  let timer = 0;
  /** @type {AbortController | null} */
  let underWay = null;

  function stop() {
    clearTimeout(timer);
    underWay?.abort();
    underWay = null;
  }

  async function run(argument) {
    const controller = new AbortController();
    underWay = controller;
    try {
      const result = await ask(argument, controller.signal);
      // An answer that was on its way when another request began is as good as none.
      if (underWay === controller) done(result, argument);
    } catch (error) {
      // Ended by whoever asked for an end: nobody has failed.
      if (underWay === controller && error.name !== "AbortError") failed(error, argument);
    } finally {
      if (underWay === controller) underWay = null;
    }
  }

  return {
    /**
     * Forgets what was asked before.
     * @param {A} argument
     * @param {number} pause milliseconds without another call before it is sent
     */
    send(argument, pause = 0) {
      stop();
      if (pause) timer = setTimeout(() => run(argument), pause);
      else run(argument);
    },
    stop,
  };
}
