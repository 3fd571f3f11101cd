// A form that opens below its row. Opener: hx-get, hx-target="#edit-12", aria-controls="edit-12",
// aria-expanded="false". Holder: <li id="edit-12" data-inline>. Esc or [data-close] inside empties
// it and gives the focus back.
(() => {
  const openerOf = (holder) => document.querySelector(`[aria-controls="${CSS.escape(holder.id)}"]`);

  function close(holder) {
    const opener = openerOf(holder);
    holder.replaceChildren();
    opener?.setAttribute("aria-expanded", "false");
    opener?.focus();
  }

  document.addEventListener("htmx:afterSettle", (event) => {
    const holder = event.target.closest("[data-inline]");
    if (!holder) return;
    openerOf(holder)?.setAttribute("aria-expanded", String(holder.childElementCount > 0));
    if (!holder.querySelector("[data-focus]"))
      holder.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  });

  document.addEventListener("click", (event) => {
    const holder = event.target.closest("[data-close]")?.closest("[data-inline]");
    if (!holder) return;
    event.preventDefault();
    close(holder);
  });

  // An opener that is open closes again instead of asking the server.
  document.addEventListener("htmx:confirm", (event) => {
    const opener = event.target;
    if (opener.getAttribute("aria-expanded") !== "true" || !opener.hasAttribute("aria-controls"))
      return;
    event.preventDefault();
    close(document.getElementById(opener.getAttribute("aria-controls")));
  });

  document.addEventListener("keydown", (event) => {
    const holder = event.key === "Escape" && event.target.closest("[data-inline]");
    if (holder) close(holder);
  });
})();
