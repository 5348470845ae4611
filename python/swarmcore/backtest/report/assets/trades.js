// The list of trades: sorted by a click on a column, a trade shown in the chart by a click on it.

const ROWS = 500;

function tradeList(section, onTrade) {
  const count = trades.symbol.length;
  section.querySelector("h2").append(element("span", { class: "count" }, String(count)));
  if (!count) {
    section.append(element("p", {}, "No position was opened."));
    return;
  }
  const daily = isDaily(trades.entry_ts) && isDaily(trades.exit_ts);
  const symbol = (i) => run.symbols[trades.symbol[i]].name;
  const left = (i) => (trades.open[i] ? Infinity : trades.exit_ts[i]);
  const columns = [
    ["Entry", (i) => trades.entry_ts[i], (i) => timeText(trades.entry_ts[i], daily)],
    ["Exit", left, (i) => (trades.open[i] ? "still open" : timeText(trades.exit_ts[i], daily))],
    ["Symbol", symbol, symbol],
    ["Side", (i) => trades.side[i], (i) => (trades.side[i] > 0 ? "long" : "short")],
    ["Quantity", (i) => trades.quantity[i], (i) => numberText(trades.quantity[i])],
    ["Entry price", (i) => trades.entry_price[i], (i) => priceText(trades.entry_price[i])],
    ["Exit price", (i) => trades.exit_price[i], (i) => priceText(trades.exit_price[i])],
    ["Fees", (i) => trades.fees[i], (i) => moneyText(trades.fees[i])],
    ["Profit", (i) => trades.profit[i], (i) => gainText(trades.profit[i])],
    ["Profit %", (i) => trades.profit_ratio[i], (i) => shareText(trades.profit_ratio[i])],
  ];
  const isNumber = (column) => column >= 4;
  const startsDown = (column) => isNumber(column) || column < 2; // latest and largest first
  const order = [...trades.symbol.keys()];
  let sorted = { column: -1, direction: 1 };
  let shown = ROWS;

  const heads = columns.map(([name], column) =>
    element(
      "th",
      { scope: "col", class: isNumber(column) ? "number" : "" },
      element("button", { type: "button", onclick: () => sortBy(column) }, name),
    ),
  );
  const body = element("tbody");
  const more = element(
    "button",
    {
      type: "button",
      onclick: () => {
        shown = count;
        fill();
      },
    },
    `Show all ${numberText(count)}`,
  );
  section.append(
    element(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Trades" },
      element(
        "table",
        { class: "trades" },
        element("thead", {}, element("tr", {}, ...heads)),
        body,
      ),
    ),
    more,
  );

  function sortBy(column) {
    const direction = sorted.column === column ? -sorted.direction : startsDown(column) ? -1 : 1;
    sorted = { column, direction };
    const value = columns[column][1];
    order.sort((a, b) => {
      const [x, y] = [value(a), value(b)];
      return (x < y ? -1 : x > y ? 1 : 0) * direction || a - b;
    });
    fill();
  }

  const rows = new Map(); // made when first shown, then only put in order

  function row(i) {
    if (!rows.has(i))
      rows.set(i, element("tr", {}, ...columns.map((column, place) => cell(i, column, place))));
    return rows.get(i);
  }

  function cell(i, [name, , text], place) {
    if (place === 0) {
      return element(
        "td",
        {},
        element(
          "button",
          { type: "button", title: "Show in the chart", onclick: () => onTrade(i) },
          text(i),
        ),
      );
    }
    const gain = name.startsWith("Profit") ? (trades.profit[i] < 0 ? " loss" : " gain") : "";
    return element("td", { class: (isNumber(place) ? "number" : "") + gain }, text(i));
  }

  function fill() {
    heads.forEach((head, column) => {
      if (column !== sorted.column) head.removeAttribute("aria-sort");
      else head.setAttribute("aria-sort", sorted.direction > 0 ? "ascending" : "descending");
    });
    more.hidden = count <= shown;
    body.replaceChildren(...order.slice(0, shown).map(row));
  }

  sortBy(0);
}
