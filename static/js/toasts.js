// Toasts leave after six seconds, unless they hold an error or a choice ([data-stays], a .btn of its own).
// Scripts raise one by document.dispatchEvent(new CustomEvent("toast", { detail: "Copied" })).
(() => {
  const SECONDS = 6;
  const region = document.getElementById("toasts");
  if (!region) return;

  const leaves = (toast) =>
    !toast.matches("[data-stays]") && !toast.querySelector(".btn:not([data-toast-close])");

  function time(toast) {
    if (toast.matches?.(".toast") && leaves(toast)) setTimeout(() => leave(toast), SECONDS * 1000);
  }

  // Somebody who reads or is about to press it gets another six seconds.
  function leave(toast) {
    if (toast.matches(":hover, :focus-within")) setTimeout(() => leave(toast), SECONDS * 1000);
    else toast.remove();
  }

  function raise(text, stays) {
    const toast = document.getElementById("toast").content.firstElementChild.cloneNode(true);
    toast.toggleAttribute("data-stays", stays);
    toast.querySelector("span").textContent = text;
    region.append(toast);
  }

  new MutationObserver((changes) => changes.forEach((c) => c.addedNodes.forEach(time))).observe(
    region,
    { childList: true },
  );
  region.querySelectorAll(".toast").forEach(time);

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-toast-close]")) event.target.closest(".toast").remove();
  });
  document.addEventListener("toast", (event) => raise(event.detail, false));
  // A live part asks again by itself, and a queued line waits for the connection.
  const alone = ({ type, detail }) =>
    detail?.requestConfig?.elt.matches(
      type === "htmx:responseError" ? "[data-part]" : "[data-part], [data-queued]",
    );
  // An answer in plain text is a sentence for whoever reads (pages/errors.py).
  const words = ({ detail }) => {
    const isSentence = detail?.xhr?.getResponseHeader("Content-Type")?.startsWith("text/plain");
    return isSentence ? detail.xhr.responseText : region.dataset.broken;
  };
  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"])
    document.addEventListener(name, (event) => alone(event) || raise(words(event), true));
})();
