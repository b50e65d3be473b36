// Comfort only: every page works without it.
"use strict";

document.documentElement.classList.add("with-scripts");

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
