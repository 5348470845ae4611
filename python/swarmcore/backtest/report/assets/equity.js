// Equity against buy and hold, and both drawdowns below, on one axis of time.

function equityChart(holder) {
  const data = decoded(run.equity);
  const daily = isDaily(data.ts);
  let log = false;
  let length = null;
  const mark = rangeButtons(document.getElementById("spans"), data.ts, (picked) => {
    length = picked;
    draw();
  });
  const toggle = document.getElementById("log");
  toggle.addEventListener("click", () => {
    log = !log;
    toggle.setAttribute("aria-pressed", String(log));
    draw();
  });

  /** Ticks at 1, 2 and 5 where the span is wide enough for some of them. */
  function logStep() {
    const all = [...data.equity, ...data.benchmark];
    return all.reduce((a, b) => Math.max(a, b)) > 4 * all.reduce((a, b) => Math.min(a, b)) ? "D2" : undefined;
  }

  function draw() {
    mark(length);
    const colours = palette();
    const last = data.ts[data.ts.length - 1];
    const first = length === null ? 0 : barAt(data.ts, last - length);
    const cut = (values) => values.subarray(first);
    const x = cut(data.ts);
    const lines = data.ts.length - first > 1 ? "lines" : "markers";
    const curve = (name, y, color, more) => ({
      type: "scatter", mode: lines, name, x, y: cut(y), line: { color, width: 1.8 }, ...more,
    });
    const money = { hovertemplate: "%{y:,.2f}" };
    const fall = { yaxis: "y2", hovertemplate: "%{y:.1%}", showlegend: false };
    Plotly.react(holder, [
      curve("Buy and hold", data.benchmark, colours.held, { ...money, line: { color: colours.held, width: 1.4 } }),
      curve("Swarm", data.equity, colours.swarm, money),
      curve("Buy and hold, drawdown", data.benchmark_drawdown, colours.held, { ...fall, line: { color: colours.held, width: 1.2 } }),
      curve("Swarm, drawdown", data.drawdown, colours.swarm, { ...fall, fill: "tozeroy", fillcolor: `${colours.swarm}33`, line: { color: colours.swarm, width: 1.2 } }),
    ], {
      ...baseLayout(colours),
      height: 460,
      margin: { l: 64, r: 16, t: 28, b: 32 },
      hovermode: "x unified",
      showlegend: true,
      legend: { orientation: "h", x: 0, y: 1.01, xanchor: "left", yanchor: "bottom", font: { color: colours.ink } },
      xaxis: { type: "date", anchor: "y2", gridcolor: colours.grid, hoverformat: daily ? "%Y-%m-%d" : "%Y-%m-%d %H:%M" },
      yaxis: { domain: [0.34, 1], type: log ? "log" : "linear", gridcolor: colours.grid, fixedrange: true, zeroline: false, tickformat: "~s", dtick: log ? logStep() : undefined, ticks: "outside", ticklen: 5, tickcolor: "transparent" },
      yaxis2: { domain: [0, 0.26], gridcolor: colours.grid, fixedrange: true, zeroline: false, tickformat: ".0%", nticks: 4 },
      annotations: [{ text: "Drawdown", showarrow: false, x: 0, xref: "paper", xanchor: "left", y: 0.265, yref: "paper", yanchor: "bottom", font: { size: 12, color: colours.ink } }],
    }, CONFIG);
  }

  function listen() {
    holder.on("plotly_doubleclick", () => {
      length = null;
      Plotly.relayout(holder, { "xaxis.autorange": true });
      draw();
    });
  }

  return { draw, listen };
}
