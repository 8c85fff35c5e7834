// Keys of the review. Everything works without this: the keys press what stands on the page.
(() => {
  "use strict";

  const SETTING = "memcon.review.keys";
  let sent = false;

  const kept = (value) => {
    try {
      if (value) localStorage.setItem(SETTING, value);
      return localStorage.getItem(SETTING);
    } catch {
      return null; // a browser that keeps nothing
    }
  };
  const on = () => kept() !== "off";

  // The reason that a button needs is asked for before it is pressed.
  const lacks = (button) => {
    const field = button.dataset.needs && button.form.elements[button.dataset.needs];
    if (!field || field.value.trim()) return false;
    field.focus();
    field.setAttribute("aria-invalid", "true");
    field.dataset.then = button.value;
    return true;
  };

  const open = (id) => {
    const details = document.getElementById(id);
    details.open = true;
    details.querySelector("select, input:not([type=hidden])").focus();
    details.scrollIntoView({ block: "nearest" });
  };

  const show = () => {
    const keys = document.querySelector(".keys");
    document.querySelectorAll(".opens").forEach((button) => { button.hidden = false; });
    if (!keys) return;
    keys.hidden = false;
    keys.querySelector("[data-keys-on]").textContent = on() ? "on" : "off";
    keys.querySelector("[data-keys]").textContent = on() ? "turn off" : "turn on";
  };

  document.addEventListener("keydown", (event) => {
    const target = event.target instanceof Element ? event.target : document.body;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (target.matches("input, textarea, select")) {
      if (event.key === "Escape") target.blur();
      if (event.key === "Enter" && target.dataset.then) {
        event.preventDefault();
        if (target.value.trim()) target.form.querySelector(`button[value="${target.dataset.then}"]`).click();
      }
      return;
    }
    if (event.repeat || event.shiftKey || !on() || !/^[a-z]$/.test(event.key)) return;
    const pressed = document.querySelector(`[data-key="${event.key}"]`);
    if (!pressed) return;
    event.preventDefault();
    pressed.click();
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button, a");
    if (!button) return;
    if (button.dataset.opens) open(button.dataset.opens);
    if (button.matches("[data-keys]")) { kept(on() ? "off" : "on"); show(); }
    if (button.dataset.needs && lacks(button)) event.preventDefault();
  });

  // A decision is sent once, however often a key is pressed.
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    if (sent) event.preventDefault();
    sent = true;
  });
  window.addEventListener("pageshow", () => { sent = false; show(); });

  // After a refusal the field that it is about has the focus, so that what is typed next is no key.
  if (document.querySelector(".fault")) {
    const editing = document.querySelector("#edit[open]");
    const field = editing ? editing.querySelector("select, input:not([type=hidden])") : document.getElementById("why");
    if (field) field.focus();
  }

  // Beside the desk, which stays where it is, the lit words are brought into sight.
  const lit = document.querySelector(".review-words .lit");
  if (lit && matchMedia("(min-width: 62rem)").matches && lit.getBoundingClientRect().bottom > innerHeight) {
    lit.scrollIntoView({ block: "center" });
  }
})();
