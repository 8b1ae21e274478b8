// A button beside a line that is read only: it copies the line. Without JavaScript people select it themselves.
function taken(field) {
  field.select();
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(field.value);
  }
  // A server without https: the clipboard is closed to pages, the old way is not.
  return document.execCommand("copy") ? Promise.resolve() : Promise.reject(new Error("not copied"));
}

for (const part of document.querySelectorAll("[data-copy]")) {
  const field = part.querySelector("input");
  const button = part.querySelector("button");
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", () => {
    taken(field).then(
      () => {
        button.textContent = button.dataset.copied;
      },
      () => field.focus(),
    );
  });
}
