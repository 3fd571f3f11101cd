// A list keeps the place it was scrolled to when a swap brings it anew. <ul id="people-7" data-scroll>
(() => {
  const places = new Map();
  const lists = (root) => root?.querySelectorAll?.("[data-scroll]") ?? [];

  document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
    for (const list of lists(detail.target)) places.set(list.id, list.scrollTop);
  });
  document.addEventListener("htmx:oobAfterSwap", () => {
    for (const list of lists(document))
      if (places.has(list.id)) list.scrollTop = places.get(list.id);
    places.clear();
  });
})();
