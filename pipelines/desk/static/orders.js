"use strict";

/* Orders to place: what the page does at once, before the server has answered. */
(() => {
  const LINES = "order_lines";
  const UNITS = ["amount", "qty", "weight_kg", "volume_m3"];
  const REACHED = { amount: "order_amount", qty: "units", weight_kg: "weight_kg", volume_m3: "volume_m3" };
  const CONTAINER = { container_volume_m3: "volume_m3", container_weight_kg: "weight_kg" };
  const STILL = new Set(["open", "partly"]);

  /* What the page knows: orders as the server told them last, the chosen one, what was
     edited since, what was done (to undo), what waits to be sent. */
  let desk = null;
  let lines = null;
  let list = null;

  const page = () => document.getElementById("orders-page");
  const say = (key, values = {}) =>
    (desk.words[key] || key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const money = (value) => desk.money.replace("0", deskWrite(value, "money"));
  const moneyIn = (currency, value) => {
    if (currency === desk.currency) return money(value);
    const written = deskWrite(value, "money");
    return speech() === "da-DK" ? `${written} ${currency}` : `${currency} ${written}`;
  };
  const counted = (key, n) => say(n === 1 ? `${key}_one` : `${key}_many`, { n: deskWrite(n, "whole") });
  const set = (id, props) => dash_clientside.set_props(id, props);
  const gridId = () => ({ listing: LINES, part: "grid", scope: "{}" });

  /* ---- totals ---- */
  const chosenOrder = () => desk.orders.find((one) => one.order_name === desk.chosen);

  const plus = (order, row, units) => ({
    ...order,
    units: order.units + units,
    amount: order.amount + units * (row.unit_amount || 0),
    order_amount: order.order_amount + units * (row.unit_cost || 0),
    weight_kg: add(order.weight_kg, units, row.weight_kg),
    volume_m3: add(order.volume_m3, units, row.volume_m3),
  });

  const add = (total, units, each) =>
    each === null || each === undefined ? total : (total || 0) + units * each;

  const withEdits = (order) =>
    desk.edits.filter((one) => one.row.order_name === order.order_name)
      .reduce((sum, one) => plus(sum, one.row, one.units), order);

  const lacks = (order) =>
    UNITS.filter((unit) => order[`min_order_${unit}`] > 0).map((unit) => {
      const least = order[`min_order_${unit}`];
      const reached = order[REACHED[unit]] || 0;
      return { unit, least, reached, short: Math.max(least - reached, 0) };
    });

  const filled = (order) => {
    const shares = Object.entries(CONTAINER)
      .filter(([limit]) => order[limit] > 0)
      .map(([limit, reached]) => (order[reached] || 0) / order[limit]);
    return shares.length ? Math.max(...shares) : null;
  };

  const amountIn = (unit, value, currency) => ({
    amount: moneyIn(currency, value),
    qty: `${deskWrite(value, "qty")} ${say("units_qty")}`,
    weight_kg: `${deskWrite(value, "whole")} ${say("units_kg")}`,
    volume_m3: `${deskWrite(value, "number")} ${say("units_m3")}`,
  })[unit];

  const summed = (orders) => ({
    order_name: "",
    ...Object.fromEntries(
      ["lines", "all_lines", "open_lines", "units", "amount", "risk_amount", "weight_kg", "volume_m3"]
        .map((name) => [name, orders.reduce((sum, one) => sum + (one[name] || 0), 0)])),
  });

  /* ---- drawing ---- */
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
    const asked = lacks(order);
    if (!asked.length) return fact(say("minimum"), say("minimum_none"));
    const worst = asked.reduce((a, b) => (b.reached / b.least < a.reached / a.least ? b : a));
    const { unit, least, short, reached } = worst;
    const of = amountIn(unit, least, order.currency);
    const words = short > 0 ? say("short", { n: amountIn(unit, short, order.currency) }) : say("met");
    return fact(say("minimum"), words, of, short > 0 ? "warn" : "good", reached / least);
  };

  const budgetFacts = (orders) =>
    desk.budgets.map((budget) => {
      const spent = desk.edits
        .filter((one) => budget.scope === "company" || one.row[`${budget.scope}_id`] === budget.key)
        .reduce((sum, one) => sum + one.units * (one.row.unit_amount || 0), 0);
      const left = budget.left_amount - spent;
      const name = budget.key ? say("budget_of", { key: budget.key }) : say("budget");
      return fact(name, money(left), money(budget.left), left < 0 ? "bad" : "good",
        budget.left ? left / budget.left : 0);
    });

  const drawBar = () => {
    const bar = document.getElementById("orders-bar");
    if (!bar) return;
    const one = chosenOrder();
    const order = one ? withEdits(one) : summed(desk.orders.map(withEdits));
    const decided = order.all_lines - order.open_lines;
    const full = one ? filled(order) : null;
    const foreign = one && order.currency !== desk.currency;
    const head = one
      ? make("div", "bar-head", make("h2", "", order.supplier_name),
        make("span", `badge state-${order.state_code}`, order.state),
        make("span", "bar-when", [say("by", { day: deskWrite(order.order_on, "date") }),
          say("arrives", { day: deskWrite(order.arrive_on, "date") })].join(" · ")))
      : make("div", "bar-head", make("h2", "", say("all")));
    const facts = make("div", "facts bar-facts",
      fact(say("amount"), money(order.amount), foreign ? moneyIn(order.currency, order.order_amount) : ""),
      fact(say("lines"), deskWrite(order.all_lines, "whole"),
        decided ? say("of_lines", { n: deskWrite(decided, "whole"), all: deskWrite(order.all_lines, "whole") }) : ""),
      fact(say("units"), deskWrite(order.units, "qty"),
        [order.weight_kg ? amountIn("weight_kg", order.weight_kg) : null,
          order.volume_m3 ? amountIn("volume_m3", order.volume_m3) : null].filter(Boolean).join(" · ")),
      one ? minimumFact(order) : null,
      full === null ? null : fact(say("containers"), deskWrite(full, "score"), "", "good", full % 1 || 1),
      ...budgetFacts());
    const advice = one && order.advice ? make("p", "bar-advice", order.advice) : null;
    bar.replaceChildren(head, facts, ...(advice ? [advice] : []));
  };

  const drawLeft = () => {
    const still = desk.orders.filter((one) => STILL.has(one.state_code)).length;
    const left = document.getElementById("orders-left");
    if (!left) return;
    left.textContent = still === 0 ? say("left_none") : still === 1 ? say("left_one") : say("left", { n: still });
  };

  const drawSelected = () => {
    const shown = document.getElementById("orders-selected");
    if (!shown) return;
    const n = lines ? lines.getSelectedNodes().length : 0;
    shown.textContent = n === 0 ? "" : n === 1 ? say("selected_one") : say("selected", { n });
  };

  const tell = (words) => {
    const told = document.getElementById("told");
    if (told) set("told", { children: words });
    window.clearTimeout(tell.waiting);
    tell.waiting = window.setTimeout(() => set("told", { children: "" }), 5000);
  };

  /* ---- asking the server: one question at a time, none is lost ---- */
  const ask = (question, again) => {
    const reason = document.getElementById("orders-reason");
    const made = { id: crypto.randomUUID(), seen: desk.seen, reason: reason?.value || "", ...question };
    if (reason?.value) set("orders-reason", { value: "" });
    desk.waiting.push({ question: made, again: Boolean(again) });
    sendNext();
  };

  const sendNext = () => {
    if (desk.sent || !desk.waiting.length) return;
    desk.sent = desk.waiting.shift();
    set("orders-ask", { data: desk.sent.question });
  };

  const remember = ({ question, again }, decided) => {
    if (question.action === "undo" || !decided.length) return;
    const { order: _, ...rest } = question;
    desk.done.push({ ...rest, lines: decided.map((one) => ({ suggestion_id: one })) });
    if (!again) desk.undone = [];
  };

  const answered = (answer) => {
    if (!answer || !desk) return window.dash_clientside.no_update;
    const { sent } = desk;
    if (sent && answer.id === sent.question.id) {
      desk.sent = null;
      desk.edits = desk.edits.filter((one) => one.id !== answer.id);
      desk.late = answer.conflicts.length ? { question: sent.question, conflicts: answer.conflicts } : desk.late;
      if (!answer.faults.length) remember(sent, answer.lines);
    }
    take(answer);
    const words = [answer.told, ...answer.faults].filter(Boolean).join(". ");
    if (words) tell(words);
    sendNext();
    return window.dash_clientside.no_update;
  };

  const take = (answer) => {
    Object.assign(desk, { seen: answer.seen, orders: answer.orders, budgets: answer.budgets });
    if (list && !list.isDestroyed()) {
      list.setGridOption("rowData", desk.orders);
      list.refreshCells({ force: true });
      mark(desk.chosen);
    }
    if (lines && !lines.isDestroyed()) lines.refreshInfiniteCache();
    drawBar();
    drawLeft();
    if (isOpen()) open(desk.opened);
  };

  /* ---- choosing ---- */
  const choose = (name, moves = true) => {
    desk.chosen = name;
    if (lines && !lines.isDestroyed()) {
      const { order_name: _, ...others } = lines.getFilterModel();
      const of = { filterType: "text", type: "equals", filter: name };
      lines.deselectAll();
      lines.setFilterModel(name ? { ...others, order_name: of } : others);
      lines.setColumnsVisible(["supplier_name"], !name);
      lines.ensureIndexVisible(0);
    }
    if (moves) mark(name);
    drawBar();
    drawSelected();
  };

  const mark = (name) => {
    if (!list || list.isDestroyed()) return;
    const node = name ? list.getRowNode(name) : null;
    if (!node) return list.deselectAll();
    node.setSelected(true, true);
    list.ensureNodeVisible(node);
  };

  const step = (way) => {
    const shown = [];
    list.forEachNodeAfterFilter((node) => shown.push(node.data));
    if (!shown.length) return;
    const at = shown.findIndex((one) => one.order_name === desk.chosen);
    choose(shown[Math.min(Math.max(at + way, 0), shown.length - 1)].order_name);
  };

  const nextOpen = (after) => {
    const at = desk.orders.findIndex((one) => one.order_name === after);
    const round = [...desk.orders.slice(at + 1), ...desk.orders.slice(0, Math.max(at, 0))];
    const next = round.find((one) => STILL.has(one.state_code));
    if (next) choose(next.order_name);
    else tell(say("done"));
  };

  /* ---- what is done ---- */
  const focused = () => {
    const cell = lines?.getFocusedCell();
    return cell ? lines.getDisplayedRowAtIndex(cell.rowIndex)?.data : null;
  };

  const meant = () => {
    const selected = lines.getSelectedRows();
    if (selected.length) return selected;
    const panel = isOpen() && desk.opened ? desk.opened : null;
    const one = panel || focused();
    return one ? [one] : [];
  };

  const asLines = (rows) => {
    const found = new Map(rows.map((row) => [row.suggestion_id, row]));
    return [...found.values()].map((row) => ({ suggestion_id: row.suggestion_id, seen: row.entry_no }));
  };

  const onLines = (action, more = {}, rows = meant()) => {
    if (!rows.length) return tell(say("choose_line"));
    ask({ action, lines: asLines(rows), ...more });
    lines.deselectAll();
  };

  const approveOrder = () => {
    const order = chosenOrder();
    if (!order) return onLines("approve");
    ask({ action: "approve", order: order.order_name });
    nextOpen(order.order_name);
  };

  const undo = () => {
    const selected = lines.getSelectedRows();
    if (selected.length || !desk.done.length) return onLines("undo");
    const last = desk.done.pop();
    desk.undone.push(last);
    ask({ action: "undo", lines: last.lines.map(asSeen) });
  };

  const asSeen = (one) => ({ ...one, seen: desk.seen });

  const redo = () => {
    const last = desk.undone.pop();
    if (!last) return;
    const { id: _, seen: __, ...question } = last;
    ask({ ...question, lines: question.lines.map(asSeen) }, true);
  };

  const edited = (event) => {
    const { data: row, colDef, oldValue, newValue } = event;
    if (oldValue === newValue) return;
    if (colDef.field === "quantity" && newValue === null) {
      event.node.setDataValue("quantity", oldValue);
      return;
    }
    const id = crypto.randomUUID();
    const part = colDef.field === "quantity" ? { qty: newValue } : { arrive_on: newValue };
    if (colDef.field === "quantity") {
      desk.edits.push({ id, row, units: newValue - (oldValue || 0) });
      drawBar();
    }
    const rejects = colDef.field === "quantity" && newValue === 0;
    ask({
      id,
      action: rejects ? "reject" : "change",
      lines: asLines([row]),
      parts: rejects ? [] : [part],
    });
  };

  /* ---- the side panel ---- */
  const isOpen = () => {
    const panel = document.getElementById("orders-panel");
    return Boolean(panel) && !panel.hidden;
  };

  const open = (row) => {
    if (!row) return;
    desk.opened = row;
    document.getElementById("orders-panel").hidden = false;
    set("orders-open", { data: { line_id: row.line_id, at: Date.now() } });
  };

  const close = () => {
    const panel = document.getElementById("orders-panel");
    if (!panel || panel.hidden) return;
    panel.hidden = true;
    desk.opened = null;
    const cell = lines.getFocusedCell();
    if (cell) lines.setFocusedCell(cell.rowIndex, cell.column);
  };

  const openAt = (field) => {
    const [row] = meant();
    if (!row) return tell(say("choose_line"));
    open(row);
    let tries = 40;
    const look = () => {
      const box = document.getElementById(field);
      const here = document.getElementById("orders-opened")?.dataset.line === row.line_id;
      const input = here ? box?.querySelector("input:not([type=hidden])") : null;
      if (input) {
        input.scrollIntoView({ block: "center" });
        input.focus();
      } else if (tries--) window.setTimeout(look, 100);
    };
    look();
  };

  /* ---- keys and buttons ---- */
  const help = () => set("orders-keys", { opened: true });
  const editFocused = () => {
    const cell = lines.getFocusedCell();
    if (!cell) return;
    const field = cell.column.getColId() === "arrive_on" ? "arrive_on" : "quantity";
    lines.startEditingCell({ rowIndex: cell.rowIndex, colKey: field });
  };

  const DO = {
    approve_order: approveOrder,
    approve: () => onLines("approve"),
    reject: () => onLines("reject"),
    snooze: () => onLines("snooze"),
    split: () => openAt("orders-split"),
    move: () => openAt("orders-move"),
    undo,
    redo,
    next: () => step(1),
    previous: () => step(-1),
    all: () => choose(""),
    find: () => document.getElementById("orders-find")?.focus(),
    open: () => open(meant()[0]),
    edit: editFocused,
    help,
    close,
    "split-save": () => save("split"),
    "move-save": () => save("move"),
    "snooze-save": () => save("snooze"),
  };

  /* What the fields of the panel hold comes through the page's own store. */
  const save = (what) => {
    if (desk.opened) set("orders-save", { data: { what, at: Date.now() } });
  };

  const saved = (asked, quantities, days, suppliers, untils) => {
    const row = desk?.opened;
    if (!asked || !row) return window.dash_clientside.no_update;
    if (asked.what === "split") {
      const parts = quantities.map((qty, at) => ({ qty, arrive_on: days[at] })).filter((one) => one.qty > 0);
      onLines("split", { parts }, [row]);
    } else if (asked.what === "move") {
      onLines("move", { parts: [{ supplier_id: suppliers[0] }] }, [row]);
    } else onLines("snooze", { until: untils[0] }, [row]);
    return window.dash_clientside.no_update;
  };

  const isField = (target) =>
    target.closest("input, textarea, select, [contenteditable=true], [role=combobox], .ag-cell-inline-editing, .ag-popup");

  const byKey = (event) => {
    if (event.key === "Escape") return "close";
    if ((event.ctrlKey || event.metaKey) && !event.altKey) {
      const letter = event.key.toLowerCase();
      if (letter === "z") return event.shiftKey ? "redo" : "undo";
      return letter === "y" ? "redo" : null;
    }
    if (event.altKey) return null;
    const found = Object.entries(desk.keys).find(([, key]) => key.toLowerCase() === event.key.toLowerCase());
    return found && found[0] !== "select" ? found[0] : null;
  };

  document.addEventListener("keydown", (event) => {
    if (!desk || !page() || document.querySelector("[role=dialog][aria-modal=true]")) return;
    if (isField(event.target) && event.key !== "Escape") return;
    if (event.target.closest(".ag-cell-inline-editing")) return;
    const what = byKey(event);
    if (!what || !DO[what]) return;
    event.preventDefault();
    DO[what]();
  });

  document.addEventListener("click", (event) => {
    if (!desk || !page()) return;
    const button = event.target.closest("button");
    if (!button) return;
    if (button.id === "orders-help") return help();
    if (button.id === "orders-panel-close") return close();
    if (button.id === "orders-send") return set("orders-send-ask", { data: { at: Date.now() } });
    if (!button.id.startsWith("{")) return;
    const id = JSON.parse(button.id);
    if (id.in === "panel" && desk.opened) onLines(id.do, {}, [desk.opened]);
    else if (id.do && DO[id.do]) DO[id.do]();
    if (id.conflict) settle(id.conflict);
    if (id.send) set("orders-send-ask", { data: { at: Date.now(), now: true } });
    if (id.resolve) set("orders-send-ask", { data: { at: Date.now(), resolve: id.resolve, order: id.order } });
  });

  /* Somebody else had decided: theirs stays, or the same is asked again, knowingly. */
  const settle = (choice) => {
    set("orders-conflict", { opened: false });
    const { late } = desk;
    desk.late = null;
    if (!late || choice !== "mine") return;
    const again = late.conflicts.filter((one) => !one.is_sent)
      .map((one) => ({ suggestion_id: one.suggestion_id, seen: one.entry_no }));
    if (!again.length) return;
    const { order: _, ...question } = late.question;
    ask({ ...question, seen: desk.seen, lines: again });
  };

  /* ---- what grids draw ---- */
  const shown = (window.dashAgGridFunctions = window.dashAgGridFunctions || {});
  const OURS = new Set("AYXSPMURNBLO/?E");
  shown.ordersEditable = (params) =>
    Boolean(params.data) && params.data.parts_count === 1 && params.data.state_code !== "sent";
  shown.ordersKey = (params) =>
    !params.editing && OURS.has(params.event.key.toUpperCase()) && !params.event.ctrlKey;
  shown.ordersFound = (params) =>
    [params.data.supplier_name, params.data.supplier_id, params.data.location_id].join(" ");

  const drawn = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});
  const h = (...given) => React.createElement(...given);

  drawn.OrdersCard = ({ data: order }) => {
    if (!order || !desk) return null;
    const short = lacks(order).filter((one) => one.short > 0);
    const full = filled(order);
    const marks = [
      h("span", { key: "state", className: `badge state-${order.state_code}` }, order.state),
      ...short.map(({ unit, short: missing }) => h("span", { key: unit, className: "badge badge-warn" },
        `${say("minimum")}: ${say("short", { n: amountIn(unit, missing, order.currency) })}`)),
      full === null ? null : h("span", { key: "full", className: "card-note" },
        `${deskWrite(full, "score")} ${say("containers").toLowerCase()}`),
    ];
    return h("div", { className: "order-card" },
      h("div", { className: "card-line" }, h("strong", null, order.supplier_name), h("strong", null, money(order.amount))),
      h("div", { className: "card-line card-note" },
        h("span", null, [order.location_id, say("by", { day: deskWrite(order.order_on, "date") }),
          counted("lines", order.all_lines)].join(" · ")),
        ),
      h("div", { className: "card-line" }, h("span", { className: "card-marks" }, marks),
        h("span", { className: "card-note" }, say("risk", { n: deskWrite(order.risk_amount, "money") }))));
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
    return h("span", { className: `badge state-${row.state_code}`, title: who }, row.state);
  };

  /* ---- beginning ---- */
  const listen = () => {
    list.addEventListener("selectionChanged", () => {
      const [one] = list.getSelectedRows();
      if (one && one.order_name !== desk.chosen) choose(one.order_name, false);
    });
    list.addEventListener("cellFocused", (event) => {
      if (event.rowIndex !== null) list.getDisplayedRowAtIndex(event.rowIndex)?.setSelected(true, true);
    });
    lines.addEventListener("cellValueChanged", edited);
    lines.addEventListener("selectionChanged", drawSelected);
    lines.addEventListener("cellClicked", (event) => {
      if (event.colDef.field && !event.colDef.editable) open(event.data);
    });
    lines.addEventListener("cellKeyDown", (event) => {
      if (event.event.key === "Enter" && !event.colDef.editable) open(event.data);
    });
    lines.addEventListener("cellFocused", (event) => {
      if (!isOpen() || event.rowIndex === null) return;
      const row = lines.getDisplayedRowAtIndex(event.rowIndex)?.data;
      if (row && row.line_id !== desk.opened?.line_id) open(row);
    });
  };

  const begin = (beginning) => {
    if (!beginning) return window.dash_clientside.no_update;
    desk = { ...beginning, edits: [], done: [], undone: [], waiting: [], sent: null, opened: null };
    Promise.all([dash_ag_grid.getApiAsync("orders-list"), dash_ag_grid.getApiAsync(gridId())])
      .then(([first, second]) => {
        list = first;
        lines = second;
        listen();
        list.refreshCells({ force: true });
        list.addEventListener("firstDataRendered", () => mark(desk.chosen));
        mark(desk.chosen);
        lines.setColumnsVisible(["supplier_name"], !desk.chosen);
        drawBar();
        drawLeft();
      });
    drawBar();
    drawLeft();
    return window.dash_clientside.no_update;
  };

  const find = (words) => {
    if (list && !list.isDestroyed()) list.setGridOption("quickFilterText", words || "");
    return window.dash_clientside.no_update;
  };

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.orders = { begin, answered, find, saved };
})();
