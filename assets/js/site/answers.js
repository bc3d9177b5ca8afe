/* Hands over, when Dash asks for them, the answers that came with the document (dashboard/answers.py): each once. */
(() => {
  "use strict";

  const asked = window.fetch;
  const carried = new Map(
    [...document.querySelectorAll("script[data-reponse]")].map((element) => [element.dataset.reponse, element.textContent]),
  );

  window.fetch = (address, options) => {
    const name = new URL(address, window.location.href).pathname.split("/").pop();
    const answer = carried.get(name);
    if (answer === undefined) return asked(address, options);
    carried.delete(name);
    if (carried.size === 0) window.fetch = asked;
    return Promise.resolve(new Response(answer, { headers: { "Content-Type": "application/json" } }));
  };
})();
