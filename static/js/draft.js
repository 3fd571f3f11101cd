// Keeps what was typed until it is saved. <form data-draft="offer-7">; a form that goes on with
// what another one has sent, such as the choice between two values, forgets that one's draft:
// <form data-draft-of="offer-7">. Drafts belong to one account on this device and are forgotten at
// sign-out (<form data-forget-drafts>), as are queue.js' lines. What is anonymous or private is kept
// no longer than its tab is open, and without whose it is: <form data-draft="…" data-private>.
(() => {
  const person = document.body.dataset.person;
  const WITH_DRAFT = "form[data-draft]";
  const SENDS_DRAFT = "form[data-draft], form[data-draft-of]";
  const NOT_TYPED = ["hidden", "password", "file", "submit"];

  const isPrivate = (form) => form.hasAttribute("data-private");
  const isRefused = (form) => form?.querySelector("[aria-invalid], .note.bad");
  const isTicked = (field) => ["checkbox", "radio"].includes(field.type);
  const storageOf = (form) => (isPrivate(form) ? sessionStorage : localStorage);

  function keyOf(form) {
    const owner = isPrivate(form) ? "" : person;
    return `draft:${owner}:${form.dataset.draft || form.dataset.draftOf}`;
  }

  function fieldsOf(form) {
    return [...form.elements].filter((field) => field.name && !NOT_TYPED.includes(field.type));
  }

  function formWithKey(key) {
    return [...document.querySelectorAll(WITH_DRAFT)].find((form) => keyOf(form) === key);
  }

  function keep(form) {
    const values = fieldsOf(form).map((field) => [
      field.name,
      field.value,
      isTicked(field) ? field.checked : null,
    ]);
    storageOf(form).setItem(keyOf(form), JSON.stringify(values));
  }

  // A form that came back with errors already holds what was typed.
  function restore(form) {
    if (isRefused(form)) return;
    const draft = storageOf(form).getItem(keyOf(form));
    if (!draft) return;
    for (const [name, value, checked] of JSON.parse(draft)) {
      const isOfName = (field) =>
        field.name === name && (checked === null || field.value === value);
      const field = fieldsOf(form).find(isOfName);
      if (field && checked !== null) field.checked = checked;
      else if (field) field.value = value;
    }
    form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function forget(key) {
    localStorage.removeItem(key);
    sessionStorage.removeItem(key);
  }

  // What was sent with the last page has been saved if that led on to this one. An error stays
  // where it is, and whoever was signed out meanwhile signs in first.
  function forgetSent() {
    const key = sessionStorage.getItem("sent");
    sessionStorage.removeItem("sent");
    const ledOn = performance.getEntriesByType("navigation")[0]?.redirectCount > 0;
    if (key && person && ledOn && !isRefused(formWithKey(key))) forget(key);
  }

  function forgetAll() {
    for (const storage of [localStorage, sessionStorage]) {
      for (const key of Object.keys(storage)) {
        if (/^(draft|queue):/.test(key)) storage.removeItem(key);
      }
    }
  }

  function typedSince(form, sent) {
    const texts = fieldsOf(form).filter((field) => !isTicked(field) && !field.disabled);
    return texts.some(({ name, value }) => value && value !== sent.get(name));
  }

  document.addEventListener("input", ({ target }) => {
    if (target.form?.matches("[data-draft]")) keep(target.form);
  });
  document.addEventListener("submit", ({ target }) => {
    if (target.matches(SENDS_DRAFT)) sessionStorage.setItem("sent", keyOf(target));
    if (target.matches("[data-forget-drafts]")) forgetAll();
  });
  document.addEventListener("htmx:afterRequest", ({ detail: { requestConfig, xhr } }) => {
    const { elt: form, formData } = requestConfig; // detail.elt: another one once the form is replaced
    const isAnswered = xhr.status > 0 && xhr.status < 400;
    if (!isAnswered || xhr.getResponseHeader("HX-Redirect") || !form.matches(SENDS_DRAFT)) return;
    if (typedSince(form, formData)) keep(form);
    else forget(keyOf(form));
  });
  document.addEventListener("htmx:load", ({ detail }) => {
    for (const form of document.querySelectorAll(WITH_DRAFT)) {
      if (detail.elt.contains(form)) restore(form);
    }
  });
  document.addEventListener("reset", ({ target }) => {
    if (target.matches(WITH_DRAFT)) forget(keyOf(target));
  });

  // Kept by earlier versions.
  const PRIVATE = /^draft:[^:]*:(pulse|farewell|going-on|workshop-step)-/;
  for (const key of Object.keys(localStorage)) {
    if (PRIVATE.test(key)) localStorage.removeItem(key);
  }

  forgetSent();
  document.querySelectorAll(WITH_DRAFT).forEach(restore);
})();
