/** Measures as a person reads them. */

/** A number of bytes: `812 B`, `43.1 kB`, `1.2 MB` (of 1,000, as the platforms count). */
export function bytes(number) {
  if (number === null || number === undefined) return "";
  if (number < 1000) return `${number} B`;
  if (number < 999_950) return `${rounded(number / 1000)} kB`;
  return `${rounded(number / 1_000_000)} MB`;
}

/** A duration of `seconds`: `0.4 ms`, `38 ms`, `1.2 s`. */
export function milliseconds(seconds) {
  if (seconds === null || seconds === undefined) return "";
  const duration = seconds * 1000;
  if (duration < 10) return `${duration.toFixed(1)} ms`;
  if (duration < 1000) return `${Math.round(duration)} ms`;
  return `${seconds.toFixed(1)} s`;
}

/** `count` with its noun: `1 page`, `1,024 pages`. */
export function plural(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

function rounded(number) {
  return number < 100 ? number.toFixed(1) : Math.round(number).toString();
}
