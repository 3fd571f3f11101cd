// Parts of a page that are asked for anew when live.js tells of a newer version. They stand anywhere:
// <section data-part="board" data-version="8" hx-get="…" hx-trigger="live" hx-swap="outerHTML">.
// A part in which somebody types, chooses, presses, drags or sends waits until they are done.
// Where rights have ended a part is refused, or shown the way to sign in: the page stays, says so
// ([data-refused]) and asks for nothing more. <section data-watch> is refused in the same way.
(() => {
  const TEXT_FIELD =
    ":is(textarea, input:not([type=checkbox], [type=radio], [type=button], [type=submit]))";
  // Not ":active" alone: after a drag what was around it stays active.
  const PRESSED = ":is(a, button, summary, label, input):active";
  const IN_USE = [
    `${TEXT_FIELD}:focus`,
    "select[data-choosing]",
    "[open] :focus",
    PRESSED,
    "[data-dragged]",
    ".htmx-request",
  ].join(", ");
  const RETRY_MS = 30_000;
  const REFUSED = [401, 403, 404];

  const newestVersions = new Map(); // name of a part → the version that is wanted
  const requestedVersions = new Map(); // name of a part → the version that is on its way
  let lastAskedAt = 0;
  let timer = 0;
  let refused = false;

  const parts = () => document.querySelectorAll("[data-part]");

  function want(name, version = Infinity) {
    newestVersions.set(name, Math.max(version, newestVersions.get(name) ?? 0));
  }

  function isOutdated(part) {
    const { part: name, version } = part.dataset;
    return !requestedVersions.has(name) && newestVersions.get(name) > Number(version);
  }

  function ask() {
    if (timer || refused) return;
    for (const part of parts()) {
      if (!isOutdated(part) || part.querySelector(IN_USE)) continue;
      const name = part.dataset.part;
      requestedVersions.set(name, newestVersions.get(name));
      newestVersions.delete(name);
      part.addEventListener("htmx:beforeSwap", hold);
      htmx.trigger(part, "live");
    }
  }

  function askNow() {
    clearTimeout(timer);
    timer = 0;
    lastAskedAt = Date.now();
    ask();
  }

  // A crowd asks once in so many milliseconds, each browser at a moment of its own.
  function askWithin(milliseconds) {
    if (timer) return;
    const untilNextTurn = lastAskedAt + milliseconds - Date.now();
    timer = setTimeout(askNow, Math.max(Math.random() * milliseconds, untilNextTurn));
  }

  // Somebody began to use the part meanwhile, or an answer to them has taken its place.
  function hold({ detail }) {
    const { elt: part } = detail.requestConfig;
    if (part !== this || (part.isConnected && !part.querySelector(IN_USE))) return;
    detail.shouldSwap = false;
    want(part.dataset.part, requestedVersions.get(part.dataset.part));
  }

  document.addEventListener("live:changed", ({ detail }) => {
    if (detail.part) want(detail.part, detail.version);
    else for (const part of parts()) want(part.dataset.part);

    const asksFirst = document.querySelector("[data-first]"); // <main data-first>
    if (detail.within && !asksFirst) askWithin(detail.within);
    else askNow();
  });

  const asksByItself = ({ detail }) =>
    detail.requestConfig.elt.matches("[data-part], [data-watch]");

  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const { xhr } = event.detail;
    const isRefusal = REFUSED.includes(xhr.status) || xhr.getResponseHeader("HX-Redirect");
    if (!isRefusal || !asksByItself(event)) return;
    event.preventDefault();
    document.dispatchEvent(new CustomEvent("live:refused"));
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (refused && asksByItself(event)) event.preventDefault();
  });

  document.addEventListener("live:refused", () => {
    refused = true;
    for (const note of document.querySelectorAll("[data-refused]")) note.hidden = false;
  });

  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const { part: name } = detail.requestConfig.elt.dataset;
    requestedVersions.delete(name);
    if (!name || detail.successful) {
      ask();
    } else {
      want(name);
      setTimeout(ask, RETRY_MS);
    }
  });

  // A select may keep the focus when its choice is made: it is in use from the first key or press
  // to the choice.
  function beginChoice({ target }) {
    if (target.matches?.("[data-part] select")) target.toggleAttribute("data-choosing", true);
  }

  function endChoice({ target }) {
    target.removeAttribute?.("data-choosing");
  }

  for (const name of ["pointerdown", "keydown"]) document.addEventListener(name, beginChoice);
  for (const name of ["change", "focusout"]) document.addEventListener(name, endChoice, true);
  for (const name of ["focusout", "pointerup", "dragend", "change"]) {
    document.addEventListener(name, () => setTimeout(ask));
  }
})();
