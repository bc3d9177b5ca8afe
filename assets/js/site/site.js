/* What the browser alone can do: address, title, current link.  No figure, no data. */
(() => {
  "use strict";

  // Where the pages do not fit, the navigation slides sideways.
  const center = (link) => {
    const strip = link.closest(".nav-pages");
    strip.scrollLeft = link.offsetLeft - strip.offsetLeft - (strip.clientWidth - link.clientWidth) / 2;
  };

  // A link half cut by the edge is not brought into sight by the browser.  Under a finger it must stay where it is.
  document.addEventListener("focusin", (event) => {
    const link = event.target.closest?.(".nav-pages a");
    if (link?.matches(":focus-visible")) center(link);
  });

  const setCurrentLink = (page) => {
    for (const link of document.querySelectorAll(".nav-pages a")) {
      if (link.id !== `nav-${page}`) {
        link.removeAttribute("aria-current");
        continue;
      }
      link.setAttribute("aria-current", "page");
      center(link);
    }
  };

  // The frame is drawn once (still.js): nothing puts another address back.
  const setLinks = (addresses) => {
    const links = [document.getElementById("accueil"), ...document.querySelectorAll(".nav-pages a")];
    for (const [rank, link] of links.entries()) link.setAttribute("href", addresses[rank]);
  };

  const mirrorQuery = (query) => {
    const wanted = window.location.pathname + query + window.location.hash;
    const present = window.location.pathname + window.location.search + window.location.hash;
    // replaceState, so that Back leaves the page instead of undoing filters one by one.
    if (wanted !== present) window.history.replaceState(window.history.state, "", wanted);
  };

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.vigie = {
    relayer: (state) => state || window.dash_clientside.no_update,

    suivre(state) {
      if (!state) return;
      document.dispatchEvent(new CustomEvent("vigie:etat", { detail: state }));
      document.title = state.titre;
      setCurrentLink(state.page);
      if (typeof state.requete === "string") mirrorQuery(state.requete);
      if (state.liens) setLinks(state.liens);
      document.getElementById("annonce").textContent = state.annonce || state.titre;
    },
  };
})();
