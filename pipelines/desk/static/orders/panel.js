"use strict";

/* The line that is open beside the others. */
{
  const panel = () => document.getElementById("orders-panel");
  const panelIsOpen = () => Boolean(panel()) && !panel().hidden;

  const open = (row) => {
    if (!row) return;
    placing.desk.opened = row;
    panel().hidden = false;
    placing.set("orders-open", { data: { line_id: row.line_id, at: Date.now() } });
  };

  const close = () => {
    if (!panelIsOpen()) return placing.tickNone();
    panel().hidden = true;
    placing.desk.opened = null;
    const cell = placing.lines.getFocusedCell();
    if (cell) placing.lines.setFocusedCell(cell.rowIndex, cell.column);
  };

  /* Open a line at one of its fields, once they have come. */
  const openAt = (field) => {
    const [row] = placing.meant();
    if (!row) return placing.tell(placing.say("choose_line"));
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

  Object.assign(placing, { panelIsOpen, open, close, openAt });
}
