// A tone when the clock passes five minutes, two for two minutes, three when the time is over; see clock.js.
// Off until somebody switches it on: <button data-sound-switch aria-pressed="false">.
(() => {
  const ON = "sound-on",
    TONES = { five: 1, last: 2, over: 3 };
  const on = () => localStorage.getItem(ON) === "1";
  let air = null;

  function mark() {
    document
      .querySelectorAll("[data-sound-switch]")
      .forEach((b) => b.setAttribute("aria-pressed", String(on())));
  }

  function tone(at) {
    const voice = air.createOscillator(),
      volume = air.createGain();
    voice.frequency.value = 660;
    volume.gain.setValueAtTime(0.15, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.3);
    voice.connect(volume).connect(air.destination);
    voice.start(at);
    voice.stop(at + 0.3);
  }

  const play = (times) => [...Array(times).keys()].forEach((n) => tone(air.currentTime + n * 0.4));

  // A browser plays nothing before the first press on a page.
  function wake() {
    if (on()) (air ??= new AudioContext()).resume();
  }

  document.addEventListener("click", ({ target }) => {
    if (target.closest("[data-sound-switch]")) {
      if (on()) localStorage.removeItem(ON);
      else localStorage.setItem(ON, "1");
      mark();
      wake();
      if (on()) play(1);
    } else wake();
  });
  document.addEventListener("keydown", wake);
  document.addEventListener("clock:passed", ({ detail }) => on() && air && play(TONES[detail]));

  mark();
})();
