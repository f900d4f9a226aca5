// Files that are dropped, pasted or photographed, and large ones sent in pieces that go on after a
// lost connection. Without this script they are chosen and sent with the page.
(() => {
  "use strict";

  const PIECE = 512 * 1024; // bytes
  const LARGE = 1024 * 1024;
  const LONGEST_WAIT = 15000; // milliseconds between tries
  const GUARDS = ["csrfmiddlewaretoken", "acting_mark"];
  const onTheirWay = new WeakMap(); // of a form: promises of true, or false for what failed

  const filled = (text, facts) =>
    text.replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? "");

  const backOnline = (wait) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, wait);
      const now = () => {
        clearTimeout(timer);
        resolve();
      };
      window.addEventListener("online", now, { once: true });
    });

  // One file on its way: begun, asked for, a piece, another piece, until all has arrived.
  const sendInPieces = async (form, file, tell) => {
    const url = form.dataset.pieces;
    const remembered = `${url}|${file.size}|${file.lastModified}`;
    let upload = sessionStorage.getItem(remembered);
    let offset = null;
    let wait = 1000;
    const post = (fields) => {
      const data = new FormData();
      GUARDS.forEach((name) => data.append(name, form.elements[name].value));
      Object.entries(fields).forEach(([name, value]) => data.append(name, value));
      return fetch(url, { method: "POST", body: data });
    };
    const step = () => {
      if (!upload) return post({ name: file.name, size: file.size });
      if (offset === null) return post({ upload });
      return post({ upload, offset, piece: file.slice(offset, offset + PIECE) });
    };
    while (offset !== file.size) {
      try {
        const answer = await step();
        if (answer.status === 404 && upload) {
          upload = offset = null; // it took more than a day
          continue;
        }
        if (answer.status >= 500) throw new Error(answer.status);
        if (answer.status === 400) return { said: (await answer.json()).said };
        if (![202, 412].includes(answer.status)) return {};
        ({ upload, offset } = await answer.json());
        sessionStorage.setItem(remembered, upload);
        wait = 1000;
        tell.sent(offset);
      } catch {
        tell.lost();
        await backOnline(wait);
        wait = Math.min(wait * 2, LONGEST_WAIT);
        offset = null;
      }
    }
    sessionStorage.removeItem(remembered);
    return { upload };
  };

  // A form waits for what is on its way, and is then sent by the button that was pressed.
  const waitFor = (form) => {
    if (onTheirWay.has(form)) return onTheirWay.get(form);
    const way = new Set();
    onTheirWay.set(form, way);
    form.addEventListener("submit", async (event) => {
      if (!way.size) return;
      event.preventDefault();
      const arrived = await Promise.all(way);
      if (arrived.every(Boolean)) form.requestSubmit(event.submitter);
    });
    return way;
  };

  const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

  // `marked` shows where what is dropped on `place` goes. A picker in a form comes before the form.
  const takeDrops = (place, add, marked = place) => {
    const mine = (event) => hasFiles(event) && !event.defaultPrevented;
    place.addEventListener("dragover", (event) => {
      if (!mine(event)) return;
      event.preventDefault();
      marked.classList.add("is-over");
    });
    place.addEventListener("dragleave", () => marked.classList.remove("is-over"));
    place.addEventListener("drop", (event) => {
      marked.classList.remove("is-over");
      if (!mine(event)) return;
      event.preventDefault();
      add([...event.dataTransfer.files]);
    });
  };

  // A file that misses would be opened in place of the page, and what is written there be gone.
  ["dragover", "drop"].forEach((name) =>
    window.addEventListener(name, (event) => {
      if (hasFiles(event)) event.preventDefault();
    }),
  );

  document.querySelectorAll("[data-files]").forEach((picker) => {
    const told = picker.dataset;
    const form = picker.closest("form");
    const input = picker.querySelector(".file-input");
    const camera = picker.querySelector(".file-camera input");
    const word = picker.querySelector(".file-word");
    const progress = picker.querySelector(".file-progress");
    const kinds = input.accept.split(",");
    const clear = picker.querySelector(".file-clear");
    let inPieces = 0;
    let isTooMany = false;
    let refused = []; // a sentence for each file that was sent in and not let in
    picker.querySelector(".by-script").hidden = false;

    const say = (...lines) => {
      word.textContent = lines.filter(Boolean).join(" ");
    };

    // More than there is room for holds back the sending: nobody is to find out afterwards.
    const tooMany = (is) => {
      isTooMany = is;
      clear.hidden = !is;
      word.classList.toggle("ds-validation-message", is);
      word.classList.toggle("muted", !is);
    };
    const goesOn = (button) => !button || !button.name || button.value === "next";
    clear.addEventListener("click", () => {
      tooMany(false);
      say();
      input.focus();
    });
    form.addEventListener(
      "submit",
      (event) => {
        if (!isTooMany || !goesOn(event.submitter)) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        word.tabIndex = -1;
        word.focus();
      },
      true,
    );

    const why = (file) => {
      const facts = { name: file.name, megabytes: told.largest };
      if (!kinds.some((kind) => file.name.toLowerCase().endsWith(kind))) {
        return filled(told.kind, facts);
      }
      return file.size > told.largest * 1024 * 1024 ? filled(told.large, facts) : "";
    };

    const row = (file) => {
      const line = document.createElement("li");
      const bar = document.createElement("progress");
      bar.max = file.size;
      bar.value = 0;
      bar.setAttribute("aria-label", file.name);
      line.append(`${file.name} `, bar);
      progress.append(line);
      return { line, bar };
    };

    const arrive = async (file) => {
      const { line, bar } = row(file);
      const facts = { name: file.name };
      const outcome = await sendInPieces(form, file, {
        sent: (offset) => {
          bar.value = offset;
          const percent = Math.floor((offset / file.size) * 100);
          say(...refused, filled(told.sending, { ...facts, percent }));
        },
        lost: () => say(told.lost),
      });
      if (!outcome.upload) {
        inPieces -= 1;
        line.remove();
        refused.push(outcome.said ? `${file.name}: ${outcome.said}` : filled(told.failed, facts));
        say(...refused);
        return false;
      }
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: `_uploaded:${told.files}`, value: outcome.upload });
      line.append(field);
      say(...refused, filled(told.done, facts));
      return true;
    };

    const begin = (file) => {
      inPieces += 1;
      const way = waitFor(form);
      const promise = arrive(file);
      way.add(promise);
      // Before the form that waits for it is told, or it would wait again.
      promise.then(() => way.delete(promise));
    };

    // `files` replace those in the field; each is asked before anything is sent.
    const take = (files) => {
      input.dispatchEvent(new CustomEvent("righted", { bubbles: true })); // see faults.js
      const faults = files.map(why);
      const good = files.filter((_, place) => !faults[place]);
      const room = told.room - inPieces;
      const fit = good.length <= room ? good : [];
      const isLarge = (file) => form.dataset.pieces && file.size > LARGE;
      const rest = new DataTransfer();
      fit.filter((file) => !isLarge(file)).forEach((file) => rest.items.add(file));
      input.files = rest.files;
      refused = [];
      tooMany(good.length > room);
      say(
        ...faults,
        good.length > room && filled(told.full, { room }),
        fit.length && filled(told.chosen, { names: fit.map((file) => file.name).join(", ") }),
      );
      fit.filter(isLarge).forEach(begin);
    };
    const add = (files) => {
      take([...input.files, ...files]);
      // So that what is written is saved as when one chooses.
      input.dispatchEvent(new Event("input", { bubbles: true }));
    };

    input.addEventListener("change", () => take([...input.files]));
    camera.addEventListener("change", () => {
      add([...camera.files]);
      camera.value = "";
    });

    takeDrops(picker, add);

    // What is dropped or pasted anywhere in the form goes to its first picker.
    if (form.querySelector("[data-files]") === picker) {
      takeDrops(form, add, picker);
      form.addEventListener("paste", (event) => {
        const files = [...event.clipboardData.files];
        // What is copied from a text is often text and a picture of it.
        if (!files.length || event.clipboardData.types.includes("text/plain")) return;
        event.preventDefault();
        add(files);
      });
    }
  });
})();
