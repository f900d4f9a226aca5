// Keys for a queue. Without this script the same is done with Tab, Space and Enter.
(() => {
  "use strict";
  const queue = document.querySelector("[data-queue]");
  if (!queue) return;
  const rows = [...queue.querySelectorAll("tbody tr")];
  const tickOf = (row) => row.querySelector("input[type=checkbox]");
  const current = () => rows.findIndex((row) => row.contains(document.activeElement));

  const go = (step) => {
    const at = current();
    const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step;
    rows[next]?.querySelector("a").focus();
  };
  const tick = () => {
    const row = rows[current()];
    if (row) tickOf(row).checked = !tickOf(row).checked;
  };
  const take = () => {
    if (!rows.some((row) => tickOf(row).checked)) tick();
    queue.querySelector("[name=_to][value=me]")?.click();
  };
  const choose = () => {
    if (!rows.some((row) => tickOf(row).checked)) tick();
    queue.querySelector("select[name=to]")?.focus();
  };
  const keys = { j: () => go(1), k: () => go(-1), x: tick, t: take, f: choose };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const isWriting = event.target.matches("input:not([type=checkbox]), select, textarea");
    if (isWriting || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  // Enter in the list of colleagues gives the ticked cases to the chosen one.
  queue.querySelector("select[name=to]")?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    queue.querySelector("[name=_to][value=chosen]").click();
  });
})();
