"use strict";

/* Which order is shown, and which orders are ticked to be decided together. */
{
  const choose = (name) => {
    const { desk, lines } = placing;
    const before = desk.chosen;
    desk.chosen = name;
    if (placing.linesAreThere()) {
      const { order_name: _, ...others } = lines.getFilterModel();
      const of = { filterType: "text", type: "equals", filter: name };
      lines.deselectAll();
      lines.setFilterModel(name ? { ...others, order_name: of } : others);
      lines.setColumnsVisible(["supplier_name"], !name);
      lines.ensureIndexVisible(0);
    }
    mark(name, before);
    placing.drawBar();
    placing.drawSelected();
  };

  /* Draw the chosen card as chosen, and the one before as any other. */
  const mark = (name, before) => {
    if (!placing.listIsThere()) return;
    const { list } = placing;
    const [node, other] = [name, before].map((one) => (one ? list.getRowNode(one) : null));
    const rowNodes = [node, other].filter(Boolean);
    if (rowNodes.length) list.redrawRows({ rowNodes });
    if (node) list.ensureNodeVisible(node);
  };

  const shownOrders = () => {
    const shown = [];
    placing.list.forEachNodeAfterFilter((node) => shown.push(node));
    return shown;
  };

  const step = (way) => {
    const shown = shownOrders().map((node) => node.data.order_name);
    if (!shown.length) return;
    const at = shown.indexOf(placing.desk.chosen);
    choose(shown[Math.min(Math.max(at + way, 0), shown.length - 1)]);
  };

  const nextOpen = (after) => {
    const { orders } = placing.desk;
    const at = orders.findIndex((one) => one.order_name === after);
    const round = [...orders.slice(at + 1), ...orders.slice(0, Math.max(at, 0))];
    const next = round.find((one) => placing.STILL.has(one.state_code));
    if (next) choose(next.order_name);
    else placing.tell(placing.say("done"));
  };

  const ticked = () => (placing.listIsThere() ? placing.list.getSelectedRows() : []);

  const tick = () => {
    const node = placing.list.getRowNode(placing.desk.chosen);
    if (node) node.setSelected(!node.isSelected());
  };

  /* Tick every order that is still to be decided and has nothing to look at. */
  const tickWell = () => {
    const well = shownOrders().filter(({ data }) =>
      placing.STILL.has(data.state_code) && !data.concerns.length);
    if (!well.length) return placing.tell(placing.say("none_well"));
    placing.list.setNodesSelected({ nodes: well, newValue: true });
  };

  const tickNone = () => placing.list.deselectAll();

  Object.assign(placing, { choose, mark, step, nextOpen, ticked, tick, tickWell, tickNone });
}
