// The form builder's comforts: dragging, keys, and saving as one writes. All of it also works by
// plain buttons.
(() => {
  "use strict";

  const list = document.querySelector("[data-sorts]");

  // A post as a page's own form would send it, with the page's token and mark.
  const post = (address, fields) => {
    const model = document.querySelector(".build-palette form, .build-doing");
    const form = document.createElement("form");
    form.method = "post";
    form.action = address;
    form.hidden = true;
    model.querySelectorAll("input[type=hidden]").forEach((field) => {
      if (field.name !== "id" && field.name !== "component") form.append(field.cloneNode());
    });
    Object.entries(fields).forEach(([name, value]) => {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = name;
      field.value = value;
      form.append(field);
    });
    document.body.append(form);
    form.submit();
  };

  if (list && window.Sortable) {
    window.Sortable.create(list, {
      handle: ".build-grip",
      draggable: ".build-card",
      // Own questions of a form that follows another stay among those at their place.
      onMove: ({ dragged, related }) => dragged.dataset.run === related.dataset.run,
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
      onEnd: (event) => {
        if (event.oldIndex === event.newIndex) return;
        let next = event.item.nextElementSibling;
        while (next && next.dataset.run !== event.item.dataset.run) next = next.nextElementSibling;
        const id = event.item.dataset.id;
        const to = next
          ? { to: "before", other: next.dataset.id }
          : { to: "into", other: list.dataset.page };
        post(list.dataset.sorts, { id, ...to });
      },
    });
    list.classList.add("can-drag");
  }

  // Alt and an arrow move what is chosen, wherever on its card one stands.
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    const card = event.target.closest(".build-card, .build-page");
    const way = event.key === "ArrowUp" ? "up" : "down";
    const button = card?.querySelector(`.build-doing [name=to][value=${way}]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  // Saving as one writes: only the word we asked for is drawn. Else nothing is saved, and the word
  // that something was must not stand.
  const form = document.querySelector("[data-autosaves]");
  const notSaved = () => {
    const word = document.getElementById("draft-saved");
    const said = word.querySelector("p") ?? word.appendChild(document.createElement("p"));
    said.textContent = form.dataset.autosaves;
  };
  form?.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 202) return;
    event.detail.shouldSwap = false;
    notSaved();
  });
  form?.addEventListener("htmx:sendError", notSaved);
  form?.addEventListener("htmx:timeout", notSaved);

  // What is pressed while that goes on waits for it: the page then knows what it goes on from.
  let isSaving = false;
  let pressed = null;
  form?.addEventListener("htmx:beforeRequest", () => {
    isSaving = true;
  });
  form?.addEventListener("submit", (event) => {
    if (!isSaving) return;
    event.preventDefault();
    pressed = { by: event.submitter };
  });
  form?.addEventListener("htmx:afterRequest", () => {
    isSaving = false;
    if (!pressed) return;
    const { by } = pressed;
    pressed = null;
    form.requestSubmit(by);
  });
})();
