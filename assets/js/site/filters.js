/* Filters: folded behind one button on a phone, panels that close by themselves, two years kept in their order. */
(() => {
  "use strict";

  const openPanels = () => document.querySelectorAll("details.filtre[open]");

  // Pressing a word of a panel first gives the focus to what stands around it: that is no way out.
  const closePanelsWithout = (target) => {
    for (const panel of openPanels()) if (!panel.contains(target) && !target.contains(panel)) panel.open = false;
  };

  const fold = (button, folded) => button.setAttribute("aria-expanded", String(!folded));

  document.addEventListener("click", (event) => {
    closePanelsWithout(event.target);
    const button = event.target.closest(".filtres-bouton");
    if (button) fold(button, button.getAttribute("aria-expanded") === "true");
  });

  document.addEventListener("focusin", (event) => closePanelsWithout(event.target));

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const panels = [...openPanels()];
    for (const panel of panels) {
      panel.open = false;
      panel.querySelector("summary").focus();
    }
    const form = event.target.closest?.(".filtres");
    const button = form?.querySelector(".filtres-bouton");
    if (panels.length > 0 || !button?.offsetParent) return;
    fold(button, true);
    button.focus();
  });

  document.addEventListener("submit", (event) => event.preventDefault());

  // The server reads two years in their order, whichever way round they come: the filters then show what it read.
  document.addEventListener("change", (event) => {
    const form = event.target.closest?.(".filtres");
    if (!form || !event.target.id.includes("-annee_")) return;
    const first = form.querySelector("[id$='-annee_debut']");
    const last = form.querySelector("[id$='-annee_fin']");
    if (!first || !last || Number(first.value) <= Number(last.value)) return;
    const [before, after] = [last.value, first.value];
    window.dash_clientside.set_props(first.id, { value: before });
    window.dash_clientside.set_props(last.id, { value: after });
  });
})();
