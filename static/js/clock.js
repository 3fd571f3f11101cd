// Counts to data-ends-at. The server's clock rules: data-now tells how far this device is off.
// <div data-clock data-ends-at=ISO data-now=ISO data-length=SECONDS> stands around the drawn clock;
// see charts/_clock.html. At five, two and no minutes it is spoken once in
// <p role="status" data-clock-said>, which no swap replaces; sound.js hears "clock:passed".
(() => {
  const FIVE_MINUTES = 300;
  const LAST_MINUTES = 120;
  const STAGES = ["", "five", "last", "over"]; // in the order in which a clock passes them
  const offsets = new WeakMap(); // clock → how far this device is behind the server
  let reachedStage = null;

  function stageAt(seconds) {
    if (seconds < 0) return "over";
    if (seconds <= LAST_MINUTES) return "last";
    return seconds <= FIVE_MINUTES ? "five" : "";
  }

  function stateAt(seconds) {
    if (seconds < 0) return "over";
    return seconds <= LAST_MINUTES ? "last" : "on";
  }

  function format(secondsLeft) {
    const seconds = Math.abs(secondsLeft);
    const minutes = Math.floor(seconds / 60);
    const sign = secondsLeft < 0 ? "+" : "";
    return `${sign}${minutes}:${String(seconds % 60).padStart(2, "0")}`;
  }

  function secondsLeft(clock) {
    const { endsAt, now } = clock.dataset;
    if (!endsAt) return null;
    if (!offsets.has(clock)) offsets.set(clock, Date.parse(now) - Date.now());
    return Math.floor((Date.parse(endsAt) - Date.now() - offsets.get(clock)) / 1000);
  }

  function draw(clock) {
    const seconds = secondsLeft(clock);
    if (seconds === null) return;
    const share = Math.min(Math.max(seconds / Number(clock.dataset.length), 0), 1);
    for (const arc of clock.querySelectorAll(".arc")) {
      arc.setAttribute("stroke-dasharray", `${100 * share} 100`);
    }
    clock.querySelector(".bead").parentElement.setAttribute("transform", `rotate(${-360 * share})`);
    clock.querySelector(".clock").textContent = format(seconds);
    clock.querySelector(".timer").dataset.state = stateAt(seconds);
    showWords(clock.querySelector(".clock-words"), stageAt(seconds));
  }

  function showWords(place, stage) {
    const text = stage ? place.dataset[stage] : "";
    if (place.textContent.trim() !== text) place.textContent = text;
    announce(stage, text);
  }

  // More time or another team says nothing; neither does a page that is opened late.
  function announce(stage, text) {
    const number = STAGES.indexOf(stage);
    const isNearer = reachedStage !== null && number > reachedStage;
    const status = document.querySelector("[data-clock-said]");
    if (status && number !== reachedStage) status.textContent = isNearer ? text : "";
    reachedStage = number;
    if (isNearer) document.dispatchEvent(new CustomEvent("clock:passed", { detail: stage }));
  }

  function drawAll() {
    for (const clock of document.querySelectorAll("[data-clock]")) draw(clock);
  }

  setInterval(drawAll, 500);
  document.addEventListener("htmx:afterSwap", drawAll);
  drawAll();
})();
