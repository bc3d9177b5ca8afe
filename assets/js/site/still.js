/* Draws what a page shows (dashboard/still.py): one component of Dash instead of one for each cell.  A filter gives it
   another tree: a chart that stays is updated, a table that the reader opened stays open. */
(() => {
  "use strict";

  const { createElement, Fragment, useEffect, useLayoutEffect, useRef } = window.React;

  // As Dash's own links do: the address changes, Dash is told, the page starts at its top.
  const follow = (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    window.history.pushState({}, "", event.currentTarget.getAttribute("href"));
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    window.scrollTo(0, 0);
  };

  const Graph = ({ figure, config, className }) => {
    const place = useRef(null);
    useLayoutEffect(() => {
      let chart = place.current.firstChild;
      if (!chart) {
        // Drawn with the document, before React came.
        const early = window.vigieDrawn(place.current.closest("[id]").id);
        chart = place.current.appendChild(early || document.createElement("div"));
        if (early) return;
      }
      window.Plotly.react(chart, figure.data, { ...figure.layout, autosize: true }, config);
    }, [figure, config]);
    useEffect(() => {
      const chart = place.current.firstChild;
      // Whoever drew it: a point may say where it comes from (origin.js).
      for (const gesture of ["click", "hover", "unhover"]) {
        const detail = (event) => ({ chart, gesture, points: event?.points ?? [] });
        chart.on(`plotly_${gesture}`, (event) => document.dispatchEvent(new CustomEvent("vigie:point", { detail: detail(event) })));
      }
      let size = `${chart.clientWidth} ${chart.clientHeight}`;
      const fit = new ResizeObserver(() => {
        const present = `${chart.clientWidth} ${chart.clientHeight}`;
        if (present === size || !chart.clientWidth || !chart.clientHeight) return;
        size = present;
        window.Plotly.Plots.resize(chart);
      });
      fit.observe(chart);
      return () => {
        fit.disconnect();
        window.Plotly.purge(chart);
      };
    }, []);
    return createElement("div", { ref: place, className });
  };

  const element = (type, properties) => {
    if (type === "Link") return ["a", { ...properties, onClick: follow }];
    return type === "Graph" ? [Graph, properties] : [type.toLowerCase(), properties];
  };

  const drawn = (node) => {
    if (Array.isArray(node)) return node.map(drawn);
    if (node === null || typeof node !== "object") return node;
    const { children, ...properties } = node.props;
    const [kind, own] = element(node.type, properties);
    // A block is itself wherever it stands; elsewhere the order of the children is their identity.
    if (properties.id) own.key = properties.id;
    return createElement(kind, own, ...(Array.isArray(children) ? children.map(drawn) : [drawn(children ?? null)]));
  };

  // Dash says that a view waits until long after what it waited for is there: the veil would be painted over it.
  const WAITING = ".vue[data-dash-is-loading]";
  const unveil = () => document.querySelectorAll(WAITING).forEach((view) => view.removeAttribute("data-dash-is-loading"));

  const Still = ({ tree }) => {
    useLayoutEffect(unveil, [tree]);
    return createElement(Fragment, null, ...tree.map(drawn));
  };

  window.vigie_components = { Still };
})();
