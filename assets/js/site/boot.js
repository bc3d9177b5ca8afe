/* While Dash fetches its layout, it replaces the painted frame by a word of its own: keep the frame on screen until the
   layout comes, and say in French that it does not come. */
(() => {
  "use strict";

  const PATIENCE = 10000;
  const root = document.getElementById("react-entry-point");
  const frame = root?.firstElementChild?.cloneNode(true);
  if (!frame) return;
  let patience = 0;

  const say = () => {
    const words = document.getElementById("panne").content.cloneNode(true);
    if (frame.isConnected) frame.querySelector("main").replaceChildren(words);
  };

  const follow = (_changes, watch) => {
    window.clearTimeout(patience);
    const failed = root.querySelector(":scope > ._dash-error");
    if (!failed && !root.querySelector(":scope > ._dash-loading")) {
      frame.remove();
      watch.disconnect();
      return;
    }
    if (!frame.isConnected) root.after(frame);
    if (failed) say();
    else patience = window.setTimeout(say, PATIENCE);
  };

  new MutationObserver(follow).observe(root, { childList: true, subtree: true, attributeFilter: ["class"] });
})();
