// The stream that tells what others change.
// <main data-live="URL of the view that gives out tickets">: one stream a tab, none while it is hidden.
// Tells parts.js by "live:changed": a part and its version, or nothing at all when any of them may be
// old. That is after every gap, and every 30 seconds while no stream works. _live.html says how it
// stands. 410 for a ticket ends it. 401, 403, 404 or a way to sign in, for a ticket or a part
// (parts.js), is told by "live:refused" and ends it too.
(() => {
  const RETRY_MS = 30_000;
  const SILENCE_MS = 70_000;
  const REFUSED = [401, 403, 404];

  const root = document.querySelector("[data-live]");
  if (!root) return;

  let stream = null;
  let state = ""; // "on", "off" or "over", as data-when spells it
  let failures = 0;
  let lastHeardAt = 0;

  function close() {
    stream?.close();
    stream = null;
  }

  function announce(change = {}) {
    document.dispatchEvent(new CustomEvent("live:changed", { detail: change }));
  }

  function show(newState) {
    state = newState;
    for (const indicator of document.querySelectorAll("[data-live-state]")) {
      indicator.classList.toggle("off", state !== "on");
      for (const text of indicator.querySelectorAll("[data-when]")) {
        text.hidden = text.dataset.when !== state;
      }
      indicator.hidden = false;
    }
  }

  // A stream ends every quarter of an hour: it is off only when coming back fails too.
  function reconnect() {
    close();
    if (state === "over") return;
    if (failures > 0) show("off");
    failures += 1;
    setTimeout(open, Math.min(1000 * 2 ** failures, RETRY_MS) * Math.random());
  }

  async function open() {
    if (stream || document.hidden || state === "over") return;
    // Stands for the stream until there is one, so that a second call leaves it alone.
    const placeholder = { close() {} };
    stream = placeholder;
    const answer = await fetch(root.dataset.live, { redirect: "manual" }).catch(() => ({}));
    const ticket = answer.ok ? await answer.json().catch(() => ({})) : {};
    if (stream !== placeholder) return;

    if (answer.status === 410) show("over");
    else if (answer.type === "opaqueredirect" || REFUSED.includes(answer.status))
      document.dispatchEvent(new CustomEvent("live:refused"));
    else if (ticket.url) follow(new EventSource(ticket.url));
    else reconnect();
  }

  function follow(source) {
    const handlers = {
      heal() {
        failures = 0;
        show("on");
        announce();
      },
      away() {
        show("off");
      },
      changed(data) {
        announce(JSON.parse(data));
      },
      beat() {},
    };
    for (const [name, handle] of Object.entries(handlers)) {
      source.addEventListener(name, ({ data }) => {
        lastHeardAt = Date.now();
        handle(data);
      });
    }
    source.onerror = reconnect;
    stream = source;
    lastHeardAt = Date.now();
  }

  setInterval(() => {
    if (stream && state === "on" && Date.now() - lastHeardAt > SILENCE_MS) reconnect();
    if (!document.hidden && !["on", "over"].includes(state)) announce();
  }, RETRY_MS);

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) close();
    else open();
  });
  document.addEventListener("live:refused", () => {
    close();
    show("over");
  });
  window.addEventListener("offline", reconnect);
  window.addEventListener("online", open);

  // Not before the parts and htmx listen: what is told earlier is lost, and a part waits for its
  // answer for ever.
  if (document.readyState === "complete") open();
  else window.addEventListener("load", open);
})();
