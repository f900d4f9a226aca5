// What is to be put right, said at each field, and taken away as it is put right.
(() => {
  "use strict";

  const HEADS = ":scope > :is(legend, .label, .hint)";

  const keyOf = (message) => message.id.slice(0, -"_error".length);

  const clear = (message) => {
    const key = keyOf(message);
    const field = document.getElementById(key);
    message.remove();
    if (!field) return;
    field.removeAttribute("aria-invalid");
    const others = (field.getAttribute("aria-describedby") ?? "").split(" ");
    const left = others.filter((id) => id !== message.id).join(" ");
    if (left) field.setAttribute("aria-describedby", left);
    else field.removeAttribute("aria-describedby");
  };

  const say = (field, sentence, heard) => {
    const box = field.closest("fieldset.ds-fieldset, .ds-field, .build-option > div");
    if (!box) return;
    const message = document.createElement("p");
    message.className = "ds-validation-message";
    message.id = `${field.id}_error`;
    message.dataset.field = "validation";
    const prefix = document.createElement("span");
    prefix.className = "ds-sr-only";
    prefix.textContent = `${heard} `;
    message.append(prefix, sentence);
    const heads = box.querySelectorAll(HEADS);
    if (heads.length) heads[heads.length - 1].after(message);
    else box.append(message);
    if (field.matches("fieldset")) return;
    field.setAttribute("aria-invalid", "true");
    const others = field.getAttribute("aria-describedby") ?? "";
    field.setAttribute("aria-describedby", `${others} ${message.id}`.trim());
  };

  // Something else is chosen in a field: what was wrong is over, also where the page's summary
  // says it.
  document.addEventListener("righted", (event) => {
    const key = event.target.id;
    const message = document.getElementById(`${key}_error`);
    if (message) clear(message);
    const summary = document.querySelector(".ds-error-summary");
    summary?.querySelector(`a[href="#${CSS.escape(key)}"]`)?.closest("li").remove();
    if (summary && !summary.querySelector("li")) summary.remove();
  });

  // Of what a save answers `said` is told now; `still` was told before, and stands until it is put
  // right. Nobody is corrected in the middle of a word.
  document.addEventListener("faults", (event) => {
    const { said, still, heard } = event.detail;
    const form = event.target.closest("form") ?? document.getElementById("answers");
    form.querySelectorAll(".ds-validation-message[id$=_error]").forEach((message) => {
      const key = keyOf(message);
      if (key in said || !still.includes(key)) clear(message);
    });
    Object.entries(said).forEach(([key, sentence]) => {
      const field = document.getElementById(key);
      if (field && field !== document.activeElement) say(field, sentence, heard);
    });
  });
})();
