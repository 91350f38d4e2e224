"use strict";

/* Keys and buttons: each calls what stands beside its name. */
{
  const editFocused = () => {
    const cell = placing.lines.getFocusedCell();
    if (!cell) return;
    const field = cell.column.getColId() === "arrive_on" ? "arrive_on" : "quantity";
    placing.lines.startEditingCell({ rowIndex: cell.rowIndex, colKey: field });
  };

  const askToSend = (more = {}) => placing.set("orders-send-ask", { data: { at: Date.now(), ...more } });

  /* The orders that sending is about: those ticked when it was asked for; none: all. */
  const send = () => {
    placing.desk.sending = placing.ticked().map((one) => one.order_name);
    placing.tickNone();
    askToSend({ orders: placing.desk.sending });
  };

  const help = () => placing.set("orders-keys", { opened: true });

  const DO = {
    approve_order: placing.approveOrder,
    approve: () => placing.onLines("approve"),
    reject: () => placing.onWhatIsChosen("reject"),
    snooze: () => placing.onWhatIsChosen("snooze"),
    split: () => placing.openAt("orders-split"),
    move: () => placing.openAt("orders-move"),
    undo: placing.undo,
    redo: placing.redo,
    next: () => placing.step(1),
    previous: () => placing.step(-1),
    all: () => placing.choose(""),
    tick: placing.tick,
    tick_well: placing.tickWell,
    tick_none: placing.tickNone,
    find: () => document.getElementById("orders-find")?.focus(),
    open: () => placing.open(placing.meant()[0]),
    edit: editFocused,
    send,
    help,
    close: () => placing.close(),
    "split-save": () => placing.save("split"),
    "move-save": () => placing.save("move"),
    "snooze-save": () => placing.save("snooze"),
  };

  const isField = (target) =>
    target.closest("input:not([type=checkbox]), textarea, select, [contenteditable=true], [role=combobox], .ag-cell-inline-editing, .ag-popup");

  const byKey = (event) => {
    if (event.key === "Escape") return "close";
    if ((event.ctrlKey || event.metaKey) && !event.altKey) {
      const letter = event.key.toLowerCase();
      if (letter === "z") return event.shiftKey ? "redo" : "undo";
      return letter === "y" ? "redo" : null;
    }
    if (event.altKey) return null;
    const found = Object.entries(placing.desk.keys).find(([, key]) => key.toLowerCase() === event.key.toLowerCase());
    return found && found[0] !== "select" ? found[0] : null;
  };

  document.addEventListener("keydown", (event) => {
    if (!placing.desk || !placing.page() || document.querySelector("[role=dialog][aria-modal=true]")) return;
    if (isField(event.target) && event.key !== "Escape") return;
    if (event.target.closest(".ag-cell-inline-editing")) return;
    const what = byKey(event);
    if (!what || !DO[what]) return;
    event.preventDefault();
    DO[what]();
  });

  const pressed = (id) => {
    const { opened, sending: orders } = placing.desk;
    if (id.in === "panel" && opened) placing.onLines(id.do, {}, [opened]);
    else if (id.in === "ticked") id.do === "send" ? send() : placing.onOrders(id.do);
    else if (id.do && DO[id.do]) DO[id.do]();
    if (id.conflict) placing.settle(id.conflict);
    if (id.send) askToSend({ now: id.send, orders });
    if (id.resolve) askToSend({ resolve: id.resolve, order: id.order });
  };

  document.addEventListener("click", (event) => {
    if (!placing.desk || !placing.page()) return;
    const button = event.target.closest("button");
    if (!button) return;
    if (button.id === "orders-help") return help();
    if (button.id === "orders-panel-close") return placing.close();
    if (button.id === "orders-send") return send();
    if (button.id.startsWith("{")) pressed(JSON.parse(button.id));
  });
}
