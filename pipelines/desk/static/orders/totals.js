"use strict";

/* What orders come to, with the edits that the server has not answered yet. */
{
  const UNITS = ["amount", "qty", "weight_kg", "volume_m3"];
  const REACHED = { amount: "order_amount", qty: "units", weight_kg: "weight_kg", volume_m3: "volume_m3" };
  const CONTAINER = { container_volume_m3: "volume_m3", container_weight_kg: "weight_kg" };
  const SUMMED = ["lines", "all_lines", "open_lines", "waiting_lines", "units", "amount", "risk_amount", "weight_kg", "volume_m3"];

  const add = (total, units, each) =>
    each === null || each === undefined ? total : (total || 0) + units * each;

  const plus = (order, row, units) => ({
    ...order,
    units: order.units + units,
    amount: order.amount + units * (row.unit_amount || 0),
    order_amount: order.order_amount + units * (row.unit_cost || 0),
    weight_kg: add(order.weight_kg, units, row.weight_kg),
    volume_m3: add(order.volume_m3, units, row.volume_m3),
  });

  Object.assign(placing, {
    chosenOrder: () => placing.desk.orders.find((one) => one.order_name === placing.desk.chosen),

    withEdits: (order) =>
      placing.desk.edits.filter((one) => one.row.order_name === order.order_name)
        .reduce((sum, one) => plus(sum, one.row, one.units), order),

    /* What edits take from a budget beside what the server counted. */
    spentSince: (budget) =>
      placing.desk.edits
        .filter((one) => budget.scope === "company" || one.row[`${budget.scope}_id`] === budget.key)
        .reduce((sum, one) => sum + one.units * (one.row.unit_amount || 0), 0),

    lacks: (order) =>
      UNITS.filter((unit) => order[`min_order_${unit}`] > 0).map((unit) => {
        const least = order[`min_order_${unit}`];
        const reached = order[REACHED[unit]] || 0;
        return { unit, least, reached, short: Math.max(least - reached, 0) };
      }),

    filled: (order) => {
      const shares = Object.entries(CONTAINER)
        .filter(([limit]) => order[limit] > 0)
        .map(([limit, reached]) => (order[reached] || 0) / order[limit]);
      return shares.length ? Math.max(...shares) : null;
    },

    amountIn: (unit, value, currency) => ({
      amount: placing.moneyIn(currency, value),
      qty: `${deskWrite(value, "qty")} ${placing.say("units_qty")}`,
      weight_kg: `${deskWrite(value, "whole")} ${placing.say("units_kg")}`,
      volume_m3: `${deskWrite(value, "number")} ${placing.say("units_m3")}`,
    })[unit],

    summed: (orders) => ({
      order_name: "",
      ...Object.fromEntries(
        SUMMED.map((name) => [name, orders.reduce((sum, one) => sum + (one[name] || 0), 0)])),
    }),
  });
}
