"use strict";

/* What other planners decide appears without a reload, and is marked for a while. */
{
  const EVERY = 3000;
  const MARKED = 20000;

  /* While a quantity is being written, or a question is under way, news wait. */
  const isBusy = () =>
    document.hidden || !placing.page() || !placing.desk || placing.desk.sent
    || !placing.linesAreThere() || placing.lines.getEditingCells().length > 0;

  const isNews = (row) => {
    const { news } = placing.desk || {};
    return Boolean(news) && (news.lines.has(row.suggestion_id) || (!row.suggestion_id && news.orders.has(row.order_name)));
  };

  const redraw = () => {
    if (placing.listIsThere()) placing.list.redrawRows();
    if (placing.linesAreThere()) placing.lines.redrawRows();
  };

  const show = (answer) => {
    placing.desk.news = { lines: new Set(answer.lines), orders: new Set(answer.in_orders) };
    placing.take(answer);
    redraw();
    placing.tell(answer.told);
    window.clearTimeout(show.waiting);
    show.waiting = window.setTimeout(() => {
      placing.desk.news = null;
      redraw();
    }, MARKED);
  };

  const look = async () => {
    if (!isBusy()) {
      try {
        const reply = await fetch(`/orders/since?entry=${placing.desk.seen}`);
        if (reply.status === 200) {
          const answer = await reply.json();
          if (!isBusy()) answer.told ? show(answer) : placing.take(answer);
        }
      } catch { /* the server is away: the page stays as it is */ }
    }
    window.setTimeout(look, EVERY);
  };

  window.setTimeout(look, EVERY);
  Object.assign(placing, { isNews });
}
