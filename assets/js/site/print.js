/* Paper: charts keep the shape of the screen and are scaled to the sheet; the address of the page is written on it. */
(() => {
  "use strict";

  const paper = window.matchMedia("print");

  // Labels are placed for the size on screen: drawn again for a sheet, they would touch.
  const resize = window.Plotly.Plots.resize;
  window.Plotly.Plots.resize = (chart) => (paper.matches ? Promise.resolve(chart) : resize(chart));

  const prepare = () => {
    for (const layer of document.querySelectorAll(".graphique .main-svg")) {
      layer.setAttribute("viewBox", `0 0 ${layer.getAttribute("width")} ${layer.getAttribute("height")}`);
      layer.setAttribute("preserveAspectRatio", "xMinYMin meet");
    }
    const address = document.querySelector(".entete-adresse");
    if (address) address.textContent = window.location.href;
  };

  const restore = () => {
    for (const layer of document.querySelectorAll(".graphique .main-svg[viewBox]")) layer.removeAttribute("viewBox");
  };

  window.addEventListener("beforeprint", prepare);
  window.addEventListener("afterprint", restore);
  paper.addEventListener("change", () => (paper.matches ? prepare() : restore()));
})();
