// Keeps what was typed until it is saved. <form data-draft="offer-7">; a form that goes on with
// what another one has sent, such as the choice between two values, forgets that one's draft: <form
// data-draft-of="offer-7">. Drafts belong to one account on this device and are forgotten at
// sign-out (<form data-forget-drafts>), as are queue.js' lines. What is anonymous or private is kept
// no longer than its tab is open, and without whose it is: <form data-draft="…" data-private>.
(() => {
  const person = document.body.dataset.person;
  const secret = (form) => form.hasAttribute("data-private");
  const store = (form) => (secret(form) ? sessionStorage : localStorage);
  const key = (form) =>
    `draft:${secret(form) ? "" : person}:${form.dataset.draft || form.dataset.draftOf}`;
  const sends = "form[data-draft], form[data-draft-of]";
  const ticks = (field) => ["checkbox", "radio"].includes(field.type);
  const fields = (form) =>
    [...form.elements].filter(
      (f) => f.name && !["hidden", "password", "file", "submit"].includes(f.type),
    );
  const refused = (form) => form?.querySelector("[aria-invalid], .note.bad");
  const find = (name) =>
    [...document.querySelectorAll("form[data-draft]")].find((form) => key(form) === name);

  function keep(form) {
    const kept = fields(form).map((f) => [f.name, f.value, ticks(f) ? f.checked : null]);
    store(form).setItem(key(form), JSON.stringify(kept));
  }

  // A form that came back with errors already holds what was typed.
  function restore(form) {
    if (refused(form)) return;
    for (const [name, value, checked] of JSON.parse(store(form).getItem(key(form)) || "[]")) {
      const field = fields(form).find(
        (f) => f.name === name && (checked === null || f.value === value),
      );
      if (field && checked !== null) field.checked = checked;
      else if (field) field.value = value;
    }
    if (store(form).getItem(key(form))) form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  const forget = (name) => [localStorage, sessionStorage].forEach((kept) => kept.removeItem(name));

  // What was sent with the last page has been saved if that led on to this one. An error stays where it is, and whoever
  // was signed out meanwhile signs in first.
  function forgetSent() {
    const sent = sessionStorage.getItem("sent");
    sessionStorage.removeItem("sent");
    const ledOn = performance.getEntriesByType("navigation")[0]?.redirectCount > 0;
    if (sent && person && ledOn && !refused(find(sent))) forget(sent);
  }

  const typedSince = (form, sent) => {
    const texts = fields(form).filter((field) => !ticks(field) && !field.disabled);
    return texts.some(({ name, value }) => value && value !== sent.get(name));
  };

  function forgetAll() {
    for (const kept of [localStorage, sessionStorage])
      for (const name of Object.keys(kept)) if (/^(draft|queue):/.test(name)) kept.removeItem(name);
  }

  document.addEventListener(
    "input",
    ({ target }) => target.form?.matches("[data-draft]") && keep(target.form),
  );
  document.addEventListener("submit", ({ target }) => {
    if (target.matches(sends)) sessionStorage.setItem("sent", key(target));
    if (target.matches("[data-forget-drafts]")) forgetAll();
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const { elt } = detail.requestConfig; // detail.elt is another one when the answer has replaced the form
    const saved =
      detail.xhr.status > 0 &&
      detail.xhr.status < 400 &&
      !detail.xhr.getResponseHeader("HX-Redirect");
    if (!saved || !elt.matches(sends)) return;
    if (typedSince(elt, detail.requestConfig.formData)) keep(elt);
    else forget(key(elt));
  });
  document.addEventListener("htmx:load", ({ detail: { elt } }) =>
    document
      .querySelectorAll("form[data-draft]")
      .forEach((form) => elt.contains(form) && restore(form)),
  );
  document.addEventListener("reset", ({ target }) => {
    if (target.matches("form[data-draft]")) forget(key(target));
  });

  // Kept by earlier versions.
  const PRIVATE = /^draft:[^:]*:(pulse|farewell|going-on|workshop-step)-/;
  for (const name of Object.keys(localStorage))
    if (PRIVATE.test(name)) localStorage.removeItem(name);

  forgetSent();
  document.querySelectorAll("form[data-draft]").forEach(restore);
})();
