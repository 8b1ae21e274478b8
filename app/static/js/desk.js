// A visit or petition being typed in: who came before is looked up while typing. All of it is extra.
import { nodes } from "./markup.js";

const PAUSE = 250;
const SHORTEST = 2;
const A_WHOLE_NUMBER = 9; // shorter ones are still being typed

for (const box of document.querySelectorAll("[data-find-person]")) {
  lookUpWhileTyping(box);
}
for (const form of document.querySelectorAll("form[data-desk]")) {
  document.documentElement.classList.add("td-scripted");
  noSavingByAccident(form);
  warnOfPaper(form);
}

function lookUpWhileTyping(box) {
  const form = box.closest("form");
  const input = box.querySelector("input[name='full_name']");
  const number = form.querySelector("input[name='paper_number']");
  const place = box.querySelector("[data-found]");
  const aside = document.querySelector("[data-about-person]");
  let timer = 0;
  let asked = 0;
  let known = "";
  let taking = false;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", "nguoi-da-den");
  close();

  input.addEventListener("input", later);
  number.addEventListener("input", () => number.value.trim().length >= A_WHOLE_NUMBER && later());
  input.addEventListener("keydown", choose);
  for (const field of [input, number]) {
    field.addEventListener("blur", close);
  }

  function later() {
    clearTimeout(timer);
    timer = taking ? 0 : setTimeout(ask, PAUSE);
  }

  function stillThere() {
    return document.activeElement === input || document.activeElement === number;
  }

  async function ask() {
    const typed = `${input.value.trim()} ${number.value.trim()}`.trim();
    if (typed.length < SHORTEST) {
      close();
      return;
    }
    if (typed === known) {
      return;
    }
    known = typed;
    const turn = (asked += 1);
    // In the body, never in the address: an address is kept in histories and logs.
    const answer = await fetch(box.dataset.findPerson, { method: "POST", body: new FormData(form) }).catch(() => null);
    if (turn !== asked || !answer || !answer.ok || answer.redirected) {
      return;
    }
    const list = await answer.text();
    if (stillThere()) {
      place.replaceChildren(...nodes(list));
      open();
    }
  }

  function options() {
    return [...place.querySelectorAll("[role='option']")];
  }

  function open() {
    const list = options();
    if (list.length < 2) {
      close(); // only "somebody new"
      return;
    }
    input.setAttribute("aria-expanded", "true");
    for (const option of list) {
      option.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        take(option);
      });
      option.addEventListener("pointermove", () => point(option));
    }
    point(list[0]);
  }

  function close() {
    clearTimeout(timer);
    place.replaceChildren();
    known = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function point(option) {
    for (const one of options()) {
      one.setAttribute("aria-selected", String(one === option));
    }
    input.setAttribute("aria-activedescendant", option.id);
    show(option);
  }

  function show(option) {
    const about = option.dataset.about && document.getElementById(option.dataset.about);
    if (aside) {
      aside.replaceChildren(...(about ? [about.content.cloneNode(true)] : []));
      aside.hidden = !about;
      offerSameMatter(form, aside);
    }
  }

  function choose(event) {
    const list = options();
    if (!list.length) {
      return;
    }
    const at = list.findIndex((one) => one.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      point(list[(at + step + list.length) % list.length]);
    } else if (event.key === "Enter" && !event.ctrlKey) {
      event.preventDefault();
      take(list[at]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      take(list[list.length - 1]);
    }
  }

  function take(option) {
    taking = true;
    if (!option.hasAttribute("data-new")) {
      for (const [key, value] of Object.entries(option.dataset)) {
        const field = form.elements.namedItem(key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
        if (field && key !== "about" && (value || key !== "paper")) {
          field.value = value;
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }
      }
    }
    taking = false;
    show(option);
    close();
    const kind = form.querySelector("input[name='kind']:checked") ? null : form.querySelector("input[name='kind']");
    const next = option.hasAttribute("data-new") ? form.elements.namedItem("birth_year") : (kind ?? form.elements.namedItem("content"));
    next?.focus();
  }
}

function offerSameMatter(form, aside) {
  const content = form.elements.namedItem("content");
  for (const question of aside.querySelectorAll("[data-same-matter]")) {
    question.hidden = false;
    question.querySelector("[data-same]").addEventListener("click", (event) => {
      const words = event.currentTarget.dataset.same;
      content.value = content.value.startsWith(words) ? content.value : words + content.value;
      content.dispatchEvent(new Event("input", { bubbles: true }));
      question.hidden = true;
      content.focus();
    });
    question.querySelector("[data-other]").addEventListener("click", () => {
      question.hidden = true;
      content.focus();
    });
  }
}

function noSavingByAccident(form) {
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && event.target.matches("input:not([type='radio']):not([type='checkbox'])")) {
      event.preventDefault(); // Enter in a line goes nowhere: half a visit is not saved by accident
    }
  });
}

function warnOfPaper(form) {
  const warning = form.querySelector("[data-paper-warning]");
  const paper = form.elements.namedItem("paper");
  const number = form.elements.namedItem("paper_number");
  if (!warning) {
    return;
  }
  const words = warning.querySelector(".td-note > span");
  const look = () => {
    const typed = number.value.trim();
    const odd = typed && warning.dataset.paperKinds.split("|").includes(paper.value) && !/^\d{12}$/.test(typed);
    warning.hidden = !odd;
    if (odd) {
      const letters = /\D/.test(typed);
      words.textContent = letters ? warning.dataset.paperLetters : warning.dataset.paperWarning.replace("NN", typed.length);
    }
  };
  for (const field of [paper, number]) {
    field.addEventListener("input", look);
  }
}
