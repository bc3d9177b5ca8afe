/* Draws what never changes by itself (dashboard/still.py): one component of Dash instead of one for each cell. */
(() => {
  "use strict";

  const { createElement, Fragment } = window.React;

  // As Dash's own links do: the address changes, Dash is told, the page starts at its top.
  const follow = (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    window.history.pushState({}, "", event.currentTarget.getAttribute("href"));
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    window.scrollTo(0, 0);
  };

  const drawn = (node) => {
    if (Array.isArray(node)) return node.map(drawn);
    if (node === null || typeof node !== "object") return node;
    const { children, ...properties } = node.props;
    const [name, own] = node.type === "Link" ? ["a", { ...properties, onClick: follow }] : [node.type.toLowerCase(), properties];
    // Children as arguments: their order is their identity, as in a page written by hand.
    return createElement(name, own, ...(Array.isArray(children) ? children.map(drawn) : [drawn(children ?? null)]));
  };

  window.vigie_components = {
    Still: ({ tree }) => createElement(Fragment, null, ...tree.map(drawn)),
  };
})();
