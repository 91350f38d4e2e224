"use strict";

/* ---- numbers, money and dates as the reader writes them ---- */
const speech = () => (document.documentElement.lang === "da" ? "da-DK" : "en-GB");
const MISSING = "–";
const DIGITS = { whole: 0, days: 0, money: 0, number: 1, price: 2, score: 2 };
const writers = new Map();

const writer = (fewest, most) => {
  const key = `${speech()} ${fewest} ${most}`;
  if (!writers.has(key)) {
    const options = { minimumFractionDigits: fewest, maximumFractionDigits: most };
    writers.set(key, new Intl.NumberFormat(speech(), options));
  }
  return writers.get(key);
};

const minus = (text) => text.replace("-", "−");

const telling = (value) => {
  const size = Math.abs(value);
  return writer(0, size >= 100 ? 0 : size >= 0.1 ? 2 : 4).format(value);
};

const deskWrite = (value, kind) => {
  if (value === null || value === undefined || value === "") return MISSING;
  switch (kind) {
    case "qty": return minus(writer(0, 3).format(value));
    case "telling": return minus(telling(value));
    case "rate": return minus(writer(0, 0).format(value * 100)) + (speech() === "da-DK" ? " %" : "%");
    case "date": return day(value);
    case "instant": return `${day(value.slice(0, 10))} ${value.slice(11, 16)}`;
    case "flag": return value ? "✓" : MISSING;
    default: {
      const digits = DIGITS[kind] ?? 0;
      return minus(writer(digits, digits).format(value));
    }
  }
};

const day = (value) => {
  const at = new Date(`${value}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return value;
  const options = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };
  return new Intl.DateTimeFormat(speech(), options).format(at);
};

/* ---- what grids show ---- */
const shownByGrids = (window.dashAgGridFunctions = window.dashAgGridFunctions || {});
shownByGrids.deskFormat = (params, kind) =>
  params.data === undefined ? "" : deskWrite(params.value, kind);

const drawnByGrids = (window.dashAgGridComponentFunctions =
  window.dashAgGridComponentFunctions || {});

const itemLink = (row) => {
  const query = new URLSearchParams({ sku: row.sku });
  if (row.location_id) query.set("location", row.location_id);
  return `/item?${query}`;
};

drawnByGrids.DeskItem = (props) => {
  if (!props.data) return null;
  const { sku, title, location_id: place } = props.data;
  const below = [title ? sku : null, place].filter(Boolean).join(" · ");
  const link = { href: itemLink(props.data), className: "item-link", "data-desk": "" };
  return React.createElement("span", { className: "item" },
    React.createElement("a", link, title || sku),
    React.createElement("small", null, below));
};

drawnByGrids.DeskGrade = (props) =>
  props.value
    ? React.createElement("span", { className: `mark mark-${props.value}` }, props.value)
    : null;

/* ---- going from page to page without loading everything again ---- */
const go = (address) => {
  window.history.pushState({}, "", address);
  window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  window.scrollTo(0, 0);
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-desk]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  event.preventDefault();
  go(link.getAttribute("href"));
});

/* ---- an input of files is called as the button that stands for it ---- */
const nameFileInputs = () => {
  document.querySelectorAll("input[type=file]:not([aria-label])").forEach((input) =>
    input.setAttribute("aria-label", input.parentElement.innerText.trim()));
};

new MutationObserver(nameFileInputs)
  .observe(document.documentElement, { childList: true, subtree: true });

/* ---- what the page's callbacks call ---- */
const keep = (name, value) => {
  const year = 31536000;
  document.cookie =
    `${name}=${encodeURIComponent(value)};path=/;max-age=${year};samesite=strict`;
};

const state = (request) => ({
  f: request.filterModel || {},
  o: (request.sortModel || []).map((one) => [one.colId, one.sort]),
});

const isPlain = (kept) => !Object.keys(kept.f).length && !kept.o.length;

window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.desk = {
  /* The address and the downloads follow what a table shows. */
  follow: (request, id) => {
    if (!request) return [dash_clientside.no_update, dash_clientside.no_update];
    const kept = state(request);
    const address = new URL(window.location.href);
    const name = `${id.listing}_state`;
    if (isPlain(kept)) address.searchParams.delete(name);
    else address.searchParams.set(name, JSON.stringify(kept));
    window.history.replaceState(window.history.state, "", address);
    const query = new URLSearchParams({
      scope: id.scope, f: JSON.stringify(kept.f), o: JSON.stringify(kept.o),
    });
    return ["csv", "xlsx"].map(
      (kind) => `/download/${encodeURIComponent(id.listing)}.${kind}?${query}`);
  },

  search: (words, filters) => {
    const { _any: _, ...others } = filters || {};
    if (!words) return others;
    return { ...others, _any: { filterType: "text", type: "contains", filter: words } };
  },

  mark: (path, addresses) =>
    addresses.map((address) =>
      (address === "/" ? path === "/" : path?.startsWith(address))
        ? "side-link is-here" : "side-link"),

  choose: (clicks, planner) => {
    const asked = window.dash_clientside.callback_context.triggered_id;
    if (asked === "planner") keep("planner", planner || "");
    else if (asked && clicks.some(Boolean)) {
      keep(asked.choice, asked.value);
      window.location.reload();
    }
    return window.dash_clientside.no_update;
  },
};

/* ---- a newer plan ---- */
const LOOK_EVERY = 30000;

const look = async () => {
  const button = document.getElementById("newer");
  if (button && !document.hidden) {
    try {
      const { run } = await (await fetch("/now")).json();
      button.hidden = !run || run === button.dataset.run;
    } catch { /* the server is away: the page stays as it is */ }
  }
  window.setTimeout(look, LOOK_EVERY);
};

document.addEventListener("click", (event) => {
  if (event.target.id === "newer") window.location.reload();
});
window.setTimeout(look, LOOK_EVERY);
