// Goes along when a live room has moved on: <a href="…" data-follow> that a swap brings. Whoever
// types stays, and goes by the link; whoever has just sent a form is on the way already.
(() => {
  const FIELDS = "main :is(textarea, input:not([type=hidden], [type=checkbox], [type=radio]))";
  const typed = (field) => field.value !== field.defaultValue;
  const ON_THE_WAY = 5000;
  let left = -ON_THE_WAY;

  function follow() {
    const link = document.querySelector("a[data-follow]");
    if (performance.now() - left < ON_THE_WAY) setTimeout(follow, ON_THE_WAY);
    else if (link && ![...document.querySelectorAll(FIELDS)].some(typed))
      location.assign(link.href);
  }

  window.addEventListener("beforeunload", () => (left = performance.now()));
  document.addEventListener("htmx:afterSettle", follow);
})();
