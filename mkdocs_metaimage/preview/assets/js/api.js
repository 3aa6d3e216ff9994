/** Questions to the server. Addresses are relative to the app's page, so that any path of the site works. */

/** What the server answered in place of data, or that it did not answer. */
export class ApiError extends Error {
  /**
   * @param {string} message what is wrong and how to mend it
   * @param {number} status of HTTP; 0 where there was no answer
   */
  constructor(message, status) {
    super(message);
    this.name = "ApiError";
    this.status = status;
  }
}

/**
 * The data of `api/<name>`.
 *
 * @param {string} name
 * @param {Object} params the query; null, undefined and "" are left out
 * @param {{signal?: AbortSignal}} options
 * @throws {ApiError} where the server refuses or is away; an AbortError where `signal` says so
 */
export async function call(name, params = {}, { signal } = {}) {
  const query = new URLSearchParams(
    Object.entries(params).filter(([, value]) => value !== null && value !== undefined && value !== ""),
  );
  const address = `api/${name}${query.size ? `?${query}` : ""}`;
  // The header can only come from this page: another site's would need a permission that is never given.
  const answer = await reach(address, { signal, headers: { "X-Metaimage": "1" }, cache: "no-store" });
  const data = await answer.json().catch((error) => {
    if (error.name === "AbortError") throw error;
    return null;
  });
  if (!answer.ok || data === null) {
    const said = data?.error ?? `The server answered ${answer.status} to ${address}. Its terminal may say why.`;
    throw new ApiError(said, answer.status);
  }
  return data;
}

async function reach(address, options) {
  try {
    return await fetch(address, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ApiError("The server does not answer. Start it again; the preview then goes on by itself.", 0);
  }
}
