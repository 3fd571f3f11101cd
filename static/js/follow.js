// Goes along when a live room has moved on: <a href="…" data-follow> that a swap brings. Whoever types stays, and goes by the link.
(() => {
  const FIELDS = "main :is(textarea, input:not([type=hidden], [type=checkbox], [type=radio]))";
  const typed = (field) => field.value !== field.defaultValue;

  function follow() {
    const link = document.querySelector("a[data-follow]");
    if (link && ![...document.querySelectorAll(FIELDS)].some(typed)) location.assign(link.href);
  }

  document.addEventListener("htmx:afterSettle", follow);
})();
