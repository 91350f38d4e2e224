"use strict";

/* What the tables of orders and lines draw, and what can be edited in them. */
{
  const { say, money } = placing;
  const OURS = new Set("AYXSPMURNBLO/?ETG");
  const called = (window.dashAgGridFunctions = window.dashAgGridFunctions || {});
  const drawn = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});
  const h = (...given) => React.createElement(...given);

  called.ordersEditable = (params) => Boolean(params.data) && params.data.state_code !== "sent";
  called.ordersKey = (params) =>
    !params.editing && OURS.has(params.event.key.toUpperCase()) && !params.event.ctrlKey;
  called.ordersFound = (params) =>
    [params.data.supplier_name, params.data.supplier_id, params.data.location_id].join(" ");
  called.ordersChosen = (params) => Boolean(params.data) && params.data.order_name === placing.desk?.chosen;
  called.ordersNews = (params) => Boolean(params.data) && placing.isNews(params.data);

  const badge = (key, className, words) => h("span", { key, className: `badge ${className}` }, words);

  const marks = (order) => {
    const full = placing.filled(order);
    return [
      badge("state", `state-${order.state_code}`, order.state),
      ...placing.lacks(order).filter((one) => one.short > 0).map(({ unit, short }) =>
        badge(unit, "badge-warn", `${say("minimum")}: ${say("short", { n: placing.amountIn(unit, short, order.currency) })}`)),
      order.concerns.length && !order.is_short && placing.STILL.has(order.state_code)
        ? h("span", { key: "look", className: "badge badge-warn", title: order.concerns.join(" ") }, say("look"))
        : null,
      full === null || order.concerns.length ? null : h("span", { key: "full", className: "card-note" },
        `${deskWrite(full, "score")} ${say("containers").toLowerCase()}`),
    ];
  };

  drawn.OrdersCard = ({ data: order }) => {
    if (!order || !placing.desk) return null;
    const where = [say("by", { day: deskWrite(order.order_on, "date") }),
      placing.counted("lines", order.all_lines), order.location_id];
    const risk = deskWrite(order.risk_amount, "money");
    return h("div", { className: "order-card" },
      h("div", { className: "card-line" },
        h("strong", null, order.supplier_name), h("strong", null, money(order.amount))),
      h("div", { className: "card-line card-note" }, h("span", null, where.join(" · "))),
      h("div", { className: "card-line" }, h("span", { className: "card-marks" }, marks(order)),
        h("span", { className: "card-note", title: say("risk", { n: risk }) }, say("a_day", { n: risk }))));
  };

  drawn.OrdersItem = ({ data: row }) => {
    if (!row) return null;
    const below = [row.title ? row.sku : null, row.location_id].filter(Boolean).join(" · ");
    return h("span", { className: "item" }, h("span", { className: "item-title" }, row.title || row.sku),
      h("small", null, below));
  };

  drawn.OrdersState = ({ data: row }) => {
    if (!row) return null;
    const who = row.author ? [row.author, row.decision_reason].filter(Boolean).join(": ") : undefined;
    return h("span", { className: `badge state-${row.state_code}`, title: who || row.state }, row.state);
  };
}
