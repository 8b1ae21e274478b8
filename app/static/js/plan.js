// A day put on the schedule: with another kind of reception come the hours, place and person of the last day of that kind,
// in place of those of the kind before. What somebody typed stays.
const FIELDS = ["starts_at", "ends_at", "chaired_by", "place"];
const lasts = new Map([...document.querySelectorAll("template[data-last]")].map((one) => [one.dataset.last, one.dataset]));
let shown = document.querySelector("input[name='kind']:checked")?.value;

for (const choice of lasts.size ? document.querySelectorAll("input[name='kind']") : []) {
  choice.addEventListener("change", () => follow(choice));
}

function follow(choice) {
  for (const name of FIELDS) {
    const field = choice.form.elements.namedItem(name);
    const offered = lasts.get(choice.value)[name];
    if (field.value === (lasts.get(shown)?.[name] ?? "") && (offered || name === "chaired_by")) {
      field.value = offered;
    }
  }
  shown = choice.value;
}
