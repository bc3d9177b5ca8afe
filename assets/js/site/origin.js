/* « D’où vient ce chiffre ? »: the panel of a figure, opened by a press on its mark or on a point of a chart, and by an
   address that ends with #fait=…  The server writes what it holds (dashboard/origin.py). */
(() => {
  "use strict";

  const FRAGMENT = "#fait=";
  const MARK = ".origine-marque";
  const WAIT = 120; // ms before a wait is said: most answers come earlier
  const FACT = /^[a-z0-9-]*\(?[a-z_]+:/;

  const panel = () => document.getElementById("origine");
  const body = () => panel().querySelector(".origine-corps");
  const prefix = () => JSON.parse(document.getElementById("_dash-config").textContent).requests_pathname_prefix;

  let shown = null; // address of what the panel shows
  let origin = null; // what the focus goes back to
  let turn = 0;

  const decoded = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text; // an address that was cut: the server says that it names nothing
    }
  };
  const asked = () => {
    const { hash } = window.location;
    return hash.startsWith(FRAGMENT) ? decoded(hash.slice(FRAGMENT.length)) : null;
  };
  const markOf = (reference) =>
    [...document.querySelectorAll(MARK)].find((mark) => decoded(mark.hash.slice(FRAGMENT.length)) === reference);

  const answer = async (reference) => {
    const query = new URLSearchParams({ de: reference, page: window.location.pathname + window.location.search });
    try {
      return await (await fetch(`${prefix()}fait?${query}`)).text();
    } catch {
      return null;
    }
  };

  const say = (words) => {
    const line = document.createElement("p");
    line.className = "origine-avis";
    line.textContent = words;
    body().replaceChildren(line);
  };

  const fill = async (reference) => {
    turn += 1;
    const mine = turn;
    const waiting = window.setTimeout(() => mine === turn && say(panel().dataset.attente), WAIT);
    const page = await answer(reference);
    window.clearTimeout(waiting);
    if (mine !== turn) return;
    // Escaped by the server, like the pages themselves.
    if (page === null) say(panel().dataset.panne);
    else body().innerHTML = page;
    body().scrollTop = 0;
    body().querySelector("[tabindex]")?.focus({ preventScroll: true });
  };

  const open = (reference) => {
    const mark = markOf(reference);
    if (!panel().open) {
      const active = document.activeElement;
      // A bar is for the pointer alone: its row has a mark.
      origin = active?.closest(".barre")?.querySelector(MARK) ?? (active && active !== document.body ? active : mark);
      body().replaceChildren();
      panel().showModal();
    }
    // What the page calls it, where it does: a name is spoken after the question.
    const question = panel().querySelector("h2").textContent;
    panel().querySelector(".origine-de").textContent = mark ? mark.getAttribute("aria-label").slice(question.length).trim() : "";
    fill(reference);
  };

  const shut = () => {
    turn += 1;
    if (!panel()?.open) return;
    panel().close();
    body().replaceChildren();
    // A browser gives the focus back to what had it; an address had none to give.
    if (origin?.isConnected) origin.focus({ preventScroll: true });
    origin = null;
  };

  const follow = () => {
    if (!panel()) return;
    const reference = asked();
    const address = reference === null ? null : window.location.pathname + reference;
    if (address === shown) return;
    shown = address;
    if (reference === null) shut();
    else open(reference);
  };

  // How many panels deep the reader went from the page: closing goes back to it, so that « Back » does not reopen them.
  const depth = () => window.history.state?.origine ?? 0;

  // The page that is shown, whatever the fragment, and how deep it is.
  const here = () => window.location.pathname + window.location.search;
  let place = here();
  let deep = depth();

  const go = (fragment) => {
    window.history.pushState({ ...window.history.state, origine: depth() + 1 }, "", fragment);
    deep = depth();
    follow();
  };

  const leave = () => {
    const back = depth();
    shown = null;
    shut();
    if (back > 0) window.history.go(-back);
    else window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
  };

  const copy = async (button) => {
    const phrase = panel().querySelector(".origine-phrase");
    let copied = true;
    try {
      await navigator.clipboard.writeText(phrase.textContent);
    } catch {
      // Without https a browser has no clipboard to give: the old way still works there.
      window.getSelection().selectAllChildren(phrase);
      copied = document.execCommand("copy");
    }
    panel().querySelector(".origine-dit").textContent = copied ? button.dataset.copie : button.dataset.refus;
    button.classList.toggle("fait", copied);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(`a[href^='${FRAGMENT}']`);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (link && plain) {
      event.preventDefault();
      go(link.getAttribute("href"));
    } else if (event.target.closest?.(".origine-copier")) copy(event.target.closest(".origine-copier"));
    // Outside the panel is the panel’s own veil.
    else if (event.target === panel() || event.target.closest?.(".origine-fermer")) leave();
    else if (event.target.closest?.(".origine-source") && plain) shown = null;
  });

  document.addEventListener("vigie:point", ({ detail }) => {
    const { chart, gesture, points } = detail;
    const point = points.find(({ customdata }) => typeof customdata === "string" && FACT.test(customdata));
    chart.classList.toggle("pointe", gesture !== "unhover" && point !== undefined);
    if (gesture === "click" && point) go(FRAGMENT + encodeURIComponent(point.customdata));
  });

  // Before the others: one press closes one thing, and the panel is above everything.
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !panel()?.open) return;
      event.preventDefault();
      event.stopPropagation();
      leave();
    },
    true,
  );
  // Where a gesture closes a dialog instead of a key.
  document.addEventListener("cancel", (event) => event.target === panel() && (event.preventDefault(), leave()), true);

  // Under a panel that closes, or where only the fragment changes, the page stays.  Dash, which was not told of what
  // filters wrote in the address, would ask for it again, and what had the focus would go with it.
  window.addEventListener(
    "popstate",
    (event) => {
      const { pathname, hash } = window.location;
      // A filter that answered meanwhile wrote in the entry of the panel.
      if (deep > depth() && pathname === place.split("?")[0]) window.history.replaceState(window.history.state, "", place + hash);
      if (here() === place) event.stopImmediatePropagation();
      place = here();
      deep = depth();
      follow();
    },
    true,
  );
  window.addEventListener("hashchange", follow);
  window.addEventListener("_dashprivate_pushstate", () => {
    place = here();
    deep = depth();
    follow();
  });
  // The frame is there once its state is (site.js): an address that was pasted opens its panel then.
  document.addEventListener("vigie:etat", () =>
    requestAnimationFrame(() => {
      place = here();
      follow();
    }),
  );
})();
