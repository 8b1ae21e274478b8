// Files beside what is typed, or of a matter: sent one after the other as they are chosen, dropped, pasted, photographed.
import { draftOf } from "./draft.js";
import { inPieces } from "./pieces.js";

for (const box of document.querySelectorAll("[data-files]")) {
  files(box);
}

function files(box) {
  const form = box.closest("form");
  const input = box.querySelector("input[type='file'][name]");
  const photo = box.querySelector("[data-photo]");
  const zone = box.querySelector("[data-drop-zone]");
  const list = box.querySelector("[data-list]");
  const state = box.querySelector("[data-state]");
  const words = box.dataset;
  const waiting = [];
  let sending = null;
  let failed = 0;
  let pasted = 0;
  let submitter = null;

  box.classList.add("is-scripted");
  box.querySelector("[data-camera]").hidden = !matchMedia("(pointer: coarse)").matches;
  for (const one of [input, photo]) {
    one.addEventListener("change", () => {
      add([...one.files]);
      one.value = ""; // they go by themselves: the form itself carries none
    });
  }
  form.addEventListener("paste", paste);
  form.addEventListener("submit", holdUntilSent, true);
  list.addEventListener("click", press);
  dragAndDrop();

  function dragAndDrop() {
    const over = (event) => [...event.dataTransfer.types].includes("Files");
    window.addEventListener("dragover", (event) => {
      if (over(event)) {
        event.preventDefault(); // a file dropped beside the place opens nothing: the page would be gone
        zone.classList.toggle("is-over", zone.contains(event.target));
      }
    });
    window.addEventListener("drop", (event) => {
      if (over(event)) {
        event.preventDefault();
        zone.classList.remove("is-over");
        if (zone.contains(event.target)) {
          add([...event.dataTransfer.files]);
        }
      }
    });
    zone.addEventListener("dragleave", () => zone.classList.remove("is-over"));
  }

  function paste(event) {
    const images = [...(event.clipboardData?.files ?? [])];
    if (!images.length) {
      return;
    }
    event.preventDefault();
    add(images.map((file) => new File([file], `${words.wordsPasted} ${(pasted += 1)}.${file.name.split(".").pop()}`, { type: file.type })));
  }

  function add(chosen) {
    for (const file of chosen) {
      const row = rowOf(file);
      if (file.size > Number(words.largest)) {
        trouble(row, words.wordsLarge);
      } else {
        queue(row, file);
      }
    }
  }

  function rowOf(file) {
    const row = box.querySelector("template[data-blank]").content.firstElementChild.cloneNode(true);
    row.querySelector("[data-name]").textContent = file.name;
    row.querySelector("[data-drop]").setAttribute("aria-label", `${words.wordsDrop} ${file.name}`);
    list.append(row);
    return row;
  }

  function queue(row, file) {
    row.querySelector("[data-why]").hidden = true;
    row.querySelector("[data-again]").hidden = true;
    row.querySelector("progress").hidden = false;
    row.querySelector("progress").value = 0;
    waiting.push({ row, file });
    sending ??= sendAll();
  }

  // One at a time: a slow line carries one file to its end rather than ten half-way.
  async function sendAll() {
    state.textContent = words.wordsSending;
    while (waiting.length) {
      const next = waiting.shift();
      if (next.row.isConnected) {
        await sendOne(next);
      }
    }
    sending = null;
    state.textContent = failed ? "" : words.wordsSent;
    if (submitter !== null) {
      const button = submitter;
      submitter = null;
      form.requestSubmit(button || undefined);
    } else if ("reload" in words && !failed) {
      location.reload();
    }
  }

  async function sendOne({ row, file }) {
    const address = await uploadAddress();
    if (!address) {
      trouble(row, words.wordsUnsaved, file);
      return;
    }
    const told = await inPieces(address, form.elements.namedItem("csrf_token").value, file, {
      came: (part) => {
        row.querySelector("progress").value = 100 * part;
        state.textContent = words.wordsSending;
      },
      lost: (part) => {
        state.textContent = words.wordsLost.replace("NN", Math.floor(100 * part));
      },
      beside: Object.fromEntries([...box.querySelectorAll("select[data-beside]")].map((one) => [one.name, one.value])),
    });
    if (!told) {
      trouble(row, words.wordsOffline, file);
    } else if (told.files?.length) {
      taken(row, told.files[0]);
    } else {
      trouble(row, told.troubles?.[0] ?? told.words ?? told.sentences?.join(" ") ?? words.wordsOffline);
    }
  }

  // A file needs a draft to lie in: what is typed so far is saved first.
  async function uploadAddress() {
    if (!words.upload.includes("REF")) {
      return words.upload;
    }
    const ref = await draftOf(form);
    return ref && words.upload.replace("REF", encodeURIComponent(ref));
  }

  function taken(row, file) {
    list.querySelector(`[data-file="${CSS.escape(file.ref)}"]`)?.remove(); // chosen twice: it is one file
    row.dataset.file = file.ref;
    row.querySelector("progress").hidden = true;
    row.querySelector("[data-facts]").textContent = file.facts;
    const name = row.querySelector("[data-name]");
    name.textContent = file.name;
    if (file.url) {
      const link = document.createElement("a");
      Object.assign(link, { href: file.url, textContent: file.name, target: "_blank", rel: "noopener" });
      name.replaceChildren(link);
    }
    row.querySelector("[data-drop]").setAttribute("aria-label", `${words.wordsDrop} ${file.name}`);
    row.querySelector("[data-drop]").hidden = "reload" in words;
  }

  function trouble(row, why, again = null) {
    failed += 1;
    row.classList.add("is-refused");
    row.querySelector("progress").hidden = true;
    row.querySelector("[data-why]").hidden = false;
    row.querySelector("[data-why] > span").textContent = why;
    const button = row.querySelector("[data-again]");
    button.hidden = again === null;
    button.onclick = () => {
      failed -= 1;
      row.classList.remove("is-refused");
      queue(row, again);
    };
    state.textContent = "";
  }

  async function press(event) {
    const button = event.target.closest("[data-drop]");
    if (!button) {
      return;
    }
    event.preventDefault();
    const row = button.closest("li");
    if (row.dataset.file) {
      button.disabled = true;
      const answer = await drop(row.dataset.file);
      button.disabled = false;
      if (!answer?.ok) {
        state.textContent = words.wordsOffline;
        return;
      }
    }
    failed -= row.classList.contains("is-refused") ? 1 : 0;
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    (next?.querySelector("[data-drop]") ?? input).focus();
    state.textContent = words.wordsDropped;
  }

  async function drop(file) {
    const data = new FormData();
    data.set("csrf_token", form.elements.namedItem("csrf_token").value);
    const ref = form.elements.namedItem("draft").value;
    const address = `${words.upload.replace("REF", encodeURIComponent(ref))}/${encodeURIComponent(file)}/bo`;
    return fetch(address, { method: "POST", body: data, headers: { Accept: "application/json" } }).catch(() => null);
  }

  function holdUntilSent(event) {
    if (!sending) {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    submitter = event.submitter ?? false;
    state.textContent = words.wordsWaiting;
  }
}
