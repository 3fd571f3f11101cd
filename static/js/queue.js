// Lines typed in a live room: none is lost with the connection, none arrives twice. <form data-queued hx-post="…"> with _queued.html.
// Each line has a fresh UUID in the field "key", and keeps it when it is sent again. The view stores the key under a unique constraint
// and answers one that it knows as it did at first, doing nothing. 2xx: taken, the form is emptied. No answer, 502–504 or the way to
// sign in: it waits on this device, for this person, until sign-out (draft.js). Else: refused; what had waited goes back to its field.
(() => {
  const mine = `queue:${document.body.dataset.person}:`, sending = new Set();
  const waits = (status, redirect) => [0, 502, 503, 504].includes(status) || redirect !== null;
  const field = (form) => form.querySelector("textarea, input:not([type=hidden], [type=radio], [type=checkbox])");
  const forms = (url) => [...document.querySelectorAll("form[data-queued]")].filter((form) => form.getAttribute("hx-post") === url);
  const lines = () => Object.keys(localStorage).filter((name) => name.startsWith(mine) && !sending.has(name.slice(mine.length)))
    .map((name) => JSON.parse(localStorage.getItem(name))).sort((a, b) => a.at - b.at);
  const uuid = () => "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) => // crypto.randomUUID wants https
    (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));

  function draw() {
    for (const place of document.querySelectorAll("form[data-queued] [data-waiting]")) {
      const texts = lines().filter(({ url }) => forms(url).includes(place.closest("form"))).map(({ text }) => text);
      place.textContent = texts.length ? `${place.dataset.waiting} ${texts.join(" · ")}` : "";
    }
  }

  async function send({ key, url, text, fields }) {
    const headers = { ...JSON.parse(document.body.getAttribute("hx-headers")), "HX-Request": "true" };
    const answer = await fetch(url, { method: "POST", headers, body: new URLSearchParams(fields), redirect: "manual" });
    if (waits(answer.status, answer.headers.get("HX-Redirect"))) throw new Error("later");
    const form = forms(url).find((other) => !field(other).value);
    if (answer.ok) document.dispatchEvent(new CustomEvent("live:changed", { detail: {} })); // to see what it brought
    else if (form) field(form).value = text;
    if (form || answer.ok) localStorage.removeItem(mine + key);
  }

  async function flush() {
    for (const line of sending.size ? [] : lines()) {
      sending.add(line.key);
      await send(line).catch(() => null);
      sending.delete(line.key);
    }
    draw();
  }

  document.addEventListener("htmx:configRequest", ({ detail: { elt, formData, path: url } }) => {
    if (!elt.matches("form[data-queued]")) return;
    const line = { key: uuid(), url, text: field(elt).value, at: Date.now() };
    formData.delete("csrfmiddlewaretoken"); // it goes with the header of the day
    formData.set("key", line.key);
    localStorage.setItem(mine + line.key, JSON.stringify({ ...line, fields: [...formData] }));
    sending.add(line.key);
  });
  document.addEventListener("htmx:afterRequest", ({ detail: { requestConfig: { elt, formData }, xhr, successful } }) => {
    if (!elt.matches("form[data-queued]")) return successful && flush();
    sending.delete(formData.get("key"));
    const stays = waits(xhr.status, xhr.getResponseHeader("HX-Redirect"));
    if (!stays) localStorage.removeItem(mine + formData.get("key"));
    if (stays || successful) elt.reset();
    successful ? flush() : draw();
  });
  document.addEventListener("htmx:afterSettle", draw);
  setInterval(flush, 10_000) && flush();
})();
