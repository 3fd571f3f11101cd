// Toasts leave after six seconds, unless they hold an error or a choice ([data-stays], a .btn of
// its own).
// Scripts raise one by document.dispatchEvent(new CustomEvent("toast", { detail: "Copied" })).
(() => {
  const SHOWN_MS = 6000;
  const region = document.getElementById("toasts");
  if (!region) return;

  const leavesByItself = (toast) =>
    !toast.matches("[data-stays]") && !toast.querySelector(".btn:not([data-toast-close])");

  function startTimer(node) {
    const isToast = node.matches?.(".toast");
    if (isToast && leavesByItself(node)) setTimeout(() => leave(node), SHOWN_MS);
  }

  // Somebody who reads or is about to press it gets another six seconds.
  function leave(toast) {
    if (toast.matches(":hover, :focus-within")) setTimeout(() => leave(toast), SHOWN_MS);
    else toast.remove();
  }

  function raise(text, stays) {
    const toast = document.getElementById("toast").content.firstElementChild.cloneNode(true);
    toast.toggleAttribute("data-stays", stays);
    toast.querySelector("span").textContent = text;
    region.append(toast);
  }

  const observer = new MutationObserver((changes) => {
    for (const { addedNodes } of changes) addedNodes.forEach(startTimer);
  });
  observer.observe(region, { childList: true });
  region.querySelectorAll(".toast").forEach(startTimer);

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-toast-close]")) event.target.closest(".toast").remove();
  });
  document.addEventListener("toast", (event) => raise(event.detail, false));

  // A live part asks again by itself, and a queued line waits for the connection.
  function triesAgainByItself({ type, detail }) {
    const selector = type === "htmx:responseError" ? "[data-part]" : "[data-part], [data-queued]";
    return detail?.requestConfig?.elt.matches(selector);
  }

  // An answer in plain text is a sentence for whoever reads (pages/errors.py).
  function errorText({ detail }) {
    const isSentence = detail?.xhr?.getResponseHeader("Content-Type")?.startsWith("text/plain");
    return isSentence ? detail.xhr.responseText : region.dataset.broken;
  }

  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => {
      if (!triesAgainByItself(event)) raise(errorText(event), true);
    });
  }
})();
