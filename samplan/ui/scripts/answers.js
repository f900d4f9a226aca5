// Answers that are saved as one writes. Without this script they are saved page by page.
(() => {
  "use strict";

  // What a page begins with, and what is fetched into it later.
  const enliven = (root) => {
    // A slider moves the number beside it, which is what is posted.
    root.querySelectorAll("[data-slides]:not([data-lives])").forEach((slider) => {
      slider.dataset.lives = "yes";
      const number = document.getElementById(slider.dataset.slides);
      const say = () => {
        slider.setAttribute("aria-valuetext", number.value.trim() || slider.dataset.unanswered);
      };
      const follow = () => {
        slider.value = number.value.replace(",", ".");
        say();
      };
      follow();
      slider.hidden = false;
      number.addEventListener("input", follow);
      const take = () => {
        number.value = slider.value;
        say();
      };
      const tell = () => number.dispatchEvent(new Event("change", { bubbles: true }));
      slider.addEventListener("input", take);
      slider.addEventListener("change", tell);
      // Where it stands unseen, nothing has moved: pressing there is an answer too.
      const choose = () => {
        if (number.value.trim()) return;
        take();
        tell();
      };
      slider.addEventListener("click", choose);
      slider.addEventListener("keydown", (event) => {
        if (event.key !== " ") return;
        event.preventDefault();
        choose();
      });
    });

    // A long list of answers can be searched through.
    root.querySelectorAll("select[data-filter]:not([data-lives])").forEach((list) => {
      list.dataset.lives = "yes";
      const search = document.createElement("input");
      search.type = "search";
      search.className = "ds-input filter-options";
      search.setAttribute("aria-label", list.dataset.filter);
      search.placeholder = list.dataset.filter;
      const all = [...list.options];
      search.addEventListener("input", () => {
        const wanted = search.value.trim().toLowerCase();
        const fits = (option) =>
          option.selected || !option.value || option.text.toLowerCase().includes(wanted);
        list.replaceChildren(...all.filter(fits));
      });
      list.before(search);
    });
  };
  enliven(document);
  document.addEventListener("htmx:load", (event) => enliven(event.detail.elt));

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

  // What is sent first may arrive last.
  let times = 0;
  let isWaiting = false;
  word.addEventListener("htmx:configRequest", (event) => {
    times += 1;
    event.detail.parameters._nth = times;
    isWaiting = false;
  });

  // Who leaves before the next save takes nothing with them that is not saved.
  const form = document.getElementById("answers");
  form.addEventListener("input", () => (isWaiting = true));
  form.addEventListener("submit", () => (isWaiting = false));
  const saveNow = () => {
    if (!isWaiting) return;
    isWaiting = false;
    times += 1;
    const body = new FormData(form);
    const left = word.getAttribute("hx-params").replace(/^not |^\*$/, "").split(",");
    left.forEach((name) => body.delete(name));
    body.append("_nth", times);
    const headers = { "HX-Request": "true" };
    fetch(word.getAttribute("hx-post"), { method: "POST", body, headers, keepalive: true }).catch(
      () => (isWaiting = true),
    );
  };
  window.addEventListener("beforeunload", saveNow);
  document.addEventListener("visibilitychange", () => document.hidden && saveNow());

  const markOf = (root, start) => root.querySelector(`[name=_shown][value^="${start}"]`);

  // Answers to choose from that follow other answers are drawn anew where they are others by now.
  const renew = async (offers) => {
    const changed = offers.filter((mark) => !markOf(document, mark));
    if (!changed.length) return;
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    changed.forEach((mark) => {
      const fresh = markOf(page, mark)?.closest(".part");
      const old = markOf(document, mark.slice(0, mark.lastIndexOf("-") + 1))?.closest(".part");
      if (!fresh || !old || old.contains(document.activeElement)) return;
      old.replaceWith(fresh);
      enliven(fresh);
    });
  };

  // The server has said which questions the answers so far lead to.
  document.addEventListener("blocks", (event) => {
    renew(event.detail.offers).catch(() => {});
    document.querySelectorAll("[data-block]").forEach((block) => {
      const isShown = event.detail.shown.includes(block.dataset.block);
      block.hidden = !isShown;
      block.querySelector(":scope > [name=_shown]").disabled = !isShown;
    });
  });
})();
