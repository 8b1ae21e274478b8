// A form marked data-draft is saved on the server while one types; offline, this tab keeps it until the line is back.
const PAUSE = 1500; // milliseconds after the last key
const FIRST_WAIT = 2000;
const LONGEST_WAIT = 60000;
const SLOW = 4000; // from when on somebody is told that the line is slow
const GIVEN_UP = 45000; // no answer by then is none: a line that hangs would keep the next saving waiting for ever
const LONGEST_LAST_WORD = 60000; // bytes a browser still sends while the page goes away
const known = new WeakMap();

// The ref of the draft of a form, saving it first when there is none yet; "" when it cannot be saved now.
export async function draftOf(form) {
  await known.get(form)?.save({ even: true });
  return form.elements.namedItem("draft")?.value ?? "";
}

export function draft(form) {
  const ref = form.elements.namedItem("draft");
  const saves = form.elements.namedItem("saves");
  const place = form.querySelector("[data-draft-state]");
  const { saveUrl, path, owner } = ref.dataset;
  const store = `draft:${path}`;
  let typed = form.dataset.unsaved === "changed" ? 1 : 0; // what stands there, counted; and how much of it is saved
  let saved = 0;
  let running = null;
  let timer = 0;
  let wait = FIRST_WAIT;
  let stopped = false;
  let last = ""; // what was said of the last saving

  form.querySelector("[data-draft-button]").hidden = true; // its work is done while one types
  known.set(form, { save });
  form.addEventListener("input", () => {
    typed += 1;
    later(PAUSE);
  });
  form.addEventListener("submit", holdUntilNamed);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save({ leaving: true }));
  window.addEventListener("online", () => save());
  window.addEventListener("pageshow", () => {
    stopped = false;
  });
  sendLeftOver();
  if (typed) {
    later(0);
  }

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  }

  // One saving after the other; only the last word of a page that goes away overtakes, and the count tells it apart.
  async function save({ even = false, leaving = false } = {}) {
    clearTimeout(timer);
    if (running && !(leaving && ref.value)) {
      await running;
    }
    if (stopped || (typed === saved && !(even && !ref.value))) {
      return;
    }
    running = send(contents(), typed, leaving);
    await running;
    running = null;
  }

  function contents() {
    const data = new FormData(form);
    for (const [name, value] of [...data.entries()]) {
      if (value instanceof File) {
        data.delete(name);
      }
    }
    return data;
  }

  async function send(data, version, leaving) {
    if (!last) {
      say("saving"); // later ones are told when they are slow: the bar does not flicker at every pause
    }
    const slow = setTimeout(() => say("slow"), SLOW);
    saves.value = Number(saves.value) + 1;
    const count = Number(saves.value);
    data.set("saves", count);
    const answer = await post(data, leaving);
    clearTimeout(slow);
    if (!answer) {
      keepHere(data);
      say("offline");
      again();
      return;
    }
    const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
    if (answer.ok) {
      took(told, version, count);
    } else if (answer.status === 404 && ref.value) {
      ref.value = ""; // discarded or saved in another window: this becomes a draft of its own
      saves.value = 0;
      later(0);
    } else if (answer.status >= 500) {
      say("failed");
      again();
    } else {
      stopped = answer.status !== 400;
      say("failed", told.words);
    }
  }

  function took(told, version, count) {
    ref.value = told.ref;
    wait = FIRST_WAIT;
    if (told.saves > count) {
      saves.value = told.saves; // another window saved the same draft: what stands here comes after it
      later(0);
      return;
    }
    saved = version;
    forgetHere();
    say("saved", told.words);
    if (typed === saved) {
      form.dispatchEvent(new CustomEvent("draftsaved"));
    }
  }

  function again() {
    later(wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  async function post(data, leaving = false) {
    data.set("draft_path", path);
    const size = [...data.values()].reduce((sum, value) => sum + 3 * value.length, 0);
    const keepalive = leaving && size < LONGEST_LAST_WORD;
    try {
      const signal = keepalive ? undefined : AbortSignal.timeout(GIVEN_UP);
      return await fetch(saveUrl, { method: "POST", body: data, headers: { Accept: "application/json" }, keepalive, signal });
    } catch {
      return null;
    }
  }

  // What was saved last stays told while something newer is on its way, or cannot be saved.
  function say(what, words = place.dataset[what] ?? place.dataset.failed) {
    place.querySelector("[data-words]").textContent = what === "saved" || !last ? words : `${words} ${last}.`;
    place.querySelector("[data-ok]").hidden = what !== "saved";
    place.querySelector("[data-not-ok]").hidden = what === "saved" || what === "saving";
    last = what === "saved" ? words : last;
  }

  // A form sent while its first saving is on the way would leave that draft behind: it waits for the name of it.
  function holdUntilNamed(event) {
    if (event.submitter?.formTarget === "_blank") {
      return; // what opens beside the page leaves it as it is
    }
    clearTimeout(timer);
    if (running && !ref.value && !event.defaultPrevented) {
      event.preventDefault();
      stopped = true;
      running.then(() => form.requestSubmit(event.submitter));
      return;
    }
    stopped = true;
  }

  function keepHere(data) {
    try {
      sessionStorage.setItem(store, JSON.stringify({ owner, entries: [...data.entries()] }));
    } catch {
      // A browser that keeps nothing still has the page.
    }
  }

  function forgetHere() {
    try {
      sessionStorage.removeItem(store);
    } catch {
      // Nothing was kept.
    }
  }

  // What was typed offline and not sent before this page was loaded again becomes a draft, with a link to it.
  async function sendLeftOver() {
    let left = null;
    try {
      left = JSON.parse(sessionStorage.getItem(store));
    } catch {
      return;
    }
    if (left?.owner !== owner) {
      forgetHere();
      return;
    }
    const data = new FormData();
    for (const [name, value] of left.entries) {
      data.append(name, value);
    }
    data.set("csrf_token", form.elements.namedItem("csrf_token").value);
    let answer = await post(data);
    if (answer?.status === 404) {
      data.delete("draft");
      answer = await post(data);
    }
    if (answer?.ok) {
      const told = await answer.json();
      forgetHere();
      say("saved", told.words);
      const link = document.createElement("a");
      link.href = `${path}?nhap=${encodeURIComponent(told.ref)}`;
      link.textContent = place.dataset.found;
      place.append(link);
    }
  }
}
