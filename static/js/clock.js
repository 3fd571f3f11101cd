// Counts to data-ends-at. The server's clock rules: data-now tells how far this device is off.
// <div data-clock data-ends-at=ISO data-now=ISO data-length=SECONDS> around the drawn clock; see _clock.html
(() => {
  const LAST = 120, FIVE = 300;
  const offsets = new WeakMap();

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
    for (const arc of clock.querySelectorAll(".arc")) arc.setAttribute("stroke-dasharray", `${100 * share} 100`);
    clock.querySelector(".bead").parentElement.setAttribute("transform", `rotate(${-360 * share})`);
    clock.querySelector(".clock").textContent = face(seconds);
    clock.querySelector(".timer").dataset.state = state(seconds);
    say(clock.querySelector(".clock-words"), words(seconds));
  }

  // Spoken at five, two and no minutes only, so a screen reader is not interrupted every second.
  function say(place, word) {
    const text = word ? place.dataset[word] : "";
    if (place.textContent.trim() !== text) place.textContent = text;
  }

  const tick = () => document.querySelectorAll("[data-clock]").forEach(draw);
  setInterval(tick, 500);
  document.addEventListener("htmx:afterSwap", tick);
  tick();
})();
