// The switch for single keys on the keyboard page; without JavaScript there are no single keys to switch.
import { enable, enabled } from "./keys.js";

const box = document.querySelector("[data-single-keys]");
if (box) {
  box.checked = enabled();
  box.closest("[hidden]")?.removeAttribute("hidden");
  box.addEventListener("change", () => enable(box.checked));
}
