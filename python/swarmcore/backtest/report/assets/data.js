// The payload of the page, and how its numbers, times and texts are shown.

const run = JSON.parse(document.getElementById("payload").textContent);
const DASH = "\u2013";

const ARRAYS = {
  f8: Float64Array,
  f4: Float32Array,
  i4: Int32Array,
  i1: Int8Array,
  u4: Uint32Array,
  u1: Uint8Array,
};

/** The payload's values with every encoded array as a typed array. */
function decoded(value) {
  if (Array.isArray(value)) return value.map(decoded);
  if (value === null || typeof value !== "object") return value;
  if (!("bdata" in value)) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, decoded(each)]));
  }
  const text = atob(value.bdata);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return new ARRAYS[value.dtype](bytes.buffer);
}

const cache = new Map();

/** A symbol's candles, votes and decisions, decoded when they are first looked at. */
function series(number) {
  if (!cache.has(number)) cache.set(number, decoded(run.symbols[number]));
  return cache.get(number);
}

const trades = decoded(run.trades);
const DAY = 86_400_000;

function isDaily(times) {
  return times.every((time) => time % DAY === 0);
}

/** A time as ISO text in UTC: the date, and the time of day where bars have one. */
function timeText(time, daily) {
  const text = new Date(time).toISOString();
  if (daily) return text.slice(0, 10);
  return `${text.slice(0, 10)} ${text.slice(11, time % 60_000 === 0 ? 16 : 19)}`;
}

function formatter(options) {
  const format = new Intl.NumberFormat("en-US", options);
  return (value) => (Number.isFinite(value) ? format.format(value) : DASH);
}

const numberText = formatter({ maximumFractionDigits: 8 });
const moneyText = formatter({ minimumFractionDigits: 2, maximumFractionDigits: 2 });
const gainText = formatter({
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: "exceptZero",
});
const shareText = formatter({
  style: "percent",
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
  signDisplay: "exceptZero",
});
const compactText = formatter({ notation: "compact", maximumFractionDigits: 1 });
const smallText = formatter({ maximumSignificantDigits: 5 });
const fourPlacesText = formatter({ minimumFractionDigits: 4, maximumFractionDigits: 4 });

function priceText(value) {
  const size = Math.abs(value);
  if (size >= 1000) return moneyText(value);
  return size >= 1 ? fourPlacesText(value) : smallText(value);
}

/** Text that Plotly shows as it is, without taking parts of it for tags or entities. */
function plain(text) {
  return text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);
}

/** An element with attributes and children; a text never becomes markup. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/** The colours of the page as it is shown now: light, dark or printed. */
function palette() {
  const style = getComputedStyle(document.documentElement);
  const names = ["card", "ink", "soft", "line", "grid", "up", "down", "swarm", "held", "middle"];
  return Object.fromEntries(
    names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
  );
}

/** What all charts share of a Plotly layout. */
function baseLayout(colours) {
  return {
    paper_bgcolor: colours.card,
    plot_bgcolor: colours.card,
    font: {
      family: "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
      size: 12,
      color: colours.soft,
    },
    hoverlabel: {
      align: "left",
      bgcolor: colours.card,
      bordercolor: colours.line,
      font: { color: colours.ink, size: 12 },
    },
    // On a touch screen a swipe scrolls the page; the buttons change the range.
    dragmode: matchMedia("(pointer: coarse)").matches ? false : "zoom",
    showlegend: false,
  };
}

const CONFIG = {
  responsive: true,
  displaylogo: false,
  doubleClick: false,
  scrollZoom: false,
  showTips: false,
  modeBarButtons: [["toImage"]],
};
