// What somebody types while an answer is on its way stays when the answer brings the field anew. A
// field counts as typed in when it holds something else than was sent, or, where nothing was sent,
// than the page had put there.
(() => {
  const OTHERS = "[type=hidden], [type=radio], [type=checkbox], [type=file], [type=password]";
  const TYPED = `textarea[id], input[id]:not(${OTHERS})`;
  const sent = new WeakMap(); // form → what of it went out last
  const kept = new Map(); // id of a field → its text and cursor

  const before = (field) => sent.get(field.form)?.get(field.name) ?? field.defaultValue;

  function keep(target) {
    for (const field of target.querySelectorAll(TYPED))
      if (field.value !== before(field)) kept.set(field.id, field);
  }

  function giveBack() {
    for (const [id, { value, selectionStart, selectionEnd }] of kept) {
      const field = document.getElementById(id);
      if (!field?.matches(TYPED) || field.value === value) continue;
      field.value = value;
      if (field === document.activeElement && selectionStart !== null)
        field.setSelectionRange(selectionStart, selectionEnd);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    kept.clear();
  }

  document.addEventListener("htmx:beforeRequest", ({ detail: { requestConfig } }) => {
    const form = requestConfig.elt.closest("form");
    if (form) sent.set(form, requestConfig.formData);
  });
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.shouldSwap) keep(detail.target);
  });
  document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => keep(detail.target));
  document.addEventListener("htmx:afterSwap", giveBack);
  document.addEventListener("htmx:oobAfterSwap", giveBack);
})();
