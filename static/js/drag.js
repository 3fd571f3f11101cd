// Drags a row to another column: its own select is set and posts itself, as by keyboard.
// <li draggable="true" data-drag> around one select; a column <section data-drop="value of its option">.
// While something is dragged, <… hx-trigger="every 20s" data-watch> waits, so that no swap takes it away.
(() => {
  let dragged = null;
  const columnUnder = ({ target }) => dragged && target.closest?.("[data-drop]");

  function mark(chosen) {
    for (const column of document.querySelectorAll("[data-drop]")) {
      column.toggleAttribute("data-over", column === chosen);
    }
  }

  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-drag]");
    if (!dragged) return;
    dragged.setAttribute("data-dragged", "");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
  });

  document.addEventListener("dragover", (event) => {
    const column = columnUnder(event);
    if (dragged) mark(column);
    if (column) event.preventDefault();
  });

  document.addEventListener("drop", (event) => {
    const column = columnUnder(event);
    if (!column) return;
    event.preventDefault();
    const select = dragged.querySelector("select");
    if (select.value === column.dataset.drop) return;
    select.value = column.dataset.drop;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });

  document.addEventListener("dragend", () => {
    dragged?.removeAttribute("data-dragged");
    dragged = null;
    mark(null);
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (dragged && event.target.matches("[data-watch]")) event.preventDefault();
  });
})();
