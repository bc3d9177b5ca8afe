/* An address that names a place leads to it, unfolded: once the page is there, and at each press on a link to a place. */
(() => {
  "use strict";

  let reached = "";

  const named = (hash) => {
    try {
      return decodeURIComponent(hash.slice(1));
    } catch {
      return ""; // an address that was cut names nothing
    }
  };

  const placeOf = (hash) => {
    const place = hash && document.getElementById(named(hash));
    return place && place.closest(".page") ? place : null;
  };

  const unfold = (place) => {
    for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    // A part with one fold is what it holds; several are a list to choose from.
    const inside = place.querySelectorAll(".pli");
    if (inside.length === 1) inside[0].open = true;
  };

  const go = (place) => {
    unfold(place);
    place.scrollIntoView({ behavior: "instant" });
  };

  const reach = () => {
    const { pathname, hash } = window.location;
    if (reached === pathname + hash) return;
    const place = placeOf(hash);
    if (place) go(place);
    reached = pathname + hash;
  };

  // The frame writes the title once a page is there (site.js).
  new MutationObserver(() => requestAnimationFrame(reach)).observe(document.querySelector("title"), { childList: true });

  window.addEventListener("hashchange", reach);

  // A second press on the same link changes no address.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const place = link && placeOf(link.getAttribute("href"));
    if (place) requestAnimationFrame(() => go(place));
  });
})();
