/** When a key is a shortcut. */

/** Whether it comes without a modifier. AltGr, by which many keyboards have "/" or "[", reports Ctrl and Alt too. */
export function isPlain(event) {
  return event.getModifierState("AltGraph") || !(event.ctrlKey || event.altKey || event.metaKey);
}

/** Whether a key there is text. */
export function typesInto(element) {
  return element.isContentEditable || element.matches?.("textarea, select, input:not([type=radio], [type=checkbox])");
}
