// Who came before is looked up while a person is typed in: by name, year of birth, papers or place. All of it is extra.
import { nodes } from "./markup.js";

const PAUSE = 250;
const LENGTHS = { full_name: 2, birth_year: 4, address: 3, paper_number: 4 }; // from when on each field says something
const HISTORY = "KeyL"; // with Alt: to the earlier visits, and Escape back

export function lookUpWhileTyping(box) {
  const form = box.closest("form");
  const inputs = Object.keys(LENGTHS).map((name) => form.elements.namedItem(name));
  const [name] = inputs;
  const aside = document.querySelector("[data-about-person]");
  let timer = 0;
  let asked = 0;
  let known = "";
  let place = null; // where the list stands: in the line of the field typed in
  let taking = false;
  let settled = false; // somebody was picked, or is new: until the name or number is typed anew, nobody is proposed
  let filled = {}; // what the person picked before brought into the fields
  let from = null; // where somebody was typing before looking at the earlier visits

  for (const input of inputs) {
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", "nguoi-da-den");
    input.addEventListener("input", () => typed(input));
    input.addEventListener("keydown", choose);
    input.addEventListener("blur", close);
  }
  close();
  if (aside) {
    form.addEventListener("keydown", lookBack);
    aside.addEventListener("keydown", goOn);
  }

  function typed(input) {
    clearTimeout(timer);
    if (taking) {
      return;
    }
    settled &&= input.name !== "full_name" && input.name !== "paper_number";
    timer = settled ? 0 : setTimeout(() => ask(input), PAUSE);
  }

  async function ask(input) {
    if (input.value.trim().length < LENGTHS[input.name]) {
      close();
      return;
    }
    const words = inputs.map((one) => one.value.trim()).join("|");
    if (words === known) {
      return;
    }
    known = words;
    const turn = (asked += 1);
    // In the body, never in the address: an address is kept in histories and logs.
    const answer = await fetch(box.dataset.findPerson, { method: "POST", body: new FormData(form) }).catch(() => null);
    if (turn !== asked || !answer || !answer.ok || answer.redirected) {
      return;
    }
    const list = await answer.text();
    if (document.activeElement === input) {
      open(input, list);
    }
  }

  function options() {
    return place ? [...place.querySelectorAll("[role='option']")] : [];
  }

  function open(input, list) {
    place?.replaceChildren();
    place = form.querySelector(`[data-found~="${input.name}"]`);
    place.replaceChildren(...nodes(list));
    const found = options();
    if (found.length < 2) {
      close(); // only "somebody new"
      return;
    }
    input.setAttribute("aria-expanded", "true");
    for (const option of found) {
      option.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
      option.addEventListener("click", () => take(option));
      option.addEventListener("pointermove", () => point(option));
    }
    point(found[0]);
  }

  function close() {
    clearTimeout(timer);
    place?.replaceChildren();
    known = "";
    for (const input of inputs) {
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }
  }

  function point(option) {
    for (const one of options()) {
      one.setAttribute("aria-selected", String(one === option));
    }
    document.activeElement.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" }); // not below the bar of the buttons
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
    const field = document.activeElement;
    const somebody = !option.hasAttribute("data-new");
    if (somebody) {
      fill(option.dataset);
    }
    settled = true;
    show(option);
    askAgain(somebody ? document.getElementById(option.dataset.again) : null);
    close();
    const next = somebody ? afterSomebody() : field === name ? form.elements.namedItem("birth_year") : field;
    next?.focus();
  }

  // What was typed gives way only to what is known of the person; what one picked before brought goes with them.
  function fill(person) {
    taking = true;
    for (const [key, words] of Object.entries({ ...filled, ...brought(person) })) {
      const field = form.elements.namedItem(key);
      const mine = key in brought(person);
      if (mine || field.value === words) {
        field.value = mine ? words : field.tagName === "SELECT" ? field.options[0].value : "";
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
    filled = brought(person);
    taking = false;
  }

  function brought(person) {
    const named = Object.entries(person).map(([key, words]) => [key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), words]);
    return Object.fromEntries(named.filter(([key, words]) => words && form.elements.namedItem(key)));
  }

  function afterSomebody() {
    const kind = form.querySelector("input[name='kind']:checked") ? null : form.querySelector("input[name='kind']");
    return kind ?? form.elements.namedItem("content");
  }

  function askAgain(question) {
    const here = form.querySelector("[data-again-place]");
    if (here) {
      here.replaceChildren(...(question ? [question.content.cloneNode(true)] : []));
      here.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  function lookBack(event) {
    const first = aside.querySelector("a[href], button");
    if (event.altKey && event.code === HISTORY && !event.ctrlKey && !event.metaKey && first && !aside.hidden) {
      event.preventDefault();
      from = document.activeElement;
      close();
      first.focus();
    }
  }

  function goOn(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      (from ?? name).focus();
    }
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
