// Asks the device for a passkey and sends what it answers.
// <form data-passkey="create | get" data-options="…json…" (or data-options-url) data-failed="…" data-unknown="…">
//   <input type="hidden" name="credential"> <p data-passkey-problem role="alert" hidden></p> <button data-passkey-ask>
(() => {
  const supported = Boolean(window.PublicKeyCredential && window.webauthnJSON);

  async function options(form) {
    if (form.dataset.options) return JSON.parse(form.dataset.options);
    const answer = await fetch(form.dataset.optionsUrl, {
      headers: { Accept: "application/json" },
    });
    if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
    return (await answer.json()).request_options;
  }

  async function ask(form) {
    const wanted = await options(form);
    if (form.dataset.passkey === "get") return window.webauthnJSON.get(wanted);
    // A passkey that names its owner itself, so that signing in needs no e-mail first.
    wanted.publicKey.authenticatorSelection = {
      ...wanted.publicKey.authenticatorSelection,
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    };
    return window.webauthnJSON.create(wanted);
  }

  // An empty JSON field of the server's says "null".
  function answered(form) {
    return !["", "null"].includes(form.elements.credential.value);
  }

  function say(form, sentence) {
    const place = form.querySelector("[data-passkey-problem]");
    place.hidden = !sentence;
    place.textContent = sentence;
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-passkey]");
    if (!form || answered(form)) return;
    event.preventDefault();
    say(form, "");
    if (!supported) return say(form, form.dataset.unknown);

    try {
      form.elements.credential.value = JSON.stringify(await ask(form));
    } catch (problem) {
      return say(
        form,
        problem.name === "SecurityError" ? form.dataset.unknown : form.dataset.failed,
      );
    }
    form.submit();
  });
})();
