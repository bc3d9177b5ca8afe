/* « Comment lire cette page »: an invitation on a page never seen in this browser, until one is refused; then steps, one
   by one, beside what they speak of.  The words come with the page; this only shows them. */
(() => {
  "use strict";

  const MEMORY = "vigie.guide.";
  const EVERY_PAGE = "*"; // no key of a page
  const SHOWN = "data-guide-montre";
  const one = (id) => document.getElementById(id);
  const page = () => document.querySelector(".guide-etapes");
  const opener = () => document.querySelector(".guide-ouvrir");

  // Where storage is refused, a page is only remembered until it is closed.
  const answered = new Set();
  const isRemembered = (key) => {
    try {
      return answered.has(key) || localStorage.getItem(MEMORY + key) !== null;
    } catch {
      return answered.has(key);
    }
  };
  const isAnswered = (key) => isRemembered(EVERY_PAGE) || isRemembered(key);
  const remember = (key) => {
    answered.add(key);
    try {
      localStorage.setItem(MEMORY + key, "vu");
    } catch {
      // Nothing more can be done, and nothing is lost but an answer.
    }
  };

  let current = null; // page whose invitation or guide may be on screen
  let reached = null; // its address: two records of one kind are two places
  let steps = [];
  let rank = 0;

  const target = (step) => {
    const found = document.querySelector(`.page ${step.dataset.cible}`);
    return found && found.getClientRects().length > 0 ? found : null;
  };
  const isOpen = () => one("guide-panneau")?.hidden === false;

  const unmark = () => document.querySelectorAll(`[${SHOWN}]`).forEach((node) => node.removeAttribute(SHOWN));

  const show = (wanted) => {
    rank = Math.min(Math.max(wanted, 0), steps.length - 1);
    const step = steps[rank];
    const last = rank === steps.length - 1;
    const panel = one("guide-panneau");
    one("guide-rang").textContent = `${rank + 1}\u00a0/\u00a0${steps.length}`;
    one("guide-titre").textContent = step.querySelector("strong").textContent;
    one("guide-texte").textContent = step.querySelector("p").textContent;
    one("guide-suivant").textContent = last ? panel.dataset.terminer : panel.dataset.suivant;
    // Not « disabled »: the button would lose the focus of whoever goes back to the first step.
    one("guide-precedent").setAttribute("aria-disabled", String(rank === 0));
    unmark();
    const spoken = target(step);
    if (!spoken) return;
    spoken.setAttribute(SHOWN, "");
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    spoken.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
  };

  const open = () => {
    if (!page()) return;
    steps = [...page().children].filter(target);
    if (steps.length === 0) return;
    one("guide-invitation").hidden = true;
    one("guide-panneau").hidden = false;
    document.documentElement.setAttribute("data-guide-ouvert", "");
    remember(current);
    one("guide-panneau").focus({ preventScroll: true });
    show(0);
  };

  const close = () => {
    one("guide-panneau").hidden = true;
    document.documentElement.removeAttribute("data-guide-ouvert");
    unmark();
  };

  // Whoever closes with the mouse stays where they read; the keyboard needs to see where its focus is.
  const closeAndReturn = (byPointer) => {
    close();
    opener()?.focus({ preventScroll: byPointer });
  };

  const refuse = () => {
    const hadFocus = one("guide-invitation").contains(document.activeElement);
    // Whoever needs no guide here needs none elsewhere; its button stays on every page.
    remember(EVERY_PAGE);
    one("guide-invitation").hidden = true;
    if (hadFocus) opener()?.focus({ preventScroll: true });
  };

  const arrive = () => {
    const key = page()?.dataset.page ?? null;
    const place = key + window.location.pathname;
    if (place === reached || !one("guide-panneau")) return;
    reached = place;
    if (isOpen()) close();
    if (key === current) return;
    // Whoever went on without answering saw the invitation: it is not made twice.
    if (current && !one("guide-invitation").hidden) remember(current);
    current = key;
    one("guide-invitation").hidden = key === null || isAnswered(key);
  };

  const ACTIONS = {
    "guide-voir": open,
    "guide-refuser": refuse,
    "guide-fermer": (byPointer) => closeAndReturn(byPointer),
    "guide-precedent": () => show(rank - 1),
    "guide-suivant": (byPointer) => (rank === steps.length - 1 ? closeAndReturn(byPointer) : show(rank + 1)),
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button");
    if (button?.matches(".guide-ouvrir")) open();
    else if (button) ACTIONS[button.id]?.(event.detail > 0);
  });
  document.addEventListener("keydown", (event) => {
    if (!isOpen() || event.defaultPrevented) return;
    // One press closes one thing: an open filter goes first (site.js).
    if (event.key === "Escape" && !document.querySelector("details.filtre[open]")) closeAndReturn(false);
    if (!one("guide-panneau").contains(document.activeElement)) return;
    if (event.key === "ArrowRight") show(rank + 1);
    if (event.key === "ArrowLeft") show(rank - 1);
  });

  // The frame writes the title once a page is there (site.js), the same title included.
  new MutationObserver(() => requestAnimationFrame(arrive)).observe(document.querySelector("title"), {
    childList: true,
  });
})();
