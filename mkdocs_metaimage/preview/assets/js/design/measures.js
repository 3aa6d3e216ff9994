/**
 * What is known of the boxes and lines of the picture that is shown; asked for only when an overlay needs it.
 */

import { latest } from "../latest.js";


/**
 * @param {(id: string, signal: AbortSignal) => Promise<object>} ask
 * @param {{done: () => void, failed: (error: Error) => void}} then
 * @returns {{of: (image: object, generation: number) => ?object, stop: () => void}} `of` gives what is known of a
 *   picture, asks for it if that is not all, and then calls `done`
 */
export function measures(ask, { done, failed }) {
  let known = { id: null, print: null, boxes: null };

  const asking = latest(({ id }, signal) => ask(id, signal), {
    done(boxes, { id, print }) {
      known = { id, print, boxes };
      done();
    },
    failed(error, { id, print }) {
      known = { id, print, boxes: null };
      failed(error);
      done();
    },
  });

  function of({ id, src }, generation) {
    const print = JSON.stringify([src, generation]);
    if (known.id !== id || known.print !== print) {
      // Those of another picture fit nothing; those of the same one before a save stay until the new ones are there.
      known = { id, print, boxes: known.id === id ? known.boxes : null };
      asking.send({ id, print });
    }
    return known.boxes;
  }

  return { of, stop: asking.stop };
}
