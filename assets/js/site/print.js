/* Paper: each chart is drawn again for the width that it has on the sheet, whatever the screen.  What is folded is opened,
   the address of the page is written on it. */
(() => {
  "use strict";

  const paper = window.matchMedia("print");
  // The smallest text of a chart, 12 pixels on screen, is then about 7 points high.
  const SCALE = 0.74;
  // Inside of a block on A4 landscape, in pixels: half the width of the sheet, and all of it.
  const HALF = 488;
  const WHOLE = 1017;

  const resize = window.Plotly.Plots.resize;
  window.Plotly.Plots.resize = (chart) => (paper.matches ? Promise.resolve(chart) : resize(chart));

  const charts = () => [...document.querySelectorAll(".graphique .js-plotly-plot")];
  const layers = (chart) => [...chart.querySelectorAll(".main-svg")];

  // The sheet gives a block half its width or all of it, by the same rule as a wide screen.
  const width = (chart) => {
    const { gridColumnStart, gridColumnEnd } = window.getComputedStyle(chart.closest(".bloc"));
    return gridColumnStart === "1" && gridColumnEnd === "-1" ? WHOLE : HALF;
  };

  const draw = (chart, across, height) => {
    window.Plotly.relayout(chart, { width: Math.round(across / SCALE), height });
    for (const layer of layers(chart)) {
      layer.setAttribute("viewBox", `0 0 ${layer.getAttribute("width")} ${layer.getAttribute("height")}`);
      layer.setAttribute("preserveAspectRatio", "xMinYMin meet");
    }
  };

  const prepareChart = (chart) => draw(chart, width(chart), parseFloat(chart.closest(".graphique").style.minHeight));

  // Told twice by the browser: of the printing, then of the medium.
  let ready = false;
  const unfolded = [];

  const prepare = () => {
    if (ready) return;
    ready = true;
    for (const fold of document.querySelectorAll(".pli:not([open])")) {
      fold.open = true;
      unfolded.push(fold);
    }
    charts().forEach(prepareChart);
    const address = document.querySelector(".entete-adresse");
    if (address) address.textContent = window.location.href;
  };

  const back = () => {
    if (!ready) return;
    ready = false;
    for (const fold of unfolded.splice(0)) fold.open = false;
    for (const layer of document.querySelectorAll(".graphique .main-svg[viewBox]")) layer.removeAttribute("viewBox");
    for (const chart of charts()) {
      // A chart that has a size of its own is not fitted to its place.
      delete chart.layout.width;
      delete chart.layout.height;
      resize(chart);
    }
  };

  window.addEventListener("beforeprint", prepare);
  window.addEventListener("afterprint", back);
  paper.addEventListener("change", () => (paper.matches ? prepare() : back()));
})();
