// Keeps what was typed until it is saved. <form data-draft="offer-7">
// Drafts belong to one account on this device and are forgotten at sign-out (<form data-forget-drafts>), as are queue.js' lines.
(() => {
  const person = document.body.dataset.person;
  const key = (form) => `draft:${person}:${form.dataset.draft}`;
  const ticks = (field) => ["checkbox", "radio"].includes(field.type);
  const fields = (form) =>
    [...form.elements].filter((f) => f.name && !["hidden", "password", "file", "submit"].includes(f.type));
  const refused = (form) => form?.querySelector("[aria-invalid], .note.bad");
  const find = (name) => [...document.querySelectorAll("form[data-draft]")].find((form) => key(form) === name);

  function keep(form) {
    const kept = fields(form).map((f) => [f.name, f.value, ticks(f) ? f.checked : null]);
    localStorage.setItem(key(form), JSON.stringify(kept));
  }

  // A form that came back with errors already holds what was typed.
  function restore(form) {
    if (refused(form)) return;
    for (const [name, value, checked] of JSON.parse(localStorage.getItem(key(form)) || "[]")) {
      const field = fields(form).find((f) => f.name === name && (checked === null || f.value === value));
      if (field && checked !== null) field.checked = checked;
      else if (field) field.value = value;
    }
  }

  // What was sent with the last page has been saved, unless this page says otherwise.
  function forgetSent() {
    const sent = sessionStorage.getItem("sent");
    sessionStorage.removeItem("sent");
    if (sent && !refused(find(sent))) localStorage.removeItem(sent);
  }

  function forgetAll() {
    Object.keys(localStorage).filter((name) => /^(draft|queue):/.test(name)).forEach((name) => localStorage.removeItem(name));
  }

  document.addEventListener("input", ({ target }) => target.form?.matches("[data-draft]") && keep(target.form));
  document.addEventListener("submit", ({ target }) => {
    if (target.matches("[data-draft]")) sessionStorage.setItem("sent", key(target));
    if (target.matches("[data-forget-drafts]")) forgetAll();
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.elt.matches("form[data-draft]") && detail.successful) localStorage.removeItem(key(detail.elt));
  });
  document.addEventListener("htmx:load", ({ detail }) => detail.elt.querySelectorAll?.("form[data-draft]").forEach(restore));

  forgetSent();
  document.querySelectorAll("form[data-draft]").forEach(restore);
})();
