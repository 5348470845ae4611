// What happened at one bar, in words: prices above the chart, votes and reasons below it.

function sideText(side) {
  if (side === 0) return "stay";
  return side > 0 ? "be long" : "be out or short";
}

function voteText(votes, bar) {
  if (Number.isNaN(votes.confidence[bar])) return "no vote";
  return `${sideText(votes.side[bar])}, confidence ${moneyText(votes.confidence[bar])}`;
}

function showBar(number, bar) {
  const data = series(number);
  const daily = isDaily(data.ts);
  const field = (name, text) => element("span", {}, element("span", {}, `${name} `), text);
  const before = bar > 0 ? data.close[bar - 1] : data.open[bar];
  document
    .getElementById("readout")
    .replaceChildren(
      element("b", {}, `${run.symbols[number].name} ${timeText(data.ts[bar], daily)}`),
      field("open", priceText(data.open[bar])),
      field("high", priceText(data.high[bar])),
      field("low", priceText(data.low[bar])),
      field("close", priceText(data.close[bar])),
      field("change", shareText(data.close[bar] / before - 1)),
      field("volume", compactText(data.volume[bar])),
    );
  document.getElementById("votes-title").textContent = `Votes of ${timeText(data.ts[bar], daily)}`;
  // Where the table is too wide for the screen, its cells carry their own labels.
  const labels = [null, "confidence", "weight", null];
  const cells = (...texts) =>
    texts.map((text, i) =>
      element("td", labels[i] && text ? { "data-label": labels[i] } : {}, text),
    );
  const rows = data.votes.map((votes, agent) => {
    const voted = !Number.isNaN(votes.confidence[bar]);
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, run.agents[agent]),
      ...cells(
        voted ? sideText(votes.side[bar]) : "no vote",
        voted ? moneyText(votes.confidence[bar]) : DASH,
        voted ? numberText(votes.weight[bar]) : DASH,
        voted ? run.reasons[votes.reason[bar]] : "",
      ),
    );
  });
  const decided = !Number.isNaN(data.score[bar]);
  rows.push(
    element(
      "tr",
      {},
      element("th", { scope: "row" }, "decision"),
      ...cells(
        decided ? sideText(data.side[bar]) : DASH,
        decided ? moneyText(data.confidence[bar]) : DASH,
        "",
        decided
          ? `score ${gainText(data.score[bar])}; needed: score ${moneyText(data.threshold[bar])}, ` +
              `confidence ${moneyText(data.confidence_threshold[bar])}`
          : "no votes",
      ),
    ),
  );
  const head = ["Agent", "Vote", "Confidence", "Weight", "Reason"];
  document
    .getElementById("votes")
    .replaceChildren(
      element(
        "table",
        { class: "votes" },
        element(
          "thead",
          {},
          element("tr", {}, ...head.map((name) => element("th", { scope: "col" }, name))),
        ),
        element("tbody", {}, ...rows),
      ),
    );
}
