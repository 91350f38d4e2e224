"""What a benchmark of the desk does inside the browser."""

GRIDS = (
    "() => [...document.querySelectorAll('.listing .grid[id]')].map((one) => one.id)"
)
CHANGE = """async ([id, change]) => {
  const api = dash_ag_grid.getApi(id);
  const shown = () => {
    const count = Math.min(api.getDisplayedRowCount(), 10);
    for (let at = 0; at < count; at++)
      if (api.getDisplayedRowAtIndex(at)?.data === undefined) return false;
    return true;
  };
  const frame = () => new Promise((go) => requestAnimationFrame(go));
  const columns = api.getColumns().map((one) => one.getColDef());
  const sorted = columns.findLast((one) => one.type === "rightAligned") || columns[0];
  const start = performance.now();
  if (change === "order")
    api.applyColumnState({ state: [{ colId: sorted.field, sort: "desc" }],
                           defaultState: { sort: null } });
  else {
    const model = { filterType: "text", type: "contains", filter: "1" };
    const text = columns.find((one) => one.filter === "agTextColumnFilter");
    const field = change === "search" || !text ? "_any" : text.field;
    api.setFilterModel({ [field]: model });
  }
  while (shown() && performance.now() - start < 200) await frame();
  while (!shown()) await frame();
  await frame();
  return performance.now() - start;
}"""
"""Change what a table shows, and return after how many milliseconds its rows stand."""

EDIT = """async () => {
  const frame = () => new Promise((go) => requestAnimationFrame(go));
  const grid = document.querySelector(".orders-chosen .grid[id]");
  const line = dash_ag_grid.getApi(grid.id).getDisplayedRowAtIndex(0);
  const bar = document.getElementById("orders-bar");
  const before = bar.textContent;
  const start = performance.now();
  line.setDataValue("quantity", line.data.quantity + 1000);
  while (bar.textContent === before && performance.now() - start < 5000) await frame();
  await frame();
  return performance.now() - start;
}"""
"""Order a thousand more, and return after how many milliseconds the totals say so."""

REPAINT = """async () => {
  const frame = () => new Promise((go) => requestAnimationFrame(go));
  const start = performance.now();
  await frame();
  await frame();
  return performance.now() - start;
}"""
