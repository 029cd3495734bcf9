"use strict";
// Filters for long lists, and folded parts opened for printing and for links into them. Every page works without this file.
for (const box of document.querySelectorAll("[data-filter]")) {
  const rows = document.querySelectorAll("main table.list tbody tr, main ul.statements > li, main .timeline .entry");
  const shown = box.closest("p").querySelector("[data-shown]");
  box.closest("p").hidden = rows.length < 8;
  box.addEventListener("input", () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let n = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((w) => text.includes(w));
      n += row.hidden ? 0 : 1;
    }
    for (const s of document.querySelectorAll("section.speaker, li.moment")) s.hidden = !s.querySelector("li:not([hidden])");
    shown.textContent = words.length ? `${n} of ${rows.length} on this page` : "";
  });
}
const open = (part) => { for (let d = part; d; d = d.parentElement) if (d.tagName === "DETAILS") d.open = true; };
const follow = () => { const to = document.getElementById(decodeURIComponent(location.hash.slice(1))); if (to) { open(to); to.scrollIntoView({ block: "center" }); } };
addEventListener("hashchange", follow);
if (location.hash) follow();
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
