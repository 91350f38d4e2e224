"use strict";

/* What stands above the lines and the list: totals, what is left, what is ticked. */
{
  const { say, money, moneyIn } = placing;

  const make = (tag, className, ...children) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children.filter((one) => one !== null && one !== undefined));
    return made;
  };

  const fact = (name, value, note, tone, share) => {
    const inside = [
      make("span", "fact-name", name), make("span", "fact-value", value), make("span", "fact-note", note || ""),
    ];
    if (share !== undefined) {
      const bar = make("span", "meter");
      const part = make("span", tone ? `meter-${tone}` : "");
      part.style.width = `${Math.min(Math.max(share, 0), 1) * 100}%`;
      bar.append(part);
      inside.push(bar);
    }
    return make("div", tone ? `fact fact-${tone}` : "fact", ...inside);
  };

  const minimumFact = (order) => {
    const asked = placing.lacks(order);
    if (!asked.length) return fact(say("minimum"), say("minimum_none"));
    const worst = asked.reduce((a, b) => (b.reached / b.least < a.reached / a.least ? b : a));
    const { unit, least, short, reached } = worst;
    const of = placing.amountIn(unit, least, order.currency);
    const words = short > 0 ? say("short", { n: placing.amountIn(unit, short, order.currency) }) : say("met");
    return fact(say("minimum"), words, of, short > 0 ? "warn" : "good", reached / least);
  };

  const budgetFacts = () =>
    placing.desk.budgets.map((budget) => {
      const left = budget.left_amount - placing.spentSince(budget);
      const name = budget.key ? say("budget_of", { key: budget.key }) : say("budget");
      return fact(name, money(left), money(budget.left), left < 0 ? "bad" : "good",
        budget.left ? left / budget.left : 0);
    });

  const head = (order) => {
    if (!order.order_name) return make("div", "bar-head", make("h2", "", say("all")));
    return make("div", "bar-head", make("h2", "", order.supplier_name),
      make("span", `badge state-${order.state_code}`, order.state),
      make("span", "bar-when", [say("by", { day: deskWrite(order.order_on, "date") }),
        say("arrives", { day: deskWrite(order.arrive_on, "date") })].join(" · ")));
  };

  const lineFact = (order) => {
    const decided = order.all_lines - order.open_lines - order.waiting_lines;
    const all = deskWrite(order.all_lines, "whole");
    return fact(say("lines"), all, decided ? say("of_lines", { n: deskWrite(decided, "whole"), all }) : "");
  };

  const sizes = (order) =>
    ["weight_kg", "volume_m3"].filter((unit) => order[unit])
      .map((unit) => placing.amountIn(unit, order[unit])).join(" · ");

  const drawBar = () => {
    const bar = document.getElementById("orders-bar");
    if (!bar) return;
    const one = placing.chosenOrder();
    const order = one ? placing.withEdits(one) : placing.summed(placing.desk.orders.map(placing.withEdits));
    const full = one ? placing.filled(order) : null;
    const foreign = one && order.currency !== placing.desk.currency;
    const facts = make("div", "facts bar-facts",
      fact(say("amount"), money(order.amount), foreign ? moneyIn(order.currency, order.order_amount) : ""),
      lineFact(order),
      fact(say("units"), deskWrite(order.units, "qty"), sizes(order)),
      one ? minimumFact(order) : null,
      full === null ? null : fact(say("containers"), deskWrite(full, "score"), "", "good", full % 1 || 1),
      ...budgetFacts());
    const looks = one ? one.concerns : [];
    const advice = looks.length ? make("p", "bar-advice", looks.join(" ")) : null;
    bar.replaceChildren(head(order), facts, ...(advice ? [advice] : []));
  };

  const drawLeft = () => {
    const { orders } = placing.desk;
    const still = orders.filter((one) => placing.STILL.has(one.state_code)).length;
    const waiting = orders.filter((one) => one.state_code === "waiting").length;
    const left = document.getElementById("orders-left");
    if (!left) return;
    const open = still === 0 ? say("left_none") : still === 1 ? say("left_one") : say("left", { n: still });
    const second = waiting ? say("second", { n: waiting }) : null;
    left.textContent = (still || !second ? [open, second] : [second]).filter(Boolean).join(" · ");
  };

  const drawSelected = () => {
    const shown = document.getElementById("orders-selected");
    if (!shown) return;
    const n = placing.lines ? placing.lines.getSelectedNodes().length : 0;
    shown.textContent = n === 0 ? "" : n === 1 ? say("selected_one") : say("selected", { n });
  };

  /* How many orders are ticked, what they come to, and what is done with all of them. */
  const drawTicked = () => {
    const bar = document.getElementById("orders-ticked");
    if (!bar) return;
    const ticked = placing.ticked();
    bar.hidden = !ticked.length;
    const amount = money(placing.summed(ticked.map(placing.withEdits)).amount);
    const words = ticked.length === 1 ? say("ticked_one", { amount }) : say("ticked", { n: ticked.length, amount });
    document.getElementById("orders-ticked-words").textContent = ticked.length ? words : "";
  };

  Object.assign(placing, { drawBar, drawLeft, drawSelected, drawTicked });
}
