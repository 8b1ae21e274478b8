// Who comes as a group: how many may speak for it is said while the number is typed, and the paper that names them is asked.
const help = document.querySelector("[data-group-from]");
const count = document.querySelector("input[name='people_count']");
const asked = document.querySelector("[data-group]");

if (help && count && asked) {
  count.addEventListener("input", tell);
  tell();
}

function tell() {
  const people = Number.parseInt(count.value, 10) || 1;
  const group = people >= Number(help.dataset.groupFrom);
  const large = people > Number(help.dataset.smallUntil);
  help.textContent = group ? (large ? help.dataset.large : help.dataset.small) : help.dataset.nobody;
  asked.hidden = !group && !asked.querySelector("input").value;
}
