/* A page opened by a link is a new page: the reading point goes to its title, as a browser does by itself elsewhere. */
(() => {
  "use strict";

  let place = null;
  let shown = null;

  const signature = (title) => `${title.closest(".page").id} ${title.textContent}`;

  const follow = () => {
    const title = document.querySelector("#contenu > .page[id] h1");
    if (!title) return;
    const here = window.location.pathname;
    const present = signature(title);
    // The address changes before the content does.
    if (here === place || present === shown) {
      if (here === place) shown = present;
      return;
    }
    const first = place === null;
    place = here;
    shown = present;
    if (first) return;
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
  };

  new MutationObserver(follow).observe(document.documentElement, { childList: true, subtree: true, characterData: true });
})();
