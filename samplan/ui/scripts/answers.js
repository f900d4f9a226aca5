// Answers that are saved as one writes. Without this script they are saved page by page.
(() => {
  "use strict";

  const word = document.querySelector("[data-saving]");
  if (!word) return;
  if (word.dataset.saving) word.textContent = word.dataset.saving;

  const notSaved = () => {
    word.textContent = word.dataset.unsaved;
  };
  // Only 202 is the word we asked for: a login page or an error is not to be drawn here.
  word.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 202) return;
    event.detail.shouldSwap = false;
    notSaved();
  });
  word.addEventListener("htmx:sendError", notSaved);
  word.addEventListener("htmx:timeout", notSaved);

  // The server has said which questions the answers so far lead to.
  document.addEventListener("blocks", (event) => {
    document.querySelectorAll("[data-block]").forEach((block) => {
      const isShown = event.detail.shown.includes(block.dataset.block);
      block.hidden = !isShown;
      block.querySelector(":scope > [name=_shown]").disabled = !isShown;
    });
  });
})();
