// Equity against buy and hold, and both drawdowns below, on one axis of time.

function equityChart(holder) {
  const data = decoded(run.equity);
  const daily = isDaily(data.ts);
  const end = data.ts.length - 1;
  let log = false;
  let shown = [0, end]; // the first and the last instant
  let preset = null; // the length of the button that chose them, null for all; undefined: none
  const mark = rangeButtons(document.getElementById("spans"), data.ts, showLength);
  const toggle = document.getElementById("log");
  toggle.addEventListener("click", () => {
    log = !log;
    toggle.setAttribute("aria-pressed", String(log));
    draw();
  });

  function showLength(length) {
    shown = [length === null ? 0 : barAt(data.ts, data.ts[end] - length), end];
    preset = length;
    draw();
  }

  const cut = (values) => values.subarray(shown[0], shown[1] + 1);

  /** Ticks at 1, 2 and 5 where the span is wide enough for some of them. */
  function logStep() {
    const all = [...cut(data.equity), ...cut(data.benchmark)];
    const ratio = all.reduce((a, b) => Math.max(a, b)) / all.reduce((a, b) => Math.min(a, b));
    return ratio > 4 ? "D2" : undefined;
  }

  function traces(colours) {
    const mode = shown[1] > shown[0] ? "lines" : "markers";
    const curve = (name, y, color, width, more) => ({
      type: "scatter",
      mode,
      name,
      x: cut(data.ts),
      y: cut(y),
      line: { color, width },
      marker: { color },
      hovertemplate: "%{y:,.2f}",
      ...more,
    });
    const fall = { yaxis: "y2", hovertemplate: "%{y:.1%}", showlegend: false };
    const filled = { ...fall, fill: "tozeroy", fillcolor: `${colours.swarm}33` };
    return [
      curve("Buy and hold", data.benchmark, colours.held, 1.4),
      curve("Swarm", data.equity, colours.swarm, 1.8),
      curve("Drawdown of buy and hold", data.benchmark_drawdown, colours.held, 1.2, fall),
      curve("Drawdown of swarm", data.drawdown, colours.swarm, 1.2, filled),
    ];
  }

  function layout(colours) {
    const axis = {
      gridcolor: colours.grid,
      fixedrange: true,
      zeroline: false,
      ticks: "outside",
      ticklen: 5,
      tickcolor: "transparent",
    };
    return {
      ...baseLayout(colours),
      height: 460,
      margin: { l: 64, r: 16, t: 28, b: 32 },
      hovermode: "x unified",
      hoversubplots: "axis",
      showlegend: true,
      legend: {
        orientation: "h",
        x: 0,
        y: 1.01,
        xanchor: "left",
        yanchor: "bottom",
        font: { color: colours.ink },
      },
      xaxis: {
        type: "date",
        anchor: "y2",
        gridcolor: colours.grid,
        range: [data.ts[shown[0]], Math.max(data.ts[shown[1]], data.ts[shown[0]] + 1)],
        hoverformat: daily ? "%Y-%m-%d" : "%Y-%m-%d %H:%M",
      },
      yaxis: {
        ...axis,
        domain: [0.34, 1],
        type: log ? "log" : "linear",
        tickformat: "~s",
        dtick: log ? logStep() : undefined,
      },
      yaxis2: { ...axis, domain: [0, 0.26], tickformat: ".0%", nticks: 4 },
      annotations: [
        {
          text: "Drawdown",
          showarrow: false,
          x: 0,
          xref: "paper",
          xanchor: "left",
          y: 0.265,
          yref: "paper",
          yanchor: "bottom",
          font: { size: 12, color: colours.ink },
        },
      ],
    };
  }

  function draw() {
    mark(preset);
    const colours = palette();
    Plotly.react(holder, traces(colours), layout(colours), CONFIG);
  }

  function listen() {
    holder.on("plotly_relayout", (change) => {
      if (!("xaxis.range[0]" in change)) return;
      // Plotly gives dates without a zone, in the axis's own: UTC.
      const [from, to] = [0, 1].map((i) =>
        Date.parse(`${change[`xaxis.range[${i}]`].replace(" ", "T")}Z`),
      );
      const first = Math.min(barAt(data.ts, from), Math.max(0, end - 1));
      shown = [first, Math.min(end, Math.max(first + 1, barAt(data.ts, to)))];
      preset = undefined;
      draw();
    });
    holder.on("plotly_doubleclick", () => showLength(null));
  }

  return { draw, listen };
}
