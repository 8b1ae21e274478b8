// The keys of every page; the map of them is help.keyboard. Single keys act outside fields only, and can be switched off.
//   "/" search   "?" the map   Alt+N a new visit   Ctrl+Enter save   in lists: j k the next and the last row,
//   x choose the row where rows can be chosen, Enter open it; in triage: n the next petition, y every condition is met
const SWITCH = "single-keys";
const ROW = "is-row";

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

export function keys(page) {
  page.addEventListener("keydown", (event) => {
    const pressed = together(event) ?? (single(event) ? event.key : "");
    if (Object.hasOwn(ACTS, pressed) && ACTS[pressed](page, event) !== false) {
      event.preventDefault();
    }
  });
  page.addEventListener("focusin", (event) => stand(page, event.target.closest?.("[data-rows] tbody tr:not(.td-why-row)")));
}

// What each key does; false when there is nothing here for it to do.
const ACTS = {
  "Alt+N": (page) => go(page.body.dataset.newVisit),
  "Ctrl+Enter": save,
  "/": (page) => focus(page.querySelector("[data-search]")),
  "?": (page) => go(page.body.dataset.keys),
  j: (page) => move(page, 1),
  k: (page) => move(page, -1),
  x: choose,
  n: (page) => go(page.querySelector("a[data-next]")?.href),
  y: (page) => click(page.querySelector("[data-all-yes]")),
};

// Alt+N by the place of the key, since some keyboards write another letter with Alt.
function together(event) {
  if (event.altKey && event.code === "KeyN" && !event.ctrlKey && !event.metaKey) {
    return "Alt+N";
  }
  return event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.altKey ? "Ctrl+Enter" : null;
}

function single(event) {
  const typing = event.target instanceof Element && event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  return !typing && !event.ctrlKey && !event.altKey && !event.metaKey && enabled();
}

function go(address) {
  return address ? location.assign(address) : false;
}

function click(button) {
  return button ? button.click() : false;
}

function focus(field) {
  return field ? field.focus() : false;
}

// Save the form being typed in, else the one the page is about (after an error the focus is on the summary above it).
function save(page) {
  const forms = [...page.querySelectorAll("main form")].filter((form) => form.method === "post" && mainButton(form));
  const typed = page.activeElement?.closest("main form");
  const form = forms.find((one) => one === typed) ?? (forms.length === 1 ? forms[0] : forms.find((one) => one.querySelector("[data-main]")));
  return form ? form.requestSubmit(mainButton(form)) : false;
}

function mainButton(form) {
  const buttons = [...form.querySelectorAll("button[type='submit']")].filter(shown);
  return buttons.find((one) => one.matches("[data-main]")) ?? buttons.find((one) => one.matches(".btn-primary")) ?? buttons[0];
}

function shown(element) {
  return element.checkVisibility ? element.checkVisibility() : element.offsetParent !== null;
}

// A row is where the focus is: on its first link (but for that to the why of its date), or on its box where it has no link. Enter opens the link by itself.
function move(page, step) {
  const rows = [...page.querySelectorAll("[data-rows] tbody tr:not(.td-why-row)")].filter((row) => handle(row) && shown(row));
  if (!rows.length) {
    return false;
  }
  const here = rows.indexOf(page.querySelector(`tr.${ROW}`));
  const next = rows[Math.min(Math.max(here + step, 0), rows.length - 1)];
  handle(next).focus();
  return next.scrollIntoView({ block: "nearest" });
}

function handle(row) {
  return row.querySelector("a[href]:not([data-why]), input[type='checkbox']:not([disabled])");
}

function stand(page, row) {
  page.querySelector(`tr.${ROW}`)?.classList.remove(ROW);
  row?.classList.add(ROW);
}

function choose(page) {
  const box = page.querySelector(`tr.${ROW} input[type="checkbox"]:not([disabled])`);
  return box ? box.click() : false;
}
