// "Vì sao?" beside a date of a list: the page it leads to answers in place, in a row under the row. Without this, and
// whenever anything is amiss (signed out, no line), the link leads to that page.
import { nodes } from "./markup.js";

let asked = 0;

export function whys(page) {
  page.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-why]");
    const row = link?.closest("tr");
    if (!row || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    toggle(link, row).catch(() => location.assign(link.href));
  });
}

async function toggle(link, row) {
  const shown = document.getElementById(link.getAttribute("aria-controls"));
  if (shown) {
    shown.hidden = !shown.hidden;
  } else {
    const answer = await fetch(link.href, { credentials: "same-origin" });
    const told = answer.ok && !answer.redirected ? find(nodes(await answer.text())) : null;
    if (!told) {
      throw new Error("nothing to show here");
    }
    row.after(rowOf(link, row, told));
  }
  const place = document.getElementById(link.getAttribute("aria-controls"));
  link.setAttribute("aria-expanded", String(!place.hidden));
}

function find(found) {
  for (const one of found) {
    const told = one instanceof Element ? one.querySelector("[data-why-body]") : null;
    if (told) {
      return told;
    }
  }
  return null;
}

function rowOf(link, row, told) {
  const made = document.createElement("tr");
  made.className = "td-why-row";
  made.id = `vi-sao-${(asked += 1)}`;
  made.setAttribute("role", "row");
  const cell = document.createElement("td");
  cell.setAttribute("role", "cell");
  cell.className = "td-wide";
  cell.colSpan = row.cells.length;
  cell.append(document.adoptNode(told), whole(link));
  made.append(cell);
  link.setAttribute("aria-controls", made.id);
  return made;
}

// The way to the page itself, which can be printed and sent.
function whole(link) {
  const way = document.createElement("p");
  way.className = "td-sure td-no-print";
  const address = document.createElement("a");
  address.href = link.href;
  address.textContent = link.dataset.whole;
  way.append(address);
  return way;
}
