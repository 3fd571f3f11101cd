// Opens a dialog of the page, or the one htmx has just brought.
// <button data-dialog="#leave">, <dialog id="leave">, inside <button data-dialog-close>; brought: <dialog data-open>
(() => {
  const openers = new WeakMap();

  function open(dialog, opener) {
    if (dialog.open) return;
    openers.set(dialog, opener);
    dialog.showModal();
    dialog.addEventListener("close", () => closed(dialog), { once: true });
  }

  function closed(dialog) {
    openers.get(dialog)?.focus();
    if (dialog.hasAttribute("data-open")) dialog.remove();
  }

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    const closer = event.target.closest("[data-dialog-close]");
    if (closer) closer.closest("dialog")?.close();
    if (!opener) return;
    event.preventDefault();
    open(document.querySelector(opener.dataset.dialog), opener);
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    const brought =
      event.target.closest("dialog[data-open]") || event.target.querySelector("dialog[data-open]");
    if (brought) open(brought, document.activeElement);
  });
})();
