/* Hands over, when Dash asks for them, the answers that came with the document (dashboard/answers.py): each once. */
(() => {
  "use strict";

  const asked = window.fetch;
  const carried = new Map(
    [...document.querySelectorAll("script[data-reponse]")].map((element) => [element.dataset.reponse, element]),
  );

  const opensThisPage = (element, options) => {
    const body = JSON.parse(options.body);
    const [path, query] = body.inputs.map((input) => input.value ?? "");
    return body.output === element.dataset.sortie && path + query === element.dataset.requete;
  };

  const known = (name, options) => {
    const element = carried.get(name);
    if (!element || (element.dataset.sortie && !opensThisPage(element, options))) return null;
    carried.delete(name);
    if (carried.size === 0) window.fetch = asked;
    return new Response(element.textContent, { headers: { "Content-Type": "application/json" } });
  };

  window.fetch = (address, options) => {
    const name = new URL(address, window.location.href).pathname.split("/").pop();
    const answer = known(name, options);
    return answer ? Promise.resolve(answer) : asked(address, options);
  };
})();
