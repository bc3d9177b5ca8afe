/* Paper: each chart is drawn again for the width that it has on the sheet, whatever the screen; a tall one stands in
   two columns.  What is folded is opened, the address of the page is written on it. */
(() => {
  "use strict";

  const paper = window.matchMedia("print");
  // The smallest text of a chart, 12 pixels on screen, is then about 7 points high.
  const SCALE = 0.74;
  // Inside of a block on A4 landscape, in pixels: half the width of the sheet, and all of it.
  const HALF = 488;
  const WHOLE = 1017;
  // On the sheet, under its message and over its sources; taller, a chart made of rows is cut in two.
  const TALL = 400;
  // Between two rows; less than that separates the words of one row.
  const GAP = 14;

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

  /* Where nothing is drawn from one side to the other, nearest to the middle; in pixels of the drawing. */
  const cut = (chart, height) => {
    const frame = layers(chart)[0].getBoundingClientRect();
    const drawn = [...chart.querySelectorAll(".main-svg text, .point > path")]
      .map((mark) => mark.getBoundingClientRect())
      .filter((box) => box.height)
      .map((box) => [box.top, box.bottom].map((edge) => ((edge - frame.top) / frame.height) * height))
      .sort((one, other) => one[0] - other[0]);
    let bottom = 0;
    const voids = [];
    for (const [top, end] of drawn) {
      if (top - bottom >= GAP) voids.push((top + bottom) / 2);
      bottom = Math.max(bottom, end);
    }
    const far = (place) => Math.abs(place - height / 2);
    return voids.reduce((best, place) => (far(place) < far(best) ? place : best), height);
  };

  const column = (chart, across, top, bottom) => {
    const part = document.createElement("div");
    part.className = "graphique-colonne";
    for (const layer of layers(chart)) {
      const copy = layer.cloneNode(true);
      copy.setAttribute("viewBox", `0 ${top} ${across} ${bottom - top}`);
      copy.setAttribute("height", bottom - top);
      part.append(copy);
    }
    return part;
  };

  const inColumns = (chart, height) => {
    const place = cut(chart, height);
    if (place === height) return false;
    const across = layers(chart)[0].getAttribute("width");
    const both = document.createElement("div");
    both.className = "graphique-colonnes";
    both.append(column(chart, across, 0, place), column(chart, across, place, height));
    chart.closest(".graphique").append(both);
    return true;
  };

  const prepareChart = (chart) => {
    const height = parseFloat(chart.closest(".graphique").style.minHeight);
    // An axis is shared by what stands over it: only rows can be parted.
    const rows = chart.layout.xaxis && chart.layout.xaxis.visible === false;
    if (rows && height * SCALE > TALL) {
      draw(chart, HALF, height);
      if (inColumns(chart, height)) return;
    }
    draw(chart, width(chart), height);
  };

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
    for (const both of document.querySelectorAll(".graphique-colonnes")) both.remove();
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
