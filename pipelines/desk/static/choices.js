"use strict";

/* What is chosen from a list goes into the address; states of tables leave it. */
document.addEventListener("change", (event) => {
  const list = event.target.closest("select[data-choice]");
  if (!list) return;
  const address = new URL(window.location.href);
  for (const name of [...address.searchParams.keys()])
    if (name.endsWith("_state")) address.searchParams.delete(name);
  if (list.value) address.searchParams.set(list.dataset.choice, list.value);
  else address.searchParams.delete(list.dataset.choice);
  go(`${address.pathname}${address.search}`);
});
