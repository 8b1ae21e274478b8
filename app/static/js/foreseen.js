// What an act will do to the clocks is told anew by the server while one types. Without this a button asks for it.
// data-foreseen="kind on": only what is typed into these moves a clock.
import { nodes } from "./markup.js";

const PAUSE = 400; // milliseconds after the last key
const SAYS_NOTHING = "textarea, [type='file'], [name='document_no'], [name='document_on']"; // moves no clock

for (const form of document.querySelectorAll("form[data-foreseen]")) {
  watch(form);
}

function watch(form) {
  const panel = form.querySelector("[data-foreseen-panel]");
  const stale = panel.querySelector("[data-foreseen-stale]");
  const button = form.querySelector("[data-foreseen-button]");
  const named = form.dataset.foreseen.split(" ").filter(Boolean);
  let timer = 0;
  let turn = 0;
  let asking = new AbortController();

  button?.toggleAttribute("hidden", true); // its work is done while one types
  form.addEventListener("input", (event) => {
    if (named.length ? named.includes(event.target.name) : !event.target.matches(SAYS_NOTHING)) {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    }
  });

  // What is sent to be saved is not asked about any more: the answer would come of a file that has gone on.
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    asking.abort();
  });

  async function ask() {
    const mine = (turn += 1);
    asking = new AbortController();
    const data = new FormData(form);
    for (const [name, value] of [...data.entries()]) {
      if (value instanceof File) {
        data.delete(name);
      }
    }
    data.set("step", "clocks");
    const address = form.getAttribute("action") || location.href;
    const answer = await fetch(address, { method: "POST", body: data, signal: asking.signal }).catch(() => null);
    const text = answer?.ok && !answer.redirected ? await answer.text().catch(() => "") : "";
    const told = nodes(text);
    if (mine === turn) {
      show(told.filter((one) => one instanceof Element));
    }
  }

  function show(told) {
    stale.hidden = told.length > 0;
    button?.toggleAttribute("hidden", told.length > 0);
    for (const part of ["[data-foreseen-words]", "[data-foreseen-lines]"]) {
      const fresh = told.find((one) => one.matches(part));
      const shown = panel.querySelector(part);
      if (fresh && fresh.textContent !== shown.textContent) {
        shown.replaceChildren(...fresh.childNodes);
      }
    }
  }
}
