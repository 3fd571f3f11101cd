// Copies a link or a text. <button data-copy="text"> or <a href=… data-copy>
document.addEventListener("click", async (event) => {
  const source = event.target.closest("[data-copy]");
  if (!source) return;
  event.preventDefault();

  try {
    await navigator.clipboard.writeText(source.dataset.copy || source.href);
    const toasts = document.getElementById("toasts");
    document.dispatchEvent(new CustomEvent("toast", { detail: toasts.dataset.copied }));
  } catch {
    window.prompt("", source.dataset.copy || source.href);
  }
});
