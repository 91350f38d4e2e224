"use strict";

const all = (selector, within = document) => [...within.querySelectorAll(selector)];

/* A page that has grown old says so. */
{
  const note = document.querySelector(".stale");
  const age = Math.floor((Date.now() - new Date(document.body.dataset.asOf)) / 864e5);
  if (age > 3) {
    note.textContent = note.textContent.replace("{days}", age);
    note.hidden = false;
  }
}

/* A long table starts with its first rows; a button, or a search, shows the others. */
const FIRST = 12;
const buttons = new Map();

const refresh = (table) => {
  const button = buttons.get(table);
  const isCut = button && !button.dataset.pressed && !table.dataset.searched;
  let shown = 0;
  for (const row of all("tbody tr", table)) {
    const isMatch = !("missed" in row.dataset);
    row.hidden = !isMatch || (isCut && shown >= FIRST);
    shown += row.hidden ? 0 : 1;
  }
  if (button) button.hidden = !isCut;
  return shown;
};

for (const table of all("table")) {
  const rows = all("tbody tr", table).length;
  if (rows <= FIRST + 3) continue;
  const button = document.createElement("button");
  button.textContent = document.body.dataset.showAll.replace("{n}", rows);
  button.addEventListener("click", () => {
    button.dataset.pressed = "yes";
    refresh(table);
  });
  buttons.set(table, button);
  table.closest(".wide").after(button);
  refresh(table);
}

/* Search: rows that match stay, and so do the orders that hold them. */
const tablesBelow = (label) => {
  const found = [];
  for (let next = label.nextElementSibling; next; next = next.nextElementSibling) {
    if (next.matches("h3, .search")) break;
    found.push(...all("table", next));
  }
  return found;
};

for (const label of all(".search")) {
  const tables = tablesBelow(label);
  const orders = tables.map((table) => table.closest("details"));
  const opened = orders.map((order) => order?.open);
  const texts = new Map();
  tables.forEach((table, at) => {
    const heading = orders[at]?.querySelector(".who").textContent ?? "";
    all("tbody tr", table).forEach((row) => texts.set(row, `${heading} ${row.textContent}`.toLowerCase()));
  });
  const noMatch = label.nextElementSibling;
  label.querySelector("input").addEventListener("input", (event) => {
    const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const [row, text] of texts) {
      if (words.every((word) => text.includes(word))) delete row.dataset.missed;
      else row.dataset.missed = "";
    }
    const found = tables.map((table) => {
      table.dataset.searched = words.length ? "yes" : "";
      return refresh(table);
    });
    orders.forEach((order, at) => {
      if (!order) return;
      order.hidden = !found[at];
      order.open = words.length ? found[at] > 0 : opened[at];
    });
    noMatch.hidden = found.some(Boolean);
  });
}

/* Sort: a click on a heading, largest first for numbers, again to turn it round. */
const valueOf = (row, at) => {
  const cell = row.cells[at];
  return cell.dataset.value === undefined ? cell.textContent : Number(cell.dataset.value);
};

const compare = (left, right) => {
  const isText = (value) => typeof value === "string";
  if (isText(left) && isText(right)) return left.localeCompare(right, document.documentElement.lang);
  if (isText(left) || isText(right)) return isText(left) ? -1 : 1;
  return left - right;
};

for (const heading of all("th")) {
  heading.tabIndex = 0;
  const sort = () => {
    const table = heading.closest("table");
    const isNumber = heading.classList.contains("number");
    const was = heading.getAttribute("aria-sort");
    const order = was ? (was === "descending" ? "ascending" : "descending") : isNumber ? "descending" : "ascending";
    all("th", table).forEach((other) => other.removeAttribute("aria-sort"));
    heading.setAttribute("aria-sort", order);
    const sign = order === "ascending" ? 1 : -1;
    const at = heading.cellIndex;
    const rows = all("tbody tr", table);
    rows.sort((left, right) => sign * compare(valueOf(left, at), valueOf(right, at)));
    table.tBodies[0].append(...rows);
    refresh(table);
  };
  heading.addEventListener("click", sort);
  heading.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      sort();
    }
  });
}

/* Figures are drawn when they come near, in the colours of the page. */
const palette = JSON.parse(document.getElementById("palette").textContent);
const figures = all(".plot");

const coloured = (drawing) => {
  const style = getComputedStyle(document.documentElement);
  return Object.entries(palette).reduce(
    (text, [colour, name]) => text.replaceAll(colour, style.getPropertyValue(name).trim()),
    drawing,
  );
};

const draw = (plot) => {
  const { data, layout } = JSON.parse(coloured(plot.nextElementSibling.textContent));
  plot.dataset.drawn = "";
  return Plotly.react(plot, data, layout, { displayModeBar: false, responsive: true });
};

const near = new IntersectionObserver(
  (entries) => {
    for (const entry of entries.filter(({ isIntersecting }) => isIntersecting)) {
      near.unobserve(entry.target);
      draw(entry.target);
    }
  },
  { rootMargin: "600px" },
);
figures.forEach((plot) => near.observe(plot));

const redraw = () => figures.filter((plot) => "drawn" in plot.dataset).forEach(draw);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);

let folded = [];
addEventListener("beforeprint", () => {
  folded = all("details:not([open])");
  folded.forEach((order) => (order.open = true));
  figures.forEach(draw);
});
addEventListener("afterprint", () => {
  folded.forEach((order) => (order.open = false));
  redraw();
});

/* The link of the section in view is marked. */
const links = new Map(all("nav .links a").map((link) => [link.hash.slice(1), link]));
const inView = new IntersectionObserver(
  (entries) => {
    for (const entry of entries.filter(({ isIntersecting }) => isIntersecting)) {
      links.forEach((link) => link.removeAttribute("aria-current"));
      links.get(entry.target.id)?.setAttribute("aria-current", "true");
    }
  },
  { rootMargin: "-20% 0px -70% 0px" },
);
all("section").forEach((section) => inView.observe(section));
