// Comfort only: every page works without it.
"use strict";

document.documentElement.classList.add("with-scripts");

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// On a phone the first lead comes before the filters.
const filters = document.querySelector(".filter-box");
if (filters && window.matchMedia("(max-width: 52rem)").matches && !window.location.search) filters.open = false;
