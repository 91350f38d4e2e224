"use strict";

/* From a row of any table to where it comes from. */
drawnByGrids.DeskTrace = (props) => {
  if (!props.data) return null;
  const query = new URLSearchParams({ table: props.table, trace: "1" });
  for (const key of props.keys) query.set(key, props.data[key] ?? "");
  return React.createElement("a",
    { href: `/data?${query}`, className: "trace", "data-desk": "" }, props.words);
};
