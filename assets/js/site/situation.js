/* A day as a filter: chosen in a list, typed once the list offers to, or named by a link of the page.  Each way the field
   of the day alone is what Dash sends, once. */
(() => {
  "use strict";

  const WHOLE = /^(19|20)\d\d-\d\d-\d\d$/;
  const OTHER = "autre-jour";
  const NONE = "aucun-jour";
  // Arrow keys and a year being typed make a day at each press: the last one counts.
  const PAUSE = 600;

  let waiting = 0;
  const set = (element, value) => window.dash_clientside.set_props(element.id, { value });

  document.addEventListener("change", (event) => {
    const field = event.target.closest?.(".filtre-date")?.querySelector(".filtre-jour");
    if (!field) return;
    window.clearTimeout(waiting);
    if (event.target === field) {
      waiting = window.setTimeout(() => WHOLE.test(field.value) && set(field, field.value), PAUSE);
    } else if (event.target.value !== OTHER) {
      set(field, WHOLE.test(event.target.value) ? event.target.value : "");
    }
  });

  const say = (filter, day) => {
    const [list, field] = [filter.querySelector("select"), filter.querySelector(".filtre-jour")];
    const listed = [...list.options].some((option) => option.value === day);
    set(list, day === "" ? NONE : listed ? day : OTHER);
    set(field, day);
    // The link goes away with what it answered.
    list.focus();
  };

  // A link to the page where one is, for another day.  Dash was not told of what filters wrote in the address: it would
  // take some of these for the address that it knows, and do nothing.
  const follow = (event) => {
    const link = event.target.closest?.(".page a[href]");
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.origin !== window.location.origin || link.pathname !== window.location.pathname || link.hash) return;
    const wanted = new URL(link.href).searchParams;
    const other = [...document.querySelectorAll(".filtre-date")].filter((filter) => {
      const field = filter.querySelector(".filtre-jour");
      return (wanted.get(field.id.split("-").at(-1)) || "") !== field.value;
    });
    if (other.length !== 1) return;
    event.preventDefault();
    say(other[0], wanted.get(other[0].querySelector(".filtre-jour").id.split("-").at(-1)) || "");
  };

  document.addEventListener("click", follow, true);
})();
