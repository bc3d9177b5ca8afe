/* A page comes after the address that names a place in it: go to that place once it is there. */
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

  const reach = () => {
    const { pathname, hash } = window.location;
    if (reached === pathname + hash) return;
    const place = hash && document.getElementById(named(hash));
    if (place && place.closest(".page")) place.scrollIntoView({ behavior: "instant" });
    reached = pathname + hash;
  };

  // The frame writes the title once a page is there (site.js).
  new MutationObserver(() => requestAnimationFrame(reach)).observe(document.querySelector("title"), { childList: true });
})();
