// Candles with trades, volume, votes and the consensus score of one symbol, on one axis of bars.

const ROW = 24;
const GAP = 30;

/** Panels from top to bottom in pixels: [name, height]; the bars' axis lies below the last. */
function panels(agents) {
  const votes = (agents + 1) * Math.max(12, Math.min(ROW, 480 / (agents + 1)));
  return [
    ["price", 340],
    ["volume", 64],
    ["votes", votes],
    ["score", 110],
  ];
}

function priceChart(holder, onBar) {
  let data; // the symbol's series
  let number; // its index
  let daily = true;
  let range = [0, 1]; // bars shown, as places on the axis
  let preset = null; // the length of the button that made the range, null for all; undefined: none
  let markRange = () => {};
  const cursor = element("i", { class: "cursor", hidden: "" });

  function own() {
    const places = [];
    for (let i = 0; i < trades.symbol.length; i++) if (trades.symbol[i] === number) places.push(i);
    return places;
  }

  function load(symbol) {
    number = symbol;
    data = series(symbol);
    daily = isDaily(data.ts);
    markRange = rangeButtons(document.getElementById("ranges"), data.ts, showLength, [
      element(
        "button",
        { type: "button", "aria-label": "earlier", onclick: () => step(-1) },
        "\u2190",
      ),
      element(
        "button",
        { type: "button", "aria-label": "later", onclick: () => step(1) },
        "\u2192",
      ),
    ]);
  }

  /** Shows a symbol; the range of time stays where it makes sense. */
  function select(symbol) {
    const kept = data && preset === undefined ? range.map((place) => timeOf(place)) : null;
    load(symbol);
    const lengths = usefulRanges(data.ts).map(([, length]) => length);
    const places = kept ? kept.map((time) => barAt(data.ts, time)) : [0, 0];
    if (places[1] - places[0] > 4)
      show(places[0], Math.min(places[1], data.ts.length - 1), undefined);
    else if (preset && lengths.includes(preset)) showLength(preset);
    else showDefault(lengths);
    onBar(number, Math.min(data.ts.length - 1, Math.floor(range[1])));
  }

  function timeOf(place) {
    return data.ts[Math.max(0, Math.min(data.ts.length - 1, Math.round(place)))];
  }

  /** Candles that can be told apart, the latest, or those around the last trade. */
  function showDefault(lengths) {
    const last = data.ts.length - 1;
    const most = Math.round(Math.max(130, holder.clientWidth / 4));
    const left = Math.max(
      -1,
      ...own()
        .slice(-1)
        .map((trade) => trades.exit_index[trade]),
    );
    const fitting = lengths.filter(
      (length) => last - barAt(data.ts, data.ts[last] - length) <= most,
    );
    if (last <= most) showLength(null);
    else if (left >= 0 && left < last - most / 2) {
      show(
        Math.max(0, left - Math.round(most * 0.75)),
        Math.min(last, left + Math.round(most / 4)),
        undefined,
      );
    } else if (fitting.length) showLength(fitting[fitting.length - 1]);
    else show(last - most, last, undefined);
  }

  function showLength(length) {
    const last = data.ts.length - 1;
    show(length === null ? 0 : barAt(data.ts, data.ts[last] - length), last, length);
  }

  function step(direction) {
    const width = range[1] - range[0];
    const last = data.ts.length - 0.5;
    const first = Math.max(-0.5, Math.min(last - width, range[0] + direction * width * 0.8));
    range = [first, first + width];
    preset = undefined;
    draw();
  }

  /** Shows the bars from first to last. */
  function show(first, last, length) {
    range = [first - 0.5, last + 0.5];
    preset = length;
    draw();
  }

  /** Shows a trade with as many bars around it as it is long. */
  function showTrade(trade) {
    const [entry, exit] = [trades.entry_index[trade], trades.exit_index[trade]];
    const margin = Math.max(20, exit - entry);
    load(trades.symbol[trade]);
    show(Math.max(0, entry - margin), Math.min(data.ts.length - 1, exit + margin), undefined);
    onBar(number, entry);
  }

  function draw() {
    markRange(preset);
    const colours = palette();
    // Only what is seen is drawn.
    const first = Math.max(0, Math.ceil(range[0]));
    const last = Math.min(data.ts.length - 1, Math.floor(range[1]));
    const view = {
      data,
      first,
      last,
      colours,
      daily,
      x: Float64Array.from({ length: last - first + 1 }, (_, i) => first + i),
    };
    const trips = own().filter(
      (i) => trades.exit_index[i] >= first && trades.entry_index[i] <= last,
    );
    const traces = [...barTraces(view), ...tradeTraces(view, trips), ...voteTraces(view)];
    Plotly.react(holder, traces, layout(view, trips), CONFIG);
    cursor.hidden = true;
  }

  /** Draws a line through a bar; false where the bar is out of sight. */
  function point(bar) {
    const area = plotArea();
    const share = (bar - range[0]) / (range[1] - range[0]);
    cursor.hidden = !area || share < 0 || share > 1;
    if (cursor.hidden) return false;
    const own = holder.getBoundingClientRect();
    cursor.style.left = `${area.left - own.left + share * area.width}px`;
    return true;
  }

  function plotArea() {
    return holder.querySelector(".nsewdrag")?.getBoundingClientRect();
  }

  function layout(view, trips) {
    const { colours, first, last } = view;
    const all = panels(run.agents.length);
    const height = all.reduce((sum, [, size]) => sum + size + GAP, 0);
    const narrow = holder.clientWidth < 600;
    const longest = Math.max(
      8,
      priceText(data.low[first]).length,
      ...run.agents.map((name) => name.length),
    );
    const left = Math.min(longest * 7 + 14, narrow ? 84 : 150);
    const made = {
      ...baseLayout(colours),
      height: height + 40,
      margin: { l: left, r: narrow ? 8 : 16, t: GAP, b: 40, pad: 0 },
      hovermode: "closest",
      barmode: "overlay",
      bargap: 0.25,
      boxgap: 0.2,
      annotations: [],
      shapes: [],
    };
    const inner = height - GAP;
    let top = inner;
    all.forEach(([name, size], i) => {
      const key = i ? `yaxis${i + 1}` : "yaxis";
      made[key] = {
        domain: [Math.max(0, (top - size) / inner), Math.min(1, top / inner)],
        anchor: "x",
        fixedrange: true,
        zeroline: false,
        gridcolor: colours.grid,
        nticks: name === "price" ? 8 : 4,
        ticks: "outside",
        ticklen: 5,
        tickcolor: "transparent",
      };
      const title = name === "score" ? "Consensus score" : name[0].toUpperCase() + name.slice(1);
      made.annotations.push({
        text: title,
        showarrow: false,
        x: 0,
        xref: "paper",
        xanchor: "left",
        y: top / inner,
        yref: "paper",
        yanchor: "bottom",
        font: { size: 12, color: colours.ink },
        yshift: 3,
      });
      top -= size + GAP;
    });
    const found = ticks(
      data.ts,
      first,
      last,
      Math.max(2, Math.floor((holder.clientWidth - left) / 80)),
      daily,
    );
    made.xaxis = {
      range: [...range],
      anchor: "y4",
      tickvals: found.values,
      ticktext: found.labels,
      gridcolor: colours.grid,
      zeroline: false,
      rangeslider: { visible: false },
      tickcolor: colours.line,
    };
    made.yaxis.range = priceRange(first, last, trips);
    made.yaxis.exponentformat = "none";
    made.yaxis2.rangemode = "tozero";
    const names = run.agents.map((name) =>
      name.length * 7 > left - 14
        ? `${name.slice(0, Math.floor((left - 14) / 7) - 1)}\u2026`
        : name,
    );
    Object.assign(made.yaxis3, {
      range: [run.agents.length + 0.5, -0.5],
      showgrid: false,
      tickvals: [...run.agents.keys(), run.agents.length],
      ticktext: [...names.map(plain), "decision"],
    });
    Object.assign(made.yaxis4, {
      range: [-1.08, 1.08],
      tickvals: [-1, 0, 1],
      ticktext: ["-1", "0", "+1"],
    });
    return made;
  }

  function priceRange(first, last, trips) {
    let low = Infinity;
    let high = -Infinity;
    for (let i = first; i <= last; i++) {
      low = Math.min(low, data.low[i]);
      high = Math.max(high, data.high[i]);
    }
    const room = (high - low || high || 1) * 0.05;
    return [low - room, high + room];
  }

  /** The bar below the pointer. */
  function pointed(event) {
    const area = plotArea();
    if (!area || event.clientX < area.left || event.clientX > area.right) return;
    const place = range[0] + ((event.clientX - area.left) / area.width) * (range[1] - range[0]);
    const bar = Math.round(place);
    if (bar >= 0 && bar < data.ts.length) onBar(number, bar);
  }

  function listen() {
    holder.addEventListener("pointermove", pointed);
    holder.addEventListener("pointerdown", pointed);
    holder.parentElement.append(cursor);
    holder.on("plotly_relayout", (change) => {
      if (!("xaxis.range[0]" in change)) return;
      const last = data.ts.length - 1;
      const first = Math.max(0, Math.round(change["xaxis.range[0]"]));
      show(
        Math.max(0, Math.min(first, last - 1)),
        Math.min(last, Math.max(first + 1, Math.round(change["xaxis.range[1]"]))),
        undefined,
      );
    });
    holder.on("plotly_doubleclick", () => showLength(null));
  }

  return { select, showTrade, draw, listen, point, step };
}
