// Proposes a user name from the name typed, until somebody types one. The server does the same for an empty line.
function proposed(name) {
  return name
    .replaceAll("đ", "d")
    .replaceAll("Đ", "D")
    .normalize("NFD")
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replace(/[^a-z0-9]/g, ""))
    .filter(Boolean)
    .join(".")
    .slice(0, 76);
}

for (const field of document.querySelectorAll("[data-username-of]")) {
  const name = document.getElementById(field.dataset.usernameOf);
  let ours = field.value;
  name.addEventListener("input", () => {
    if (field.value === "" || field.value === ours) {
      ours = proposed(name.value);
      field.value = ours;
    }
  });
}
