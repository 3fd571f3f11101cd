// Parts of a page that are asked for anew when live.js tells of a newer version. They stand anywhere in the page:
// <section id="board" data-part="board" data-version="8" hx-get="…" hx-trigger="live" hx-swap="outerHTML">.
// A part in which somebody types, chooses, presses, drags or sends waits until they are done.
// Where rights have ended a part is refused, or shown the way to sign in: the page stays, says so ([data-refused])
// and asks for nothing more. <section data-watch> is refused in the same way.
(() => {
  const FIELD =
    ":is(textarea, input:not([type=checkbox], [type=radio], [type=button], [type=submit]))";
  const PRESSED = ":is(a, button, summary, label, input):active"; // after a drag what was around it stays :active
  const BUSY = `${FIELD}:focus, select[data-choosing], [open] :focus, ${PRESSED}, [data-dragged], .htmx-request`;
  const AGAIN = 30_000,
    REFUSED = [401, 403, 404];
  const newest = new Map(),
    asked = new Map();
  let turn = 0,
    waits = 0,
    over = false;

  const parts = () => document.querySelectorAll("[data-part]");
  const want = (name, version = Infinity) =>
    newest.set(name, Math.max(version, newest.get(name) ?? 0));

  function ask() {
    if (waits || over) return;
    for (const part of parts()) {
      const { part: name, version } = part.dataset;
      if (asked.has(name) || !(newest.get(name) > Number(version)) || part.querySelector(BUSY))
        continue;
      asked.set(name, newest.get(name));
      newest.delete(name);
      part.addEventListener("htmx:beforeSwap", hold);
      htmx.trigger(part, "live");
    }
  }

  // A crowd asks once in so many milliseconds, each browser at a moment of its own; <main data-first> asks at once.
  const go = () => (clearTimeout(waits), (waits = 0), (turn = Date.now()), ask());
  const goWithin = (time) =>
    (waits ||= setTimeout(go, Math.max(Math.random() * time, turn + time - Date.now())));

  // Somebody began to use the part meanwhile, or an answer to them has taken its place.
  function hold({ detail }) {
    const { elt } = detail.requestConfig;
    if (elt !== this || (elt.isConnected && !elt.querySelector(BUSY))) return;
    detail.shouldSwap = false;
    want(elt.dataset.part, asked.get(elt.dataset.part));
  }

  document.addEventListener("live:changed", ({ detail }) => {
    if (detail.part) want(detail.part, detail.version);
    else for (const part of parts()) want(part.dataset.part);
    detail.within && !document.querySelector("[data-first]") ? goWithin(detail.within) : go();
  });

  const watches = ({ detail }) => detail.requestConfig.elt.matches("[data-part], [data-watch]");

  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const { status } = event.detail.xhr;
    const refused = REFUSED.includes(status) || event.detail.xhr.getResponseHeader("HX-Redirect");
    if (!refused || !watches(event)) return;
    event.preventDefault();
    document.dispatchEvent(new CustomEvent("live:refused"));
  });

  document.addEventListener(
    "htmx:beforeRequest",
    (event) => over && watches(event) && event.preventDefault(),
  );

  document.addEventListener("live:refused", () => {
    over = true;
    for (const note of document.querySelectorAll("[data-refused]")) note.hidden = false;
  });

  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const { part } = detail.requestConfig.elt.dataset;
    asked.delete(part);
    if (!part || detail.successful) return ask();
    want(part);
    setTimeout(ask, AGAIN);
  });

  // A select may keep the focus when its choice is made: it is in use from the first key or press to the choice.
  const choosing = ({ target }) => {
    if (target.matches?.("[data-part] select")) target.toggleAttribute("data-choosing", true);
  };
  for (const name of ["pointerdown", "keydown"]) document.addEventListener(name, choosing);
  for (const name of ["change", "focusout"])
    document.addEventListener(
      name,
      ({ target }) => target.removeAttribute?.("data-choosing"),
      true,
    );
  for (const name of ["focusout", "pointerup", "dragend", "change"])
    document.addEventListener(name, () => setTimeout(ask));
})();
