/* Definitions: the meaning of a term on hover, focus or touch, beside the term and above everything.  A screen reader
   has it from the page itself (aria-describedby), so that what is drawn here is for the eyes only. */
(() => {
  "use strict";

  const TERM = ".terme";
  const LEAVING = 250; // time to bring the pointer onto the definition
  const GAP = 8;
  const EDGE = 12;

  const box = document.createElement("div");
  box.className = "definition";
  box.hidden = true;
  box.setAttribute("aria-hidden", "true");

  let term = null;
  let leaving = 0;
  let pressed = null; // term already explained when the finger came down

  const hide = () => {
    window.clearTimeout(leaving);
    box.hidden = true;
    term = null;
  };
  const hideSoon = () => {
    window.clearTimeout(leaving);
    leaving = window.setTimeout(hide, LEAVING);
  };

  const place = () => {
    if (!term) return;
    const [line] = term.getClientRects();
    const height = document.documentElement.clientHeight;
    if (!line || line.bottom < 0 || line.top > height) {
      hide();
      return;
    }
    const middle = line.left + line.width / 2 - box.offsetWidth / 2;
    const left = Math.max(EDGE, Math.min(middle, document.documentElement.clientWidth - box.offsetWidth - EDGE));
    const above = line.top - box.offsetHeight - GAP;
    const top = above >= EDGE ? above : line.bottom + GAP;
    box.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  };

  const show = (wanted) => {
    window.clearTimeout(leaving);
    const definition = document.getElementById(wanted.getAttribute("aria-describedby"));
    if (!definition || wanted === term) return;
    term = wanted;
    box.replaceChildren(...[...definition.parentElement.childNodes].map((node) => node.cloneNode(true)));
    // The definition itself keeps its id: two would be one too many.
    box.querySelectorAll("[id]").forEach((node) => node.removeAttribute("id"));
    if (!box.isConnected) document.body.append(box);
    box.hidden = false;
    place();
  };

  const termOf = (event) => event.target.closest?.(TERM);
  const byFinger = (event) => event.pointerType === "touch";

  document.addEventListener("pointerover", (event) => {
    if (byFinger(event)) return;
    if (box.contains(event.target)) window.clearTimeout(leaving);
    else if (termOf(event)) show(termOf(event));
  });
  document.addEventListener("pointerout", (event) => {
    if (byFinger(event) || !term) return;
    if ((termOf(event) === term || box.contains(event.target)) && document.activeElement !== term) hideSoon();
  });
  document.addEventListener("focusin", (event) => {
    if (termOf(event)) show(termOf(event));
  });
  document.addEventListener("focusout", (event) => {
    if (termOf(event) === term) hideSoon();
  });
  document.addEventListener("pointerdown", (event) => {
    pressed = term;
    // A finger has nowhere else to rest: touching the definition itself closes it too.
    if (term && !termOf(event) && (byFinger(event) || !box.contains(event.target))) hide();
  });
  document.addEventListener("click", (event) => {
    const touched = termOf(event);
    if (!touched) return;
    // A second touch closes; a mouse that clicks what it already hovers closes nothing.
    if (byFinger(event) && pressed === touched) hide();
    else show(touched);
  });
  // Before the others: one press closes one thing, and the definition is the nearest.
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Escape" && term) {
        hide();
        event.stopPropagation();
      } else if ((event.key === "Enter" || event.key === " ") && event.target.matches?.(TERM)) {
        event.preventDefault();
        if (term === event.target) hide();
        else show(event.target);
      }
    },
    true,
  );
  // A table that becomes cards keeps its headers out of sight (records.css): no focus may go there.
  const keepFocusInSight = () => {
    for (const head of document.querySelectorAll("thead")) {
      const seen = head.getBoundingClientRect().width > 1;
      for (const one of head.querySelectorAll(TERM)) one.tabIndex = seen ? 0 : -1;
    }
  };

  document.addEventListener("scroll", place, { capture: true, passive: true });
  window.addEventListener("resize", () => {
    place();
    keepFocusInSight();
  });
  // The frame writes the title once a page is there or a filter has changed it (site.js).
  new MutationObserver(() => requestAnimationFrame(keepFocusInSight)).observe(document.querySelector("title"), {
    childList: true,
  });
})();
