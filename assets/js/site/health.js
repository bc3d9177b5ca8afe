/* Asks the host how the data are.  A page that could not read them comes back by itself; an open page is told that others
   were published, and is never reloaded but by its reader. */
(() => {
  "use strict";

  const TURN = 5000;
  const CALM = 30000;

  let asked = Date.now();
  let shown = "";
  let published = "";

  const prefix = () => JSON.parse(document.getElementById("_dash-config").textContent).requests_pathname_prefix;

  const health = async () => {
    try {
      return await (await fetch(`${prefix()}sante`, { cache: "no-store" })).json();
    } catch {
      return {}; // The host itself is away: a later turn asks again.
    }
  };

  const tell = () => {
    document.getElementById("nouvelles").hidden = !shown || !published || shown === published;
  };

  // Data that a page or a filter has just brought are new to nobody.
  document.addEventListener("vigie:etat", (event) => {
    shown = event.detail.empreinte || "";
    tell();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("#nouvelles button")) window.location.reload();
  });

  window.setInterval(async () => {
    const unavailable = document.querySelector(".base-indisponible") !== null;
    const due = Date.now() - asked >= CALM && !document.hidden && navigator.onLine;
    if (!unavailable && !due) return;
    asked = Date.now();
    const { etat, empreinte } = await health();
    if (etat !== "ok") return;
    if (unavailable) window.location.reload();
    published = empreinte;
    tell();
  }, TURN);
})();
