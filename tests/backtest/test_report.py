"""The report page: what is in it, that it is right, and that data cannot become markup."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import math
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from swarmcore.agents import Agent
from swarmcore.agents.messages import Fault
from swarmcore.backtest import BacktestResult
from swarmcore.backtest.report import write_report
from swarmcore.backtest.report.page import json_for_html, render
from swarmcore.backtest.report.payload import payload
from swarmcore.backtest.report.sections import sections

MakeResult = Callable[..., BacktestResult]
MILLION = 1_000_000
DAY = 86_400_000_000_000


class Page(HTMLParser):
    """A page as a browser's parser sees it: tags with attributes, the text of each script."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script":
            self.scripts[-1] += data
        elif self.cdata_elem is None:
            self.words.append(data)

    @property
    def payload(self) -> Any:
        return json.loads(self.scripts[0])

    @property
    def policy(self) -> str:
        (found,) = [
            attributes["content"]
            for tag, attributes in self.tags
            if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
        ]
        return found or ""


def decoded(value: dict[str, str]) -> NDArray[Any]:
    return np.frombuffer(base64.b64decode(value["bdata"]), f"<{value['dtype']}")


@pytest.fixture(scope="module")
def result(make_result: MakeResult, script: type[Agent]) -> BacktestResult:
    """Two agents, one of which votes at every third bar; several trades, the last one open."""
    return make_result(
        script(name="often", sides=[1, 1, 1, 0, -1, -1]),
        script(name="seldom", sides=[1, None, None], reason="seldom"),
        symbols=("A", "B"),
        count=45,
    )


@pytest.fixture(scope="module")
def page(result: BacktestResult) -> Page:
    """Its page."""
    return Page(render(result))


def test_nothing_is_loaded_from_anywhere(page: Page) -> None:
    """No attribute that loads, links or submits names a place, and the policy forbids the rest."""
    for tag, attributes in page.tags:
        assert tag not in {"link", "iframe", "object", "embed", "base", "form", "img"}
        assert not {"src", "href", "action", "srcset", "data", "poster"} & set(attributes), tag
    assert "default-src 'none'" in page.policy
    assert "url(" not in render.__globals__["_asset"]("page.css")


def test_only_the_pages_own_scripts_may_run(page: Page) -> None:
    """The policy names the hashes of Plotly and of the page's script, and nothing inline else."""
    assert len(page.scripts) == 3
    hashes = {
        "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
        for text in page.scripts[1:]
    }
    allowed = re.search(r"script-src ([^;]*)", page.policy)
    assert allowed is not None
    assert set(allowed.group(1).split()) == hashes


