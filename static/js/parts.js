// Parts of a page that are asked for anew when live.js tells of a newer version. They stand anywhere in the page:
// <section id="board" data-part="board" data-version="8" hx-get="…" hx-trigger="live" hx-swap="outerHTML">.
// A part in which somebody types, presses or sends waits until they are done.
(() => {
  const FIELD = ":is(textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit]))";
  const BUSY = `${FIELD}:focus, [open] :focus, :active, .htmx-request`;
  const AGAIN = 30_000;
  const newest = new Map(), asked = new Set();

  const parts = () => document.querySelectorAll("[data-part]");
  const asker = ({ detail }) => detail.requestConfig.elt.dataset.part;
  const want = (name, version = Infinity) => newest.set(name, Math.max(version, newest.get(name) ?? 0));

  function ask() {
    for (const part of parts()) {
      const { part: name, version } = part.dataset;
      if (asked.has(name) || !(newest.get(name) > Number(version)) || part.querySelector(BUSY)) continue;
      newest.delete(name);
      asked.add(name);
      htmx.trigger(part, "live");
    }
  }

  document.addEventListener("live:changed", ({ detail }) => {
    if (detail.part) want(detail.part, detail.version);
    else for (const part of parts()) want(part.dataset.part);
    ask();
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!asker(event) || !event.detail.target.querySelector(BUSY)) return;
    event.detail.shouldSwap = false;
    want(asker(event));
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const name = asker(event);
    asked.delete(name);
    if (!name || event.detail.successful) return ask();
    want(name);
    setTimeout(ask, AGAIN);
  });

  for (const name of ["focusout", "pointerup"]) document.addEventListener(name, () => setTimeout(ask));
})();
