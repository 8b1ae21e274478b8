// A form marked data-unsaved asks before its page is left with something typed and not sent.
export function unsaved(form) {
  let changed = form.dataset.unsaved === "changed"; // the server sent the form back with errors: nothing was saved

  form.addEventListener("input", () => {
    changed = true;
  });
  form.addEventListener("submit", (event) => {
    changed = changed && event.submitter?.formTarget === "_blank"; // what opens beside the page saves nothing
  });
  form.addEventListener("draftsaved", () => {
    changed = false; // it is on the server: nothing is lost
  });
  form.addEventListener("reset", () => {
    changed = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed) {
      event.preventDefault();
    }
  });
}
