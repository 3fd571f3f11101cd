// Brings the eye and the screen reader to what needs another look: [data-focus], on load and after a swap.
(() => {
  const seek = (root) => root.querySelector("[data-focus]")?.focus();
  document.addEventListener("htmx:afterSettle", (event) => seek(event.target.parentElement ?? event.target));
  seek(document);
})();
