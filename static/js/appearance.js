// Paper or night sky: changes at once, and is stored with the account.
// <form method="post" action=… data-appearance><button name="appearance" value=…>
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-appearance]");
  if (!form) return;
  event.preventDefault();

  const root = document.documentElement;
  const shown =
    root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  root.dataset.theme = shown === "dark" ? "light" : "dark";

  const data = new FormData(form);
  data.set("appearance", root.dataset.theme);
  fetch(form.action, { method: "POST", body: data, keepalive: true }).catch(() => {});
});
