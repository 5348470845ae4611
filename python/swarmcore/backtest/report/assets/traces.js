// What the candles' chart draws: bars, trades, votes and the consensus score.

function barTraces({ data, first, last, colours, x }) {
  const cut = (values) => values.subarray(first, last + 1);
  return [
    {
      type: "candlestick",
      x,
      open: cut(data.open),
      high: cut(data.high),
      low: cut(data.low),
      close: cut(data.close),
      hoverinfo: "none",
      line: { width: 1 },
      increasing: { line: { color: colours.up }, fillcolor: colours.card },
      decreasing: { line: { color: colours.down }, fillcolor: colours.down },
    },
    {
      type: "bar",
      x,
      y: cut(data.volume),
      yaxis: "y2",
      hoverinfo: "none",
      marker: { color: colours.held, line: { width: 0 } },
    },
  ];
}

function tradeTraces({ first, last, colours, daily }, trips) {
  const line = { x: [], y: [] };
  const entries = new Map(); // a position closed in parts has one entry
  const exits = { x: [], y: [], text: [], color: [] };
  for (const i of trips) {
    const [entry, exit] = [trades.entry_index[i], trades.exit_index[i]];
    line.x.push(entry, exit, null);
    line.y.push(trades.entry_price[i], trades.exit_price[i], null);
    const key = `${entry} ${trades.side[i]}`;
    const known = entries.get(key) ?? { i, entry, quantity: 0, paid: 0, profit: 0, open: false };
    known.quantity += trades.quantity[i];
    known.paid += trades.quantity[i] * trades.entry_price[i];
    known.profit += trades.profit[i];
    known.open ||= Boolean(trades.open[i]);
    entries.set(key, known);
    if (trades.open[i]) continue;
    exits.x.push(exit);
    exits.y.push(trades.exit_price[i]);
    exits.color.push(trades.profit[i] < 0 ? colours.down : colours.up);
    exits.text.push(
      [
        `<b>Exit</b> ${timeText(trades.exit_ts[i], daily)}`,
        `${trades.side[i] > 0 ? "sold" : "bought back"} ${numberText(trades.quantity[i])} at ${priceText(trades.exit_price[i])}`,
        `profit ${gainText(trades.profit[i])} (${shareText(trades.profit_ratio[i])})`,
      ].join("<br>"),
    );
  }
  const known = [...entries.values()];
  const size = Math.max(4, Math.min(11, 1500 / trips.length));
  const marker = { size, line: { width: size / 8, color: colours.card } };
  const shared = { type: "scatter", mode: "markers", hovertemplate: "%{text}<extra></extra>" };
  return [
    {
      type: "scatter",
      mode: "lines",
      ...line,
      hoverinfo: "skip",
      line: { color: colours.swarm, width: 1, dash: "dot" },
    },
    {
      ...shared,
      x: known.map((each) => each.entry),
      y: known.map((each) => each.paid / each.quantity),
      text: known.map((each) =>
        [
          `<b>Entry</b> ${timeText(trades.entry_ts[each.i], daily)}`,
          `${trades.side[each.i] > 0 ? "bought" : "sold short"} ${numberText(each.quantity)} at ${priceText(each.paid / each.quantity)}`,
          `profit ${gainText(each.profit)}${each.open ? ", still open" : ""}`,
        ].join("<br>"),
      ),
      marker: {
        ...marker,
        color: colours.swarm,
        symbol: known.map((each) => (trades.side[each.i] > 0 ? "triangle-up" : "triangle-down")),
      },
    },
    { ...shared, ...exits, marker: { ...marker, color: exits.color, symbol: "diamond" } },
  ];
}

function voteTraces({ data, first, last, colours, daily, x }) {
  const bars = [...x];
  const rows = data.votes.map((votes, agent) =>
    bars.map((i) => ({
      z: Number.isNaN(votes.confidence[i]) ? null : votes.side[i] * votes.confidence[i],
      text: `<b>${plain(run.agents[agent])}</b> ${timeText(data.ts[i], daily)}<br>${voteText(votes, i)}<br>${wrapped(run.reasons[votes.reason[i]])}`,
    })),
  );
  rows.push(
    bars.map((i) => ({
      z: Number.isNaN(data.score[i]) ? null : data.side[i],
      text: `<b>decision</b> ${timeText(data.ts[i], daily)}<br>${sideText(data.side[i])}, score ${gainText(data.score[i])}`,
    })),
  );
  const score = data.score.subarray(first, last + 1);
  const threshold = data.threshold.subarray(first, last + 1);
  const line = { type: "scatter", mode: "lines", yaxis: "y4", hoverinfo: "none", x };
  const limit = { color: colours.held, width: 1, dash: "dash" };
  const changes = bars.filter(
    (i) => data.side[i] !== 0 && data.side[i] !== sideBefore(data.side, i),
  );
  return [
    {
      type: "heatmap",
      yaxis: "y3",
      x0: first,
      dx: 1,
      z: rows.map((row) => row.map(({ z }) => z)),
      text: rows.map((row) => row.map(({ text }) => text)),
      hovertemplate: "%{text}<extra></extra>",
      hoverongaps: false,
      zmin: -1,
      zmax: 1,
      ygap: 2,
      showscale: false,
      colorscale: [
        [0, colours.down],
        [0.5, colours.middle],
        [1, colours.up],
      ],
    },
    { ...line, y: threshold, line: limit },
    { ...line, y: threshold.map((value) => -value), line: limit },
    { ...line, y: score, line: { color: colours.ink, width: 1.2 } },
    {
      type: "scatter",
      mode: "markers",
      yaxis: "y4",
      x: changes,
      y: changes.map((i) => data.score[i]),
      text: changes.map(
        (i) =>
          `<b>Decision</b> ${timeText(data.ts[i], daily)}<br>${sideText(data.side[i])}, score ${gainText(data.score[i])}`,
      ),
      hovertemplate: "%{text}<extra></extra>",
      marker: {
        size: 9,
        color: changes.map((i) => (data.side[i] > 0 ? colours.up : colours.down)),
        symbol: changes.map((i) => (data.side[i] > 0 ? "triangle-up" : "triangle-down")),
        line: { width: 1, color: colours.card },
      },
    },
  ];
}

/** The last side before a bar that was not 0. */
function sideBefore(sides, bar) {
  let i = bar - 1;
  while (i >= 0 && sides[i] === 0) i--;
  return i < 0 ? 0 : sides[i];
}

/** A text in lines of about 60 signs, as Plotly shows them. */
function wrapped(text) {
  const lines = [""];
  for (const word of text.split(" ")) {
    if (lines[lines.length - 1].length + word.length > 60) lines.push("");
    lines[lines.length - 1] += `${lines[lines.length - 1] && " "}${word}`;
  }
  return lines.map(plain).join("<br>");
}
