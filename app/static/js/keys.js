// "/" goes to the search box, "?" opens the map of keys. Only outside fields; switched off on the keyboard page.
const SWITCH = "single-keys";

export function enabled() {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true;
  }
}

export function enable(on) {
  try {
    localStorage.setItem(SWITCH, on ? "on" : "off");
  } catch {
    // A browser that keeps nothing keeps the keys on.
  }
}

function typing(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}

export function keys(page) {
  const map = page.body.dataset.keys;
  page.addEventListener("keydown", (event) => {
    if (typing(event.target) || event.ctrlKey || event.altKey || event.metaKey || !enabled()) {
      return;
    }
    const search = page.querySelector("[data-search]");
    if (event.key === "/" && search) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "?" && map) {
      location.assign(map);
    }
  });
}
