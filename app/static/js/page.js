// Every page works without this. It adds: a warning before unsaved work is lost, keys, focus on what is wrong.
import { draft } from "./draft.js";
import { keys } from "./keys.js";
import { unsaved } from "./unsaved.js";
import { whys } from "./why.js";

keys(document);
whys(document);
for (const form of document.querySelectorAll("form[data-unsaved]")) {
  unsaved(form);
}
for (const form of document.querySelectorAll("form[data-draft]")) {
  draft(form);
}

document.querySelector("[data-focus]")?.focus();

// On a phone the navigation is a strip: it begins where one stands.
const strip = document.querySelector(".td-nav");
const here = strip?.querySelector("[aria-current]");
if (here) {
  strip.scrollLeft = here.offsetLeft - (strip.clientWidth - here.offsetWidth) / 2;
}

// On a phone the filter bar shows two fields; the others come on demand.
for (const button of document.querySelectorAll("[data-more]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    button.closest("form").classList.add("is-full");
    button.hidden = true;
  });
}

// A second press of the same button sends nothing twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented || (event.submitter?.formTarget || form.target) === "_blank") {
    return; // what opens beside the page may be opened again
  }
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
});

// Coming back to the page by the browser's button, the form can be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
  }
});
