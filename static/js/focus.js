// Brings the eye and the screen reader to what needs another look: [data-focus], once, on load and after a swap.
(() => {
  const seek = (root) => {
    const found = root.querySelector("[data-focus='']");
    found?.setAttribute("data-focus", "done");
    found?.focus();
  };
  document.addEventListener("htmx:afterSettle", (event) =>
    seek(event.target.parentElement ?? event.target),
  );
  seek(document);
})();
