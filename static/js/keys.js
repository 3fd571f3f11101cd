// Keys of the check-in room: a key presses the button that names it, unless a field has the focus.
// <div data-keys>, <button data-key=" ">, <button data-key="+">, <button data-key="n">; <button
// data-keys-switch> turns them off.
(() => {
  const OFF = "keys-off";
  const off = () => localStorage.getItem(OFF) === "1";
  const FIELDS = "input, textarea, select, dialog, [contenteditable]";
  const PRESSED = "button, a, summary"; // these have their own use for space
  const busy = ({ key, target }) =>
    target.closest(FIELDS) || (key === " " && target.closest(PRESSED));

  function mark() {
    document
      .querySelectorAll("[data-keys-switch]")
      .forEach((b) => b.setAttribute("aria-pressed", String(!off())));
  }

  document.addEventListener("keydown", (event) => {
    if (off() || event.ctrlKey || event.metaKey || event.altKey || busy(event)) return;
    const name = CSS.escape(event.key.toLowerCase());
    const button = document.querySelector(`[data-keys] [data-key="${name}"]`);
    if (!button || button.disabled) return;
    event.preventDefault();
    button.click();
  });

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-keys-switch]")) return;
    if (off()) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
    mark();
  });

  mark();
})();
