// A refusal at the desk: what the chosen ground needs is told under the list, and only its own fields are asked.
const box = document.querySelector("[data-refusal]");

if (box) {
  const list = box.querySelector("select");
  list.addEventListener("change", () => tell(list));
  tell(list);
}

function tell(list) {
  const chosen = [...box.querySelectorAll("[data-ground]")].find((one) => one.dataset.ground === list.value);
  const needs = new Set((chosen?.dataset.needs ?? "").split(" "));
  if (chosen?.dataset.way === "written") {
    needs.add("ground_complete_on");
  }
  box.querySelector("[data-ground-told]").textContent = chosen?.querySelector("[data-words]").textContent ?? "";
  for (const field of box.querySelectorAll(".td-proof")) {
    const input = field.querySelector("input");
    field.hidden = !needs.has(input.name) && !input.value && !field.classList.contains("td-field--error");
  }
}
