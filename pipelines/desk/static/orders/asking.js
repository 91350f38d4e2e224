"use strict";

/* Asking the server: one question at a time, none is lost, and undo knows them all. */
{
  const ask = (question, again) => {
    const { desk } = placing;
    const reason = document.getElementById("orders-reason");
    const made = { id: crypto.randomUUID(), seen: desk.seen, reason: reason?.value || "", ...question };
    if (reason?.value) placing.set("orders-reason", { value: "" });
    desk.waiting.push({ question: made, again: Boolean(again) });
    sendNext();
  };

  const sendNext = () => {
    const { desk } = placing;
    if (desk.sent || !desk.waiting.length) return;
    desk.sent = desk.waiting.shift();
    placing.set("orders-ask", { data: desk.sent.question });
  };

  /* What was done, as a question about its lines: undo takes it back as one. */
  const asLinesOf = ({ order: _, orders: __, ...rest }, lines) => ({ ...rest, lines });

  const remember = ({ question, again }, decided) => {
    if (question.action === "undo" || !decided.length) return;
    placing.desk.done.push(asLinesOf(question, decided.map((one) => ({ suggestion_id: one }))));
    if (!again) placing.desk.undone = [];
  };

  const answered = (answer) => {
    const { desk } = placing;
    if (!answer || !desk) return placing.nothing();
    const { sent } = desk;
    if (sent && answer.id === sent.question.id) {
      desk.sent = null;
      desk.edits = desk.edits.filter((one) => one.id !== answer.id);
      desk.late = answer.conflicts.length ? { question: sent.question, conflicts: answer.conflicts } : desk.late;
      remember(sent, answer.lines);
    }
    take(answer);
    const words = [answer.told, ...answer.faults].filter(Boolean).join(". ");
    if (words) placing.tell(words);
    sendNext();
    return placing.nothing();
  };

  /* Show orders, lines and budgets as the server says they stand. */
  const take = (answer) => {
    const { desk, list, lines } = placing;
    Object.assign(desk, { seen: answer.seen, orders: answer.orders, budgets: answer.budgets });
    if (placing.listIsThere()) {
      list.setGridOption("rowData", desk.orders);
      list.refreshCells({ force: true });
      placing.mark(desk.chosen);
    }
    if (placing.linesAreThere()) lines.refreshInfiniteCache();
    placing.drawBar();
    placing.drawLeft();
    placing.drawTicked();
    if (placing.panelIsOpen()) placing.open(desk.opened);
  };

  const asSeen = (one) => ({ ...one, seen: placing.desk.seen });

  const undo = () => {
    const { desk } = placing;
    const selected = placing.lines.getSelectedRows();
    if (placing.ticked().length) return placing.onOrders("undo");
    if (selected.length || !desk.done.length) return placing.onLines("undo");
    const last = desk.done.pop();
    desk.undone.push(last);
    ask({ action: "undo", lines: last.lines.map(asSeen) });
  };

  const redo = () => {
    const last = placing.desk.undone.pop();
    if (!last) return;
    const { id: _, seen: __, ...question } = last;
    ask({ ...question, lines: question.lines.map(asSeen) }, true);
  };

  /* Somebody else had decided: theirs stays, or the same is asked again, knowingly. */
  const settle = (choice) => {
    const { desk } = placing;
    placing.set("orders-conflict", { opened: false });
    const { late } = desk;
    desk.late = null;
    if (!late || choice !== "mine") return;
    const again = late.conflicts.filter((one) => !one.is_sent)
      .map((one) => ({ suggestion_id: one.suggestion_id, seen: one.entry_no }));
    if (again.length) ask({ ...asLinesOf(late.question, again), seen: desk.seen });
  };

  Object.assign(placing, { ask, answered, take, undo, redo, settle });
}
