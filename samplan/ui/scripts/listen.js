// Reads a part of the page aloud by the browser's own voice; a second press stops.
(() => {
  "use strict";

  const voice = window.speechSynthesis;
  if (!voice || !window.SpeechSynthesisUtterance) return;

  // A long text is cut off by some browsers: one paragraph at a time.
  const pieces = (source) =>
    [...source.querySelectorAll("h2, p, li")].map((part) => part.textContent.trim()).filter(Boolean);

  document.querySelectorAll("[data-listens]").forEach((part) => {
    const source = document.getElementById(part.dataset.listens);
    const button = part.querySelector("button");
    const words = button.querySelector("span");
    const start = words.textContent;
    if (!source) return;
    part.hidden = false;

    const show = (isReading) => {
      button.setAttribute("aria-pressed", String(isReading));
      words.textContent = isReading ? part.dataset.stop : start;
    };

    button.addEventListener("click", () => {
      const wasReading = button.getAttribute("aria-pressed") === "true";
      voice.cancel();
      show(!wasReading);
      if (wasReading) return;
      const texts = pieces(source);
      texts.forEach((text, place) => {
        const spoken = new SpeechSynthesisUtterance(text);
        spoken.lang = source.lang || document.documentElement.lang;
        if (place === texts.length - 1) spoken.onend = () => show(false);
        voice.speak(spoken);
      });
    });
  });

  window.addEventListener("pagehide", () => voice.cancel());
})();
