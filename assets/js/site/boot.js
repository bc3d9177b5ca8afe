/* While Dash starts, it replaces the painted frame by a word of its own: the frame stays on screen until the page comes. */
(() => {
  "use strict";

  const root = document.getElementById("react-entry-point");
  const frame = root?.firstElementChild?.cloneNode(true);
  if (!frame) return;

  const follow = (_changes, watch) => {
    if (root.querySelector(":scope > ._dash-loading")) {
      if (!frame.isConnected) root.after(frame);
      return;
    }
    frame.remove();
    watch.disconnect();
  };

  new MutationObserver(follow).observe(root, { childList: true, subtree: true, attributeFilter: ["class"] });
})();
