"use strict";

/* ---- finding an item: arrows go through what is found, Enter takes the first ---- */
document.addEventListener("keydown", (event) => {
  const picker = event.target.closest?.(".item-picker");
  if (!picker) return;
  const links = [...picker.querySelectorAll(".item-found a")];
  const field = picker.querySelector("input");
  const at = links.indexOf(event.target);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
  if (next !== undefined && links.length) {
    event.preventDefault();
    (next < 0 ? field : links[Math.min(next, links.length - 1)]).focus();
  } else if (event.key === "Enter" && event.target === field && links.length) {
    links[0].click();
  } else if (event.key === "Escape" && at >= 0) {
    field.focus();
  }
});
