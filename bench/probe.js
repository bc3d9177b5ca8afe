/* The same in the three pages: when the last chart was painted, counted from the navigation or from a gesture. */
(() => {
  "use strict";

  const CHART = ".js-plotly-plot";
  const MARKS = ".scatterlayer .trace path, .barlayer .point path";
  const GESTURES = ["click", "input", "change"];
  const CHECK_EVERY = 100;
  const PATIENCE = 30000;

  let touched = 0; // last change inside a chart
  let painted = 0; // end of the first frame after it
  let waiting = false; // for that frame
  let gesture = 0;
  let before = [];

  const charts = () => [...document.querySelectorAll(CHART)];
  const drawings = () => charts().map((chart) => chart.querySelector(".main-svg").outerHTML);
  const drawn = () => charts().filter((chart) => chart.querySelector(MARKS)).length;

  const inChart = (record) => {
    const node = record.target.nodeType === Node.ELEMENT_NODE ? record.target : record.target.parentElement;
    return node !== null && node.closest(CHART) !== null;
  };

  // A message posted while a frame is prepared is read once that frame is painted.
  const afterPaint = (then) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = then;
    requestAnimationFrame(() => channel.port2.postMessage(null));
  };

  const seen = (records) => {
    if (!records.some(inChart)) return;
    touched = performance.now();
    if (waiting) return;
    waiting = true;
    afterPaint(() => {
      waiting = false;
      painted = performance.now();
    });
  };

  new MutationObserver(seen).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ["d", "transform", "x", "y"],
  });

  for (const name of GESTURES) {
    window.addEventListener(name, () => { gesture = gesture || performance.now(); }, { capture: true });
  }

  window.benchProbe = {
    /** Forget what was seen: what follows is counted from the next gesture. */
    arm() {
      before = drawings();
      gesture = touched = painted = 0;
    },

    /** Once `wanted` charts are drawn and none has changed for `quiet` ms: since when, and how many charts differ. */
    settled(wanted, quiet) {
      const since = performance.now();
      return new Promise((resolve, reject) => {
        const timer = setInterval(() => {
          if (performance.now() - since > PATIENCE) reject(new Error(`${drawn()} graphiques sur ${wanted}`));
          if (!touched || waiting || drawn() < wanted || performance.now() - touched < quiet) return;
          clearInterval(timer);
          const changed = drawings().filter((drawing, rank) => drawing !== before[rank]).length;
          resolve({ milliseconds: painted - gesture, changed });
        }, CHECK_EVERY);
      });
    },
  };
})();
