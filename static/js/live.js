// The stream that tells what others change. <main data-live="URL of the view that gives out
// tickets">; one a tab, none while the tab is hidden. Tells parts.js by "live:changed": a part and
// its version, or nothing at all: any of them may be old. That is after every gap, and every 30
// seconds while no stream works. _live.html says how it stands. 410 for a ticket ends it; 401, 403,
// 404 or a way to sign in, for a ticket or a part (parts.js), is told by "live:refused" and ends it
// too.
(() => {
  const EVERY = 30_000,
    DEAD = 70_000,
    REFUSED = [401, 403, 404];
  const root = document.querySelector("[data-live]");
  let stream = null,
    state = "",
    misses = 0,
    heard = 0;
  if (!root) return;

  const close = () => (stream = stream?.close() ?? null);
  const tell = (detail = {}) => document.dispatchEvent(new CustomEvent("live:changed", { detail }));

  function show(now) {
    state = now;
    for (const place of document.querySelectorAll("[data-live-state]")) {
      place.classList.toggle("off", now !== "on");
      for (const word of place.querySelectorAll("[data-when]"))
        word.hidden = word.dataset.when !== now;
      place.hidden = false;
    }
  }

  // A stream ends every quarter of an hour: it is off only when coming back fails too.
  function lost() {
    close();
    if (state === "over") return;
    if (misses++) show("off");
    setTimeout(open, Math.min(1000 * 2 ** misses, EVERY) * Math.random());
  }

  async function open() {
    if (stream || document.hidden || state === "over") return;
    const mine = (stream = { close() {} });
    const answer = await fetch(root.dataset.live, { redirect: "manual" }).catch(() => ({}));
    const url = answer.ok && (await answer.json().catch(() => ({}))).url;
    if (stream !== mine) return;
    if (answer.status === 410) show("over");
    else if (answer.type === "opaqueredirect" || REFUSED.includes(answer.status))
      document.dispatchEvent(new CustomEvent("live:refused"));
    else if (url) follow(new EventSource(url));
    else lost();
  }

  function follow(source) {
    const heal = () => ((misses = 0), show("on"), tell());
    const told = {
      heal,
      away: () => show("off"),
      changed: (data) => tell(JSON.parse(data)),
      beat() {},
    };
    for (const [name, act] of Object.entries(told))
      source.addEventListener(name, ({ data }) => ((heard = Date.now()), act(data)));
    source.onerror = lost;
    stream = source;
    heard = Date.now();
  }

  setInterval(() => {
    if (stream && state === "on" && Date.now() - heard > DEAD) lost();
    if (!document.hidden && !["on", "over"].includes(state)) tell();
  }, EVERY);
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  document.addEventListener("live:refused", () => (close(), show("over")));
  window.addEventListener("offline", lost);
  window.addEventListener("online", open);
  // Not before the parts and htmx listen: what is told earlier is lost, and a part waits for its answer for ever.
  if (document.readyState === "complete") open();
  else window.addEventListener("load", open);
})();
