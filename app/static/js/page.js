// Every page works without this. It adds: a warning before unsaved work is lost, two keys, focus on what is wrong.
import { keys } from "./keys.js";
import { unsaved } from "./unsaved.js";

keys(document);
for (const form of document.querySelectorAll("form[data-unsaved]")) {
  unsaved(form);
}

document.querySelector("[data-focus]")?.focus();

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
  if (form.method !== "post" || event.defaultPrevented) {
    return;
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
