// A tone when the clock passes five minutes, two for two minutes, three when the time is over; see
// clock.js. Off until somebody switches it on: <button data-sound-switch aria-pressed="false">.
(() => {
  const STORAGE_KEY = "sound-on";
  const TONES = { five: 1, last: 2, over: 3 };
  const FREQUENCY = 660;
  let audio = null; // an AudioContext once somebody has pressed something

  const isOn = () => localStorage.getItem(STORAGE_KEY) === "1";

  function showState() {
    for (const button of document.querySelectorAll("[data-sound-switch]")) {
      button.setAttribute("aria-pressed", String(isOn()));
    }
  }

  function playTone(startsAt) {
    const oscillator = audio.createOscillator();
    const volume = audio.createGain();
    oscillator.frequency.value = FREQUENCY;
    volume.gain.setValueAtTime(0.15, startsAt);
    volume.gain.exponentialRampToValueAtTime(0.001, startsAt + 0.3);
    oscillator.connect(volume).connect(audio.destination);
    oscillator.start(startsAt);
    oscillator.stop(startsAt + 0.3);
  }

  function play(times) {
    for (let number = 0; number < times; number += 1) playTone(audio.currentTime + number * 0.4);
  }

  // A browser plays nothing before the first press on a page.
  function wake() {
    if (!isOn()) return;
    audio ??= new AudioContext();
    audio.resume();
  }

  function toggle() {
    if (isOn()) localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, "1");
    showState();
    wake();
    if (isOn()) play(1);
  }

  document.addEventListener("click", ({ target }) => {
    if (target.closest("[data-sound-switch]")) toggle();
    else wake();
  });
  document.addEventListener("keydown", wake);
  document.addEventListener("clock:passed", ({ detail }) => {
    if (isOn() && audio) play(TONES[detail]);
  });

  showState();
})();
