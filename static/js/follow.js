// Goes along when a live room has moved on: <a href="…" data-follow> that a swap brings. Whoever
// types stays, and goes by the link; whoever has just sent a form is on the way already.
(() => {
  const FIELDS = "main :is(textarea, input:not([type=hidden], [type=checkbox], [type=radio]))";
  const LEAVING_MS = 5000;
  let leftAt = -LEAVING_MS;

  const isTyping = () =>
    [...document.querySelectorAll(FIELDS)].some((field) => field.value !== field.defaultValue);

  function follow() {
    const link = document.querySelector("a[data-follow]");
    if (performance.now() - leftAt < LEAVING_MS) setTimeout(follow, LEAVING_MS);
    else if (link && !isTyping()) location.assign(link.href);
  }

  window.addEventListener("beforeunload", () => {
    leftAt = performance.now();
  });
  document.addEventListener("htmx:afterSettle", follow);
})();
