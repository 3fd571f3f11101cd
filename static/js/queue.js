// Lines typed in a live room: none is lost with the connection, none arrives twice. <form
// data-queued hx-post="…"> with _queued.html. A line leaves its field when it is sent, so that the
// next one can be typed at once; lines go one after the other. Each has a fresh UUID in the field
// "key", and keeps it when it is sent again. The view stores the key under a unique constraint and
// answers one that it knows as it did at first, doing nothing. 2xx: taken. No answer, 429, 502–504
// or the way to sign in: it waits on this device, for this person, until sign-out (draft.js). Else:
// refused, and back in its field.
(() => {
  const STORE = `queue:${document.body.dataset.person}:`;
  const TRY_AGAIN = 10_000;
  const NO_ANSWER_YET = [0, 429, 502, 503, 504];
  const TYPED = "textarea, input:not([type=hidden], [type=radio], [type=checkbox])";
  const unsent = new Set(); // keys of lines whose first answer is to come: nobody hears that they wait
  const answers = new WeakMap(); // form → its last XMLHttpRequest
  let busy = false;

  const fieldOf = (form) => form.querySelector(TYPED);
  const formOf = ({ field, url }) =>
    [...document.querySelectorAll("form[data-queued]")].find(
      (form) => form.getAttribute("hx-post") === url && fieldOf(form).id === field,
    );
  const random = () => crypto.getRandomValues(new Uint8Array(1))[0];
  const uuid = () =>
    // crypto.randomUUID wants https
    "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
      (digit ^ (random() & (15 >> (digit / 4)))).toString(16),
    );

  const store = (line) => localStorage.setItem(STORE + line.key, JSON.stringify(line));
  const forget = ({ key }) => localStorage.removeItem(STORE + key);
  function lines() {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(STORE));
    const all = names.map((name) => JSON.parse(localStorage.getItem(name)));
    return all.sort((one, other) => one.at - other.at);
  }

  function draw() {
    const waiting = lines().filter(({ key }) => !unsent.has(key));
    for (const place of document.querySelectorAll("form[data-queued] [data-waiting]")) {
      const own = waiting.filter((line) => formOf(line) === place.closest("form"));
      const texts = own.map(({ text }) => text);
      place.textContent = texts.length ? `${place.dataset.waiting} ${texts.join(" · ")}` : "";
    }
  }

  // The line leaves its field. "input" tells draft.js that the field is empty now.
  function take(form) {
    const field = fieldOf(form);
    const fields = new FormData(form);
    const url = form.getAttribute("hx-post");
    const line = { key: uuid(), url, field: field.id, text: field.value, at: Date.now() };
    fields.delete("csrfmiddlewaretoken"); // it goes with the header of the day
    fields.set("key", line.key);
    unsent.add(line.key);
    store({ ...line, fields: [...fields] });
    field.value = "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // What was refused stands before what has been typed since. The answer may have put it there.
  function giveBack(line) {
    const field = formOf(line) && fieldOf(formOf(line));
    if (!field) return;
    if (!field.value.startsWith(line.text))
      field.value = [line.text, field.value].filter(Boolean).join(" ");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    forget(line);
  }

  async function throughItsForm(form, { url, fields }) {
    const values = new FormData();
    for (const [name, value] of fields) values.append(name, value);
    answers.delete(form);
    await htmx.ajax("POST", url, { source: form, values }).catch(() => null); // without a connection
    const answer = answers.get(form);
    const redirect = answer?.getResponseHeader("HX-Redirect") ?? null;
    return { status: answer?.status ?? 0, redirect };
  }

  // A line that waited for the connection, perhaps since another page.
  async function byItself({ url, fields }) {
    const token = JSON.parse(document.body.getAttribute("hx-headers"));
    const headers = { ...token, "HX-Request": "true" };
    const body = new URLSearchParams(fields);
    const request = { method: "POST", headers, body, redirect: "manual" };
    const answer = await fetch(url, request).catch(() => null);
    if (answer?.ok) document.dispatchEvent(new CustomEvent("live:changed", { detail: {} })); // show what it brought
    return { status: answer?.status ?? 0, redirect: answer?.headers.get("HX-Redirect") ?? null };
  }

  // Says whether there is a connection for the next one.
  async function send(line) {
    const form = unsent.has(line.key) && formOf(line);
    const { status, redirect } = await (form ? throughItsForm(form, line) : byItself(line));
    unsent.delete(line.key);
    if (NO_ANSWER_YET.includes(status) || redirect !== null) return false;
    if (status >= 200 && status < 300) forget(line);
    else giveBack(line);
    return true;
  }

  async function flush() {
    if (busy) return;
    busy = true;
    const tried = new Set();
    const next = () => lines().find(({ key }) => !tried.has(key));
    for (let line = next(); line; line = next()) {
      tried.add(line.key);
      if (!(await send(line))) break;
    }
    unsent.clear();
    busy = false;
    draw();
  }

  // What htmx would send waits for its turn here; what this script sends goes its way.
  document.addEventListener("htmx:confirm", (event) => {
    const { elt: form, etc } = event.detail;
    const empty = () => !fieldOf(form).value.trim();
    if (!form.matches("form[data-queued]") || etc.values || (empty() && !busy)) return;
    event.preventDefault();
    if (!empty()) take(form);
    flush();
  });
  document.addEventListener("htmx:afterRequest", ({ detail: { requestConfig, xhr } }) =>
    answers.set(requestConfig.elt, xhr),
  );
  document.addEventListener("htmx:afterSettle", draw);
  setInterval(flush, TRY_AGAIN);
  flush();
})();