def test_bars_come_through_unchanged(result: BacktestResult, page: Page) -> None:
    """Times in milliseconds and prices bit for bit, symbol by symbol."""
    for symbol in page.payload["symbols"]:
        series = result.bars.of(symbol["name"])
        assert decoded(symbol["ts"]).tolist() == (series.ts // MILLION).tolist()
        for name in ("open", "high", "low", "close", "volume"):
            assert np.array_equal(decoded(symbol[name]), getattr(series, name))


def test_votes_come_through(result: BacktestResult, page: Page) -> None:
    """Each vote stands at its bar with side, confidence, weight and reason, and no other does."""
    data = page.payload
    found = set()
    for symbol in data["symbols"]:
        times = decoded(symbol["ts"])
        for agent, votes in zip(data["agents"], symbol["votes"], strict=True):
            side, confidence, weight, reason = (
                decoded(votes[name]) for name in ("side", "confidence", "weight", "reason")
            )
            found |= {
                (
                    *(int(times[i]), symbol["name"], agent, int(side[i]), float(confidence[i])),
                    *(float(weight[i]), data["reasons"][reason[i]]),
                )
                for i in np.flatnonzero(~np.isnan(confidence))
            }
    assert found == {
        (
            *(vote.ts // MILLION, vote.symbol, vote.agent, vote.side, vote.confidence),
            *(float(np.float32(weight)), vote.reason),
        )
        for decision in result.decision_messages
        for vote, weight in zip(decision.votes, decision.weights, strict=True)
    }
    assert {agent for _, _, agent, *_ in found} == {"often", "seldom"}


def test_decisions_come_through(result: BacktestResult, page: Page) -> None:
    """Score, confidence, thresholds and side of each decision stand at its bar."""
    for symbol in page.payload["symbols"]:
        own = [each for each in result.decision_messages if each.symbol == symbol["name"]]
        places = np.searchsorted(result.bars.of(symbol["name"]).ts, [each.ts for each in own])
        assert decoded(symbol["score"])[places].tolist() == [each.score for each in own]
        for name, field in (
            ("threshold", "score_threshold"),
            ("confidence", "confidence"),
            ("confidence_threshold", "confidence_threshold"),
        ):
            wanted = np.array([getattr(each, field) for each in own])
            shown = decoded(symbol[name])[places]
            assert shown.tolist() == wanted.astype(shown.dtype).tolist()
        assert decoded(symbol["side"])[places].tolist() == [each.side for each in own]


def test_trades_come_through(result: BacktestResult, page: Page) -> None:
    """Round trips equal the table of trades, and point at the bars of entry and exit."""
    data = page.payload
    trades = {name: decoded(column) for name, column in data["trades"].items()}
    table = result.trades
    assert len(trades["symbol"]) == len(table) > 2
    names = [data["symbols"][i]["name"] for i in trades["symbol"]]
    assert names == table["symbol"].to_pylist()
    for name in ("quantity", "entry_price", "exit_price", "fees", "profit", "profit_ratio", "side"):
        assert trades[name].tolist() == table[name].to_pylist()
    assert trades["open"].astype(bool).tolist() == table["open"].to_pylist()
    assert any(trades["open"])
    for i, trip in enumerate(result.round_trips):
        times = result.bars.of(trip.symbol).ts
        assert times[trades["entry_index"][i]] == trip.entry_ts
        assert times[trades["exit_index"][i]] == (trip.exit_ts or times[-1])


def test_equity_comes_through(result: BacktestResult, page: Page) -> None:
    """The curves are those of the result; the worst drawdowns are those of the metrics."""
    equity = {name: decoded(column) for name, column in page.payload["equity"].items()}
    assert np.array_equal(equity["equity"], result.equity_curve)
    assert np.array_equal(equity["benchmark"], result.benchmark_curve)
    assert equity["drawdown"].min() == pytest.approx(result.report.max_drawdown, abs=1e-12)
    held = result.benchmark_report.max_drawdown
    assert equity["benchmark_drawdown"].min() == pytest.approx(held, abs=1e-12)


def test_every_metric_is_shown(result: BacktestResult, page: Page) -> None:
    """Name and value of each row of the risk report stand on the page."""
    words = {word.strip() for word in page.words}
    for row in result.report.rows():
        assert row.name in words
        assert (row.text if math.isfinite(row.value) else "\u2013") in words


def test_what_was_run_is_shown(result: BacktestResult, page: Page) -> None:
    """State hash, seed, version and configuration stand on the page."""
    text = " ".join(page.words)
    assert f"{result.state_hash:016x}" in text
    assert f"swarmcore {result.provenance['swarmcore']}" in text
    assert "[consensus]" in text


def test_hostile_data_stays_text(hostile: BacktestResult) -> None:
    """A symbol, agent, reason or error that is markup opens no tag and breaks no script."""
    text = render(hostile)
    page = Page(text)
    symbol = "</script><script>alert(1)</script>"
    assert len(page.scripts) == 3
    assert "alert(1)" not in "".join(page.scripts[1:])
    assert {tag for tag, _ in page.tags}.isdisjoint({"b", "img"})
    assert page.payload["symbols"][0]["name"] == symbol
    assert page.payload["agents"] == [symbol]
    assert f"{symbol} <b>&lt;</b> %{{x}} $policy 0" in page.payload["reasons"]
    assert any(symbol in word for word in page.words)
    assert "<b>no</b>" not in text


def test_faults_and_denied_orders_are_listed(hostile: BacktestResult, page: Page) -> None:
    """They have their own sections where there are any, and none where there are none."""
    words = [word.strip() for word in Page(render(hostile)).words]
    assert {"Faults", "Denied orders", "left out", "ValueError: <b>no</b> & never"} <= set(words)
    assert words.count("greedy") == sum(
        order.status == "denied" and order.agent == "greedy" for order in hostile.orders
    )
    assert {"Faults", "Denied orders"}.isdisjoint(word.strip() for word in page.words)


def test_long_lists_are_cut_and_say_so(hostile: BacktestResult) -> None:
    """The page shows the first 200 denied orders and their number."""
    (denied, *_) = [order for order in hostile.orders if order.status == "denied"]
    many = dataclasses.replace(hostile, orders=(denied,) * 1234)
    text = sections(many)["denied"]
    assert text.count("<tr>") == 201
    assert "The first 200 of 1,234 are shown." in text


def test_text_that_is_no_unicode_is_written_escaped(result: BacktestResult, tmp_path: Path) -> None:
    """An error that names a file of undecodable bytes does not stop the page."""
    fault = Fault(DAY, "reader", "on_start", "FileNotFoundError: caf\udce9", True)
    path = write_report(dataclasses.replace(result, faults=(fault,)), tmp_path / "report.html")
    assert "caf\\udce9" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("value", ["</script>", "<!--", "\u2028", "]]>", "\ud83d", "\x00"])
def test_json_in_a_script_never_ends_it(value: str) -> None:
    """The text has no bracket of a tag and reads back as it was."""
    text = json_for_html({value: [value]})
    assert not {"<", ">"} & set(text)
    assert json.loads(text) == {value: [value]}


def test_json_refuses_what_is_no_json() -> None:
    """A NaN that was not encoded is a mistake of ours, not a page that fails in the browser."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_for_html({"x": math.nan})


def test_a_single_bar_makes_a_page(make_result: MakeResult, script: type[Agent]) -> None:
    """Metrics that one return cannot have are dashes."""
    result = make_result(script(), count=1)
    assert not math.isfinite(result.report.sharpe_ratio)
    page = Page(render(result))
    assert "\u2013" in {word.strip() for word in page.words}
    assert "nan" not in {word.strip().lower() for word in page.words}
    assert len(decoded(page.payload["symbols"][0]["close"])) == 1


def test_no_votes_and_no_trades_make_a_page(make_result: MakeResult, script: type[Agent]) -> None:
    """An agent that never votes is no row; lists are empty, decisions are NaN."""
    data = Page(render(make_result(script(sides=[None])))).payload
    assert data["agents"] == []
    assert decoded(data["trades"]["symbol"]).size == 0
    assert np.isnan(decoded(data["symbols"][0]["score"])).all()


def test_many_bars_are_merged(result: BacktestResult) -> None:
    """A merged candle has the first open, highest high, lowest low, last close and all volume."""
    columns = 6 + 2
    data = payload(result, max_cells=len(result.bars) * columns // 3 - 1)
    assert data["bars_per_candle"] == 4
    series = result.bars.of("A")
    candles = {name: decoded(data["symbols"][0][name]) for name in series._fields}
    parts = [slice(i, i + 4) for i in range(0, len(series.ts), 4)]
    assert candles["open"].tolist() == [series.open[part][0] for part in parts]
    assert candles["high"].tolist() == [series.high[part].max() for part in parts]
    assert candles["low"].tolist() == [series.low[part].min() for part in parts]
    assert candles["close"].tolist() == [series.close[part][-1] for part in parts]
    assert candles["volume"].tolist() == [series.volume[part].sum() for part in parts]
    last = [each for each in result.decision_messages if each.symbol == "A"][3]
    assert decoded(data["symbols"][0]["score"])[0] == last.score
    entries = decoded(data["trades"]["entry_index"]).tolist()
    assert entries == [
        np.searchsorted(result.bars.of(trip.symbol).ts, trip.entry_ts) // 4
        for trip in result.round_trips
    ]


def test_a_long_equity_curve_keeps_its_extremes(result: BacktestResult) -> None:
    """Thinned curves keep both ends, the highest and the lowest of each, in order of time."""
    equity = payload(result, max_instants=15)["equity"]
    times = decoded(equity["ts"])
    assert len(times) <= 16
    assert np.all(np.diff(times) > 0)
    assert times[[0, -1]].tolist() == (result.times[[0, -1]] // MILLION).tolist()
    for name, curve in (("equity", result.equity_curve), ("benchmark", result.benchmark_curve)):
        shown = decoded(equity[name])
        assert (shown.min(), shown.max()) == (curve.min(), curve.max())


def test_equal_runs_write_equal_pages(
    make_result: MakeResult, script: type[Agent], tmp_path: Path
) -> None:
    """The page depends on nothing but the result: no clock, no random names."""
    first, second = (
        write_report(make_result(script(sides=[1, -1])), tmp_path / name) for name in ("a", "b")
    )
    assert first.read_bytes() == second.read_bytes()


def test_the_page_is_written_whole_or_not_at_all(
    result: BacktestResult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What fails on the way leaves the old file, and no draft beside it."""
    path = tmp_path / "deep" / "report.html"
    assert result.plot(path) == path
    before = path.read_bytes()

    def fail(self: Path, target: Path) -> Path:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        result.plot(path)
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["report.html"]


def test_a_folder_is_no_place_for_a_page(result: BacktestResult, tmp_path: Path) -> None:
    """The message names the folder."""
    with pytest.raises(IsADirectoryError, match="expected a file to write, is a folder"):
        result.plot(tmp_path)


def test_the_page_stays_small(page: Page, result: BacktestResult) -> None:
    """All but Plotly and the fixed parts is some 20 bytes a number: figures are not text."""
    cells = len(result.bars) * 8
    symbols = json.dumps(page.payload["symbols"])
    assert len(symbols) < 25 * cells
