"use strict";

/* ---- Danish for the fields of days, which speak English by themselves ---- */
window.dayjs_locale_da = {
  name: "da",
  weekdays: ["søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"],
  weekdaysShort: ["søn.", "man.", "tirs.", "ons.", "tors.", "fre.", "lør."],
  weekdaysMin: ["sø", "ma", "ti", "on", "to", "fr", "lø"],
  months: [
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
  ],
  monthsShort: [
    "jan.", "feb.", "mar.", "apr.", "maj", "juni",
    "juli", "aug.", "sep.", "okt.", "nov.", "dec.",
  ],
  weekStart: 1,
  yearStart: 4,
  ordinal: (day) => `${day}.`,
  formats: {
    LT: "HH:mm", LTS: "HH:mm:ss", L: "DD.MM.YYYY", LL: "D. MMMM YYYY",
    LLL: "D. MMMM YYYY HH:mm", LLLL: "dddd D. MMMM YYYY HH:mm",
  },
  relativeTime: {},
};
