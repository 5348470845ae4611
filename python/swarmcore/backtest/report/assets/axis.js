// Time as a row of bars: a bar takes one place whether or not the market was closed before it.

const RANGES = [
  ["1D", DAY, "1 day"],
  ["1W", 7 * DAY, "1 week"],
  ["1M", 30.5 * DAY, "1 month"],
  ["6M", 183 * DAY, "6 months"],
  ["1Y", 365.25 * DAY, "1 year"],
  ["5Y", 1826.25 * DAY, "5 years"],
];

const MINUTE = 60_000;
const clock = (time) => new Date(time).toISOString().slice(11, 16);
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const month = (time) => MONTHS[new Date(time).getUTCMonth()];
const dayAndMonth = (time) => `${new Date(time).getUTCDate()} ${month(time)}`;
const year = (time) => String(new Date(time).getUTCFullYear());
const months = (time) => {
  const date = new Date(time);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};

/** Steps between ticks: about how long, which ones lie in the same step, and what they are called. */
const STEPS = [
  ...[1, 5, 15, 30, 60, 180, 360, 720].map((minutes) => ({
    length: minutes * MINUTE,
    key: (time) => Math.floor(time / (minutes * MINUTE)),
    text: clock,
    parent: dayAndMonth,
  })),
  // Weeks begin on Monday, and 1970 began on a Thursday.
  ...[1, 7, 14].map((days) => ({
    length: days * DAY,
    key: (time) => Math.floor((time / DAY + 3) / days),
    text: dayAndMonth,
    parent: year,
  })),
  ...[1, 3, 6].map((count) => ({
    length: count * 30.5 * DAY,
    key: (time) => Math.floor(months(time) / count),
    text: month,
    parent: year,
  })),
  ...[1, 2, 5, 10].map((years) => ({
    length: years * 365.25 * DAY,
    key: (time) => Math.floor(months(time) / 12 / years),
    text: year,
    parent: () => "",
  })),
];

/** Ticks for the bars from first to last (indices): at most `most`, at calendar steps. */
function ticks(times, first, last, most, daily) {
  const span = times[last] - times[first];
  const steps = STEPS.filter(({ length }) => !daily || length >= DAY);
  const step = steps.find(({ length }) => span / length <= most) ?? steps[steps.length - 1];
  const values = [];
  const labels = [];
  let parent = "";
  for (let i = first; i <= last; i++) {
    const isStart = i === 0 || step.key(times[i]) !== step.key(times[i - 1]);
    const clear = !values.length || i - values[values.length - 1] > (last - first) / (most * 2);
    if (!isStart || !clear) continue;
    const above = step.parent(times[i]);
    values.push(i);
    labels.push(
      above && above !== parent ? `${step.text(times[i])}<br>${above}` : step.text(times[i]),
    );
    parent = above;
  }
  // A span within one step has no start of a step: its first bar names it.
  if (!values.length)
    return {
      values: [first],
      labels: [`${step.text(times[first])}<br>${step.parent(times[first])}`],
    };
  return { values, labels };
}

/** The first bar that is not before a time. */
function barAt(times, time) {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The ranges that hold at least five bars and less than all. */
function usefulRanges(times) {
  const last = times.length - 1;
  return RANGES.filter(([, length]) => {
    const first = barAt(times, times[last] - length);
    return first > 0 && last - first >= 4;
  });
}

/** Buttons for time ranges; `pick` gets a length in milliseconds, or null for all. */
function rangeButtons(holder, times, pick, more = []) {
  const choices = [...usefulRanges(times), ["All", null, "all"]];
  const buttons = choices.map(([name, length, label]) =>
    element(
      "button",
      { type: "button", "aria-label": label, "aria-pressed": "false", onclick: () => pick(length) },
      name,
    ),
  );
  holder.replaceChildren(...buttons, ...more);
  return (shown) =>
    choices.forEach(([, length], i) =>
      buttons[i].setAttribute("aria-pressed", String(length === shown)),
    );
}
