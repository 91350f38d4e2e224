"use strict";

/* ---- what no callback changes, drawn at once ---- */
const element = (part) => {
  if (!Array.isArray(part)) return part;
  const [name, attributes, ...inside] = part;
  return React.createElement(name, attributes, ...inside.map(element));
};

window.desk_parts = {
  Still: ({ parts }) =>
    React.createElement(React.Fragment, null, ...parts.map(element)),
};
