"use strict";

/* What is decided: lines, whole orders, several orders, a quantity or a day in place. */
{
  const focused = () => {
    const cell = placing.lines?.getFocusedCell();
    return cell ? placing.lines.getDisplayedRowAtIndex(cell.rowIndex)?.data : null;
  };

  /* The lines that an action is about: those selected, else the one open or in focus. */
  const meant = () => {
    const selected = placing.lines.getSelectedRows();
    if (selected.length) return selected;
    const panel = placing.panelIsOpen() && placing.desk.opened ? placing.desk.opened : null;
    const one = panel || focused();
    return one ? [one] : [];
  };

  const asLines = (rows) => {
    const found = new Map(rows.map((row) => [row.suggestion_id, row]));
    return [...found.values()].map((row) => ({ suggestion_id: row.suggestion_id, seen: row.entry_no }));
  };

  const onLines = (action, more = {}, rows = meant()) => {
    if (!rows.length) return placing.tell(placing.say("choose_line"));
    placing.ask({ action, lines: asLines(rows), ...more });
    placing.lines.deselectAll();
  };

  /* All ticked orders at once. */
  const onOrders = (action) => {
    const orders = placing.ticked().map((one) => one.order_name);
    placing.tickNone();
    placing.ask({ action, orders });
  };

  /* The ticked orders, unless lines are selected. */
  const onWhatIsChosen = (action) => {
    const isAboutOrders = placing.ticked().length && !placing.lines.getSelectedRows().length;
    return isAboutOrders ? onOrders(action) : onLines(action);
  };

  const approveOrder = () => {
    if (placing.ticked().length) return onOrders("approve");
    const order = placing.chosenOrder();
    if (!order) return onLines("approve");
    placing.ask({ action: "approve", order: order.order_name });
    placing.nextOpen(order.order_name);
  };

  const edited = (event) => {
    const { data: row, colDef, oldValue, newValue } = event;
    if (oldValue === newValue) return;
    const isQuantity = colDef.field === "quantity";
    if (isQuantity && newValue === null) {
      event.node.setDataValue("quantity", oldValue);
      return;
    }
    const id = crypto.randomUUID();
    if (isQuantity) {
      placing.desk.edits.push({ id, row, units: newValue - (oldValue || 0) });
      placing.drawBar();
    }
    const isOne = row.parts_count === 1;
    const rejects = isQuantity && newValue === 0 && isOne;
    const part = isQuantity ? { qty: newValue } : { arrive_on: newValue };
    const lines = asLines([row]).map((one) => (isOne ? one : { ...one, split_no: row.split_no }));
    placing.ask({ id, action: rejects ? "reject" : "change", lines, parts: rejects ? [] : [part] });
  };

  /* What the fields of the panel hold comes through the page's own store. */
  const save = (what) => {
    if (placing.desk.opened) placing.set("orders-save", { data: { what, at: Date.now() } });
  };

  const saved = (asked, quantities, days, suppliers, untils) => {
    const row = placing.desk?.opened;
    if (!asked || !row) return placing.nothing();
    if (asked.what === "split") {
      const parts = quantities.map((qty, at) => ({ qty, arrive_on: days[at] })).filter((one) => one.qty > 0);
      onLines("split", { parts }, [row]);
    } else if (asked.what === "move") {
      onLines("move", { parts: [{ supplier_id: suppliers[0] }] }, [row]);
    } else onLines("snooze", { until: untils[0] }, [row]);
    return placing.nothing();
  };

  Object.assign(placing, {
    meant, onLines, onOrders, onWhatIsChosen, approveOrder, edited, save, saved,
  });
}
