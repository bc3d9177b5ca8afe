/* Follows plotly.js in its file.  The document shows its page by itself (dashboard/answers.py): the charts are drawn at
   once, and Dash, which makes the page answer, starts once they are painted. */
(() => {
  "use strict";

  const HIDDEN_TAB = 300; // ms: a tab that nobody looks at paints nothing

  const root = document.getElementById("react-entry-point");
  const page = root?.firstElementChild;
  if (!page) return;

  const graphs = (node) => {
    if (Array.isArray(node)) return node.flatMap(graphs);
    if (node?.type === "Graph") return [node.props];
    return node?.props ? [...graphs(node.props.children), ...graphs(node.props.tree)] : [];
  };

  const drawn = new Map();
  const draw = () => {
    const layout = document.querySelector('script[data-reponse="_dash-layout"]');
    const places = page.querySelectorAll(".graphique-trace");
    for (const [rank, { figure, config }] of graphs(JSON.parse(layout.textContent)).entries()) {
      const chart = places[rank].appendChild(document.createElement("div"));
      window.Plotly.react(chart, figure.data, { ...figure.layout, autosize: true }, config);
      drawn.set(places[rank].closest("[id]").id, chart);
    }
  };

  // Each chart goes on where React draws its card (still.js): it is not drawn twice.
  window.vigieDrawn = (block) => {
    const chart = drawn.get(block);
    drawn.delete(block);
    return chart;
  };

  // Dash empties its root: the page waits beside it, and answers to nothing until Dash has taken its place.
  root.after(page);
  page.inert = true;
  new MutationObserver((_changes, watch) => {
    if (root.childElementCount === 0 || root.querySelector(":scope > ._dash-loading")) return;
    page.remove();
    watch.disconnect();
  }).observe(root, { childList: true, subtree: true, attributeFilter: ["class"] });

  const run = (held) => {
    const script = document.createElement("script");
    if (held.src) script.src = held.src;
    else script.textContent = held.textContent;
    script.async = false;
    return new Promise((done, fail) => {
      script.onload = done;
      script.onerror = fail;
      document.body.append(script);
    });
  };

  let started = false;
  const start = async () => {
    if (started) return;
    started = true;
    const held = [...document.querySelectorAll('script[type="text/plain"]')];
    try {
      // Asked together, run in their order; what stands in the document itself needs them all.
      await Promise.all(held.filter((script) => script.src).map(run));
      held.filter((script) => !script.src).forEach(run);
    } catch {
      // Without Dash no filter answers, but the page is read and its links lead where they say.
      page.inert = false;
    }
  };

  const afterPaint = (then) => {
    requestAnimationFrame(() => setTimeout(then));
    setTimeout(then, HIDDEN_TAB);
  };

  document.addEventListener("DOMContentLoaded", () => afterPaint(start));
  draw();
})();
