"""What a layout test measures in the page, as scripts that the browser runs."""

COUNT_SHIFTS = """() => {
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
}"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# A box is shrunk by a pixel on each side: line boxes are taller than letters.
TOUCHING = """() => {
  const found = [];
  // Outside its own drawing a text is not painted.
  const painted = (text) => {
    const [box, own] = [text, text.closest(".main-svg")].map((one) => one.getBoundingClientRect());
    return box.bottom > own.top && box.top < own.bottom;
  };
  for (const chart of document.querySelectorAll(".graphique")) {
    const texts = [...chart.querySelectorAll(".main-svg text")]
      .filter((text) => text.textContent.trim() && text.getClientRects().length)
      .filter((text) => getComputedStyle(text).visibility === "visible" && painted(text))
      .map((text) => ({ words: text.textContent, box: text.getBoundingClientRect() }));
    const frame = chart.getBoundingClientRect();
    for (const [rank, one] of texts.entries()) {
      const outside = one.box.left < frame.left - 2 || one.box.right > frame.right + 2;
      if (outside) found.push(`hors du graphique : ${one.words}`);
      for (const other of texts.slice(rank + 1)) {
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (across > 2 && down > 2) found.push(`${one.words} / ${other.words}`);
      }
    }
  }
  return found;
}"""
# Cards whose tops are level belong to one row: their ends, and the tops of their parts, must be level too.
CROOKED = """(selector) => {
  const rows = new Map();
  for (const card of document.querySelectorAll(selector)) {
    const top = Math.round(card.getBoundingClientRect().top);
    rows.set(top, [...(rows.get(top) || []), card]);
  }
  const found = [];
  for (const cards of rows.values()) {
    const [first, ...others] = cards.map((card) => [
      card.getBoundingClientRect().bottom,
      ...[...card.children].flatMap((part) => [...part.getClientRects()].map((box) => box.top)),
    ]);
    for (const other of others) {
      if (other.some((place, rank) => rank < first.length && Math.abs(place - first[rank]) > 1)) {
        found.push(cards.map((card) => card.id || card.textContent.slice(0, 20)).join(" / "));
      }
    }
  }
  return found;
}"""
# A row of bars: lines of its name, and whether a part of it leaves its place or meets another one.
BARS = """(rows) => rows.map((row) => {
  const parts = [".barre-nom", ".barre-valeur", ".barre-detail", ".barre-piste"]
    .map((name) => row.querySelector(name)).filter(Boolean);
  const name = parts[0];
  const texts = parts.map((part) => {
    const range = document.createRange();
    range.selectNodeContents(part);
    return part.textContent ? range.getBoundingClientRect() : part.getBoundingClientRect();
  });
  const frame = row.getBoundingClientRect();
  const outside = texts.some((box) => box.left < frame.left - 1 || box.right > frame.right + 1);
  const meet = texts.some((one, rank) => texts.slice(rank + 1).some((other) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2));
  const lines = Math.round(texts[0].height / parseFloat(getComputedStyle(name).lineHeight));
  return { nom: name.textContent, lignes: lines, faute: outside || meet };
})"""
OTHER = "(one) => [...one.options].filter((option) => !option.disabled && !option.selected).at(-1).value"
SMALL = """(least) => [...document.querySelectorAll(
    ".nav-lien, .marque, .filtres-bouton, .filtres select, .filtres summary, .filtres label, .chiffre-lien, " +
    ".bloc-volet > summary, .bloc-tableau > summary, .pli > summary, .sommaire a, .pied a, .voisin"
  )]
  .filter((target) => target.getClientRects().length)
  .filter((target) => target.getBoundingClientRect().height < least && !target.matches("label.filtre-nom"))
  .map((target) => `${target.className} ${target.textContent.slice(0, 30)}`)"""
WIDER = """(charts) => charts.map(
  (one) => one.querySelector(".main-svg").getBoundingClientRect().width - one.clientWidth
)"""
# Words of a card that lie over its foot.
OVER_FOOT = """() => [...document.querySelectorAll(".bloc")].flatMap((block) => {
  const foot = block.querySelector(":scope > footer");
  const limit = foot?.getClientRects().length ? foot.getBoundingClientRect().top + 1 : Infinity;
  const told = (one) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const shown = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const lying = [...block.querySelectorAll(":scope > .bloc-corps *:not(svg, svg *)")].filter((one) =>
    told(one) && shown(one) && !one.closest(".visually-hidden") && one.getBoundingClientRect().bottom > limit);
  return lying.map((one) => `${block.id}: ${one.textContent.slice(0, 40)}`);
})"""
# Words that leave their card, but for tables that scroll and what only assistive technologies read.
LEAVING = """() => [...document.querySelectorAll(".bloc-corps, .chiffre")].flatMap((card) => {
  const limit = card.getBoundingClientRect().right + 2;
  const found = [];
  const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const own = node.parentElement;
    if (!own.checkVisibility() || own.closest("thead, svg, .visually-hidden, .tableau-boite:has(.comparee)")) continue;
    const words = document.createRange();
    words.selectNodeContents(node);
    if ([...words.getClientRects()].some((box) => box.width > 1 && box.right > limit)) found.push(node.data);
  }
  return found;
})"""
