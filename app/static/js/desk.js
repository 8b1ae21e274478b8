// A visit or petition being typed in. All of it is extra: the page works without.
import { lookUpWhileTyping } from "./people.js";

const PAUSE = 700; // milliseconds after the last key

for (const box of document.querySelectorAll("[data-find-person]")) {
  lookUpWhileTyping(box);
}
for (const form of document.querySelectorAll("form[data-desk]")) {
  document.documentElement.classList.add("td-scripted");
  noSavingByAccident(form);
  warnOfPaper(form);
  markWhatIsAlike(form);
}

// Which of the earlier visits looks like the content typed is marked; the officer chooses.
function markWhatIsAlike(form) {
  const place = form.querySelector("[data-again-place]");
  let timer = 0;
  let turn = 0;
  form.addEventListener("input", (event) => {
    if (place?.querySelector("[name='repeats']") && ["content", "kind"].includes(event.target.name)) {
      clearTimeout(timer);
      timer = setTimeout(mark, PAUSE);
    }
  });

  async function mark() {
    const mine = (turn += 1);
    const answer = await fetch(place.dataset.againPlace, { method: "POST", body: new FormData(form) }).catch(() => null);
    if (mine !== turn || !answer?.ok || answer.redirected) {
      return;
    }
    const { ref } = await answer.json();
    for (const option of place.querySelectorAll("label")) {
      const like = option.querySelector("[data-like]");
      like.hidden = !ref || option.querySelector("input").value !== ref;
    }
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
  const shapes = [...form.querySelectorAll("template[data-odd]")].map((one) => one.dataset);
  const look = () => {
    const typed = number.value.trim();
    const odd = typed && shapes.find((one) => one.papers.split("|").includes(paper.value) && new RegExp(one.odd).test(typed));
    warning.hidden = !odd;
    if (odd) {
      words.textContent = odd.words.replace("NN", typed.length);
    }
  };
  for (const field of [paper, number]) {
    field.addEventListener("input", look);
  }
}
