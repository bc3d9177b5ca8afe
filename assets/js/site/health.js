/* While the page says that the database is out of reach, ask the host now and then, and come back by itself. */
(() => {
  "use strict";

  const PERIOD = 5000;

  const prefix = () => JSON.parse(document.getElementById("_dash-config").textContent).requests_pathname_prefix;

  window.setInterval(async () => {
    if (!document.querySelector(".base-indisponible")) return;
    try {
      const answer = await fetch(`${prefix()}sante`, { cache: "no-store" });
      if ((await answer.json()).etat === "ok") window.location.reload();
    } catch {
      // The host itself is away: the next turn asks again.
    }
  }, PERIOD);
})();
