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

  // Saving as one writes: only the word we asked for is drawn.
  document.querySelector("[data-autosaves]")?.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status !== 202) event.detail.shouldSwap = false;
  });
})();
