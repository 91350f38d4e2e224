"use strict";

/* How the page starts, and what its callbacks call. */
{
  const isTick = (event) => event.column?.getColId?.().startsWith("ag-Grid-Selection");

  const listen = () => {
    const { list, lines } = placing;
    list.addEventListener("selectionChanged", placing.drawTicked);
    list.addEventListener("cellFocused", (event) => {
      if (event.rowIndex === null || isTick(event)) return;
      const name = list.getDisplayedRowAtIndex(event.rowIndex)?.data.order_name;
      if (name && name !== placing.desk.chosen) placing.choose(name);
    });
    lines.addEventListener("cellValueChanged", placing.edited);
    lines.addEventListener("selectionChanged", placing.drawSelected);
    lines.addEventListener("cellClicked", (event) => {
      if (event.colDef.field && !event.colDef.editable) placing.open(event.data);
    });
    lines.addEventListener("cellKeyDown", (event) => {
      if (event.event.key === "Enter" && !event.colDef.editable) placing.open(event.data);
    });
    lines.addEventListener("cellFocused", (event) => {
      if (!placing.panelIsOpen() || event.rowIndex === null) return;
      const row = lines.getDisplayedRowAtIndex(event.rowIndex)?.data;
      if (row && row.line_id !== placing.desk.opened?.line_id) placing.open(row);
    });
  };

  const begin = (beginning) => {
    if (!beginning) return placing.nothing();
    placing.desk = {
      ...beginning,
      ...{ edits: [], done: [], undone: [], waiting: [], sending: [] },
      ...{ sent: null, opened: null, late: null, news: null },
    };
    placing.list = null;
    placing.lines = null;
    Promise.all([dash_ag_grid.getApiAsync("orders-list"), dash_ag_grid.getApiAsync(placing.gridId())])
      .then(([list, lines]) => {
        Object.assign(placing, { list, lines });
        listen();
        list.refreshCells({ force: true });
        list.addEventListener("firstDataRendered", () => placing.mark(placing.desk.chosen));
        placing.mark(placing.desk.chosen);
        lines.setColumnsVisible(["supplier_name"], !placing.desk.chosen);
        placing.drawBar();
        placing.drawLeft();
      });
    placing.drawBar();
    placing.drawLeft();
    return placing.nothing();
  };

  const find = (words) => {
    if (placing.listIsThere()) placing.list.setGridOption("quickFilterText", words || "");
    return placing.nothing();
  };

  const { answered, saved } = placing;
  window.dash_clientside.orders = { begin, answered, find, saved };
}
