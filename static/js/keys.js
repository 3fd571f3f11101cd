// Keys of the check-in room: a key presses the button that names it, unless a field has the focus.
// <div data-keys>, <button data-key=" ">, <button data-key="+">, <button data-key="n">; <button
// data-keys-switch> turns them off.
(() => {
  const STORAGE_KEY = "keys-off";
  const FIELDS = "input, textarea, select, dialog, [contenteditable]";
  const TAKES_SPACE = "button, a, summary"; // these have their own use for space

  const areOff = () => localStorage.getItem(STORAGE_KEY) === "1";

  function isForThePage({ key, target, ctrlKey, metaKey, altKey }) {
    if (ctrlKey || metaKey || altKey || target.closest(FIELDS)) return false;
    return key !== " " || !target.closest(TAKES_SPACE);
  }

  function showState() {
    for (const button of document.querySelectorAll("[data-keys-switch]")) {
      button.setAttribute("aria-pressed", String(!areOff()));
    }
  }

  document.addEventListener("keydown", (event) => {
    if (areOff() || !isForThePage(event)) return;
    const name = CSS.escape(event.key.toLowerCase());
    const button = document.querySelector(`[data-keys] [data-key="${name}"]`);
    if (!button || button.disabled) return;
    event.preventDefault();
    button.click();
  });

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-keys-switch]")) return;
    if (areOff()) localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, "1");
    showState();
  });

  showState();
})();
