// Counts to data-ends-at. The server's clock rules: data-now tells how far this device is off. <div
// data-clock data-ends-at=ISO data-now=ISO data-length=SECONDS> around the drawn clock; see
// charts/_clock.html. At five, two and no minutes it is spoken once in <p role="status" data-clock-said>,
// which no swap replaces; sound.js hears "clock:passed".
(() => {
  const LAST = 120,
    FIVE = 300;
  const NEARER = ["", "five", "last", "over"];
  const offsets = new WeakMap();
  let reached = null;

  const state = (left) => (left < 0 ? "over" : left <= LAST ? "last" : "on");
  const words = (left) => (left < 0 ? "over" : left <= LAST ? "last" : left <= FIVE ? "five" : "");

  function face(left) {
    const seconds = Math.abs(left);
    const minutes = Math.floor(seconds / 60);
    return `${left < 0 ? "+" : ""}${minutes}:${String(seconds % 60).padStart(2, "0")}`;
  }

  function left(clock) {
    if (!clock.dataset.endsAt) return null;
    if (!offsets.has(clock)) offsets.set(clock, Date.parse(clock.dataset.now) - Date.now());
    return Math.floor((Date.parse(clock.dataset.endsAt) - Date.now() - offsets.get(clock)) / 1000);
  }

  function draw(clock) {
    const seconds = left(clock);
    if (seconds === null) return;
    const share = Math.min(Math.max(seconds / Number(clock.dataset.length), 0), 1);
    for (const arc of clock.querySelectorAll(".arc"))
      arc.setAttribute("stroke-dasharray", `${100 * share} 100`);
    clock.querySelector(".bead").parentElement.setAttribute("transform", `rotate(${-360 * share})`);
    clock.querySelector(".clock").textContent = face(seconds);
    clock.querySelector(".timer").dataset.state = state(seconds);
    say(clock.querySelector(".clock-words"), words(seconds));
  }

  function say(place, word) {
    const text = word ? place.dataset[word] : "";
    if (place.textContent.trim() !== text) place.textContent = text;
    pass(word, text);
  }

  // More time or another team says nothing; neither does a page that is opened late.
  function pass(word, text) {
    const now = NEARER.indexOf(word),
      nearer = reached !== null && now > reached;
    const said = document.querySelector("[data-clock-said]");
    if (said && now !== reached) said.textContent = nearer ? text : "";
    reached = now;
    if (nearer) document.dispatchEvent(new CustomEvent("clock:passed", { detail: word }));
  }

  const tick = () => document.querySelectorAll("[data-clock]").forEach(draw);
  setInterval(tick, 500);
  document.addEventListener("htmx:afterSwap", tick);
  tick();
})();
