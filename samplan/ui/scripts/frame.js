// Small comforts on top of pages that work without them.
(() => {
  "use strict";

  // A failed form begins at its error summary.
  document.querySelector("[data-begin-here]")?.focus();

  // Buttons that only a script can answer.
  document.querySelectorAll("[data-print]").forEach((button) => (button.hidden = false));
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });

  // Texts to take elsewhere; shown only where the browser can copy.
  document.querySelectorAll("[data-copies]").forEach((part) => {
    if (!navigator.clipboard) return;
    part.hidden = false;
    const said = part.querySelector("[data-said]");
    part.querySelector("button").addEventListener("click", async () => {
      const source = document.getElementById(part.dataset.copies);
      await navigator.clipboard.writeText(source.value ?? source.textContent);
      said.textContent = said.dataset.said;
    });
  });

  // A second press while the first is on its way would post twice. Pages come back from the
  // browser's memory with the mark still on, so it is taken off when they are shown.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) event.preventDefault();
    else form.dataset.sent = "yes";
  });

  // Who leaves with something written that is neither sent nor saved as one writes is asked first.
  const isHalfWritten = (form) =>
    !form.matches("#answers, [hx-post], [data-sent]") &&
    [...form.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue);
  window.addEventListener("beforeunload", (event) => {
    if ([...document.querySelectorAll("form[method=post]")].some(isHalfWritten)) {
      event.preventDefault();
    }
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });
})();
