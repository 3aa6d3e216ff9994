/* Before the first paint, and so no module: a page that is to be dark must not flash white. */
{
  let kept = null;
  try {
    kept = localStorage.getItem("metaimage-theme");
  } catch {
    // Storage may be forbidden; the system's own theme is then the one.
  }
  if (kept === "light" || kept === "dark") document.documentElement.dataset.theme = kept;
}
