// Joins the parts: which symbol is shown, and what happens when the colours of the page change.

const BUTTONS = 8; // more symbols than this are a list

/** The choice of a symbol; returns what marks one as chosen. */
function symbolChoice(holder, pick) {
  const names = run.symbols.map(({ name }) => name);
  if (names.length > BUTTONS) {
    const list = element(
      "select",
      { "aria-label": "Symbol", onchange: () => pick(list.selectedIndex) },
      ...names.map((name) => element("option", {}, name)),
    );
    holder.append(list);
    return (number) => {
      list.selectedIndex = number;
    };
  }
  const buttons = names.map((name, number) =>
    element("button", { type: "button", onclick: () => pick(number) }, name),
  );
  holder.append(
    element("div", { class: "buttons", role: "group", "aria-label": "Symbol" }, ...buttons),
  );
  return (number) =>
    buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(i === number)));
}

function start() {
  const holder = document.getElementById("prices");
  let bar = [0, 0]; // symbol and bar in words below the chart
  const chart = priceChart(holder, (...shown) => {
    chart.point(shown[1]);
    if (shown[0] === bar[0] && shown[1] === bar[1]) return;
    bar = shown;
    showBar(...bar);
  });
  const mark = symbolChoice(document.getElementById("symbols"), (number) => {
    mark(number);
    chart.select(number);
  });
  mark(0);
  showBar(...bar);
  chart.select(0);
  chart.listen();
  holder.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const last = series(bar[0]).ts.length - 1;
    bar = [bar[0], Math.max(0, Math.min(last, bar[1] + step))];
    showBar(...bar);
    if (!chart.point(bar[1])) {
      chart.step(step);
      chart.point(bar[1]);
    }
  });
  const equity = equityChart(document.getElementById("equity"));
  equity.draw();
  equity.listen();
  tradeList(document.getElementById("trades"), (trade) => {
    mark(trades.symbol[trade]);
    chart.showTrade(trade);
    holder.scrollIntoView({ block: "center" });
  });
  for (const query of ["(prefers-color-scheme: dark)", "print"]) {
    matchMedia(query).addEventListener("change", () => {
      chart.draw();
      equity.draw();
    });
  }
  if (run.bars_per_candle > 1) {
    document
      .getElementById("prices-title")
      .append(
        element("span", { class: "count" }, `each candle stands for ${run.bars_per_candle} bars`),
      );
  }
}

start();
