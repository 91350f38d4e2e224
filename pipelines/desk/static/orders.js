"use strict";

/* Orders to place: what the scripts in orders/ share.

   `desk` is what the page knows: orders and budgets as the server told them last, the
   one that is chosen, what was edited since, what was done (to undo), what waits to be
   asked, what others just did. `list` is the table of orders, `lines` that of lines. */
const placing = { desk: null, list: null, lines: null };

{
  const { dash_clientside: dashed = (window.dash_clientside = {}) } = window;
  const isThere = (table) => Boolean(table) && !table.isDestroyed();

  Object.assign(placing, {
    LINES: "order_lines",
    STILL: new Set(["open", "partly"]),
    page: () => document.getElementById("orders-page"),
    gridId: () => ({ listing: placing.LINES, part: "grid", scope: "{}" }),
    listIsThere: () => isThere(placing.list),
    linesAreThere: () => isThere(placing.lines),
    set: (id, props) => dashed.set_props(id, props),
    nothing: () => dashed.no_update,

    say: (key, values = {}) =>
      (placing.desk.words[key] || key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? ""),
    counted: (key, n) =>
      placing.say(n === 1 ? `${key}_one` : `${key}_many`, { n: deskWrite(n, "whole") }),
    money: (value) => placing.desk.money.replace("0", deskWrite(value, "money")),
    moneyIn: (currency, value) => {
      if (currency === placing.desk.currency) return placing.money(value);
      const written = deskWrite(value, "money");
      return speech() === "da-DK" ? `${written} ${currency}` : `${currency} ${written}`;
    },

    tell: (words) => {
      if (document.getElementById("told")) placing.set("told", { children: words });
      window.clearTimeout(placing.telling);
      placing.telling = window.setTimeout(() => placing.set("told", { children: "" }), 5000);
    },
  });
}
