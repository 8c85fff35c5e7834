/* Pages work without this. It lights a fact and its words wherever they stand, goes from fact to fact with n and p, and takes dropped files. */
(() => {
  "use strict";

  const all = (selector) => [...document.querySelectorAll(selector)];
  const shown = { contacts: ".contact, .detail", statements: ".statement", commitments: ".commitment", claims: ".claim", loaded: ".loaded", actors: ".actor" };

  const typing = "input:not([type=checkbox]), textarea, select, [contenteditable]";

  /* "#s4", "#s4.2" and "#fact-s4" are all of the fact s4. */
  const named = (hash) => {
    try {
      return decodeURIComponent(hash.slice(1)).replace(/^fact-/, "").replace(/\.\d+$/, "");
    } catch {
      return "";
    }
  };
  const words = (fact) => all(`[data-to="${CSS.escape(fact)}"]`);
  const facts = (fact) => all(`[data-fact="${CSS.escape(fact)}"]`);
  const line = (fact) => fact.closest(".card, li, blockquote, p") || fact;

  const pane = (element) => {
    const found = element.closest(".apparatus, .source");
    return found && found.scrollHeight > found.clientHeight && getComputedStyle(found).overflowY === "auto" ? found : null;
  };

  /* Brings an element into view; one in a pane without moving the page. */
  const bring = (element) => {
    const around = pane(element);
    if (around) {
      around.scrollTop += element.getBoundingClientRect().top - around.getBoundingClientRect().top - around.clientHeight / 3;
    } else if (all(".apparatus, .source").some((one) => getComputedStyle(one).overflowY === "auto")) {
      const { top, bottom } = element.getBoundingClientRect();
      if (top < 0 || bottom > innerHeight) element.scrollIntoView({ block: "center" });
    }
  };

  const light = () => {
    const fact = named(location.hash);
    const lit = fact ? [...words(fact), ...facts(fact).map(line)] : [];
    if (!lit.length) return;
    all(".lit").forEach((element) => element.classList.remove("lit"));
    lit.forEach((element) => element.classList.add("lit"));
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const other = target && target.dataset.fact !== undefined ? words(fact)[0] : facts(fact)[0];
    if (other) bring(other);
  };

  const go = (id) => location.replace(`#${encodeURIComponent(id)}`);

  /* The facts in the order in which they are read: those of a memo, else those whose marks are shown in the text. */
  const walk = () => {
    const memo = all(".memo [data-fact]").map((element) => element.dataset.fact);
    if (memo.length) return [...new Set(memo)];
    const off = all(".marks input:not(:checked)").map((box) => shown[box.value]);
    const left = [".actor", ...off].filter(Boolean).join(", ");
    return [...new Set(all(".annotated [data-to][id]").filter((element) => !element.matches(left)).map((element) => element.dataset.to))];
  };

  const step = (by) => {
    const found = walk();
    const at = found.indexOf(named(location.hash));
    const next = at < 0 ? (by > 0 ? 0 : found.length - 1) : at + by;
    if (found[next] !== undefined) go(found[next]);
  };

  /* What cannot be asked is answered with a page that says why: it is shown, not dropped. */
  document.addEventListener("htmx:afterRequest", (event) => {
    const { xhr, requestConfig } = event.detail;
    if (xhr.status >= 400 && requestConfig.verb === "get") location.assign(xhr.responseURL);
  });

  addEventListener("hashchange", light);
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(typing)) return;
    if (!document.querySelector(".annotated")) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else return;
    event.preventDefault();
  });

  /* A click anywhere on a fact leads to its words; a click on words whose mark is hidden leads to what is marked round them. */
  addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a, button, input, label, summary");
    if (!link) {
      if (!getSelection().isCollapsed) return;
      const fact = event.target.closest(".card, .memo li, .memo p, .memo blockquote");
      const of = fact && (fact.matches("[data-fact]") ? fact : fact.querySelector("[data-fact]"));
      if (of && words(of.dataset.fact).length) go(of.dataset.fact);
      return;
    }
    const off = all(".marks input:not(:checked)").map((box) => shown[box.value]).filter(Boolean).join(", ");
    let mark = link.parentElement;
    if (!off || !link.closest(".annotated") || !mark.matches(off)) return;
    while (mark && mark.matches(`span:is(${off})`)) mark = mark.parentElement;
    event.preventDefault();
    if (mark && mark.dataset.to) go(`fact-${mark.dataset.to}`);
  });

  /* The facts of a long text stand in several parts; the address of one may name a fact of another part. */
  const elsewhere = () => {
    const fact = named(location.hash);
    if (!/^[cskmfa]\d+$/.test(fact) || document.getElementById(fact) || !document.querySelector(".parts")) return;
    const asked = new URLSearchParams(location.search);
    if (asked.get("fact") === fact) return;
    asked.delete("part");
    asked.set("fact", fact);
    location.replace(`?${asked}#${fact}`);
  };

  for (const form of all("form.drop")) {
    const input = form.querySelector('input[type="file"]');
    form.addEventListener("dragover", (event) => {
      event.preventDefault();
      form.classList.add("over");
    });
    form.addEventListener("dragleave", () => form.classList.remove("over"));
    form.addEventListener("drop", (event) => {
      form.classList.remove("over");
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      input.files = event.dataTransfer.files;
    });
  }

  /* On a narrow screen the rooms scroll beside each other: the one that is open is brought into sight. */
  const room = document.querySelector(".masthead [aria-current]");
  const rooms = room && room.closest("ul");
  if (rooms && rooms.scrollWidth > rooms.clientWidth) rooms.scrollLeft = room.offsetLeft - rooms.offsetLeft - rooms.clientWidth / 3;

  elsewhere();
  light();
})();
