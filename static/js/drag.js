// Drags a row to another column: its own select is set and posts itself, as by keyboard.
// <li draggable="true" data-drag> around one select; a column <section data-drop="value of its option">.
// While something is dragged, <… hx-trigger="every 20s" data-watch> waits, so that no swap takes it away.
(() => {
  let dragged = null;
  const columns = () => document.querySelectorAll("[data-drop]");
  const column = ({ target }) => dragged && target.closest?.("[data-drop]");
  const mark = (over) =>
    columns().forEach((each) => each.toggleAttribute("data-over", each === over));

  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-drag]");
    if (!dragged) return;
    dragged.setAttribute("data-dragged", "");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
  });

  document.addEventListener("dragover", (event) => {
    const over = column(event);
    if (dragged) mark(over);
    if (over) event.preventDefault();
  });

  document.addEventListener("drop", (event) => {
    const over = column(event);
    if (!over) return;
    event.preventDefault();
    const select = dragged.querySelector("select");
    if (select.value === over.dataset.drop) return;
    select.value = over.dataset.drop;
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
