"""Every example runs as a reader would run it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "examples"
EXAMPLES = sorted(FOLDER.glob("*.py"))
REDIS = "09_two_processes_over_redis.py"
REPLAY, MARKET_MAKING = "05_order_book_replay.py", "06_market_making_backtest.py"


def run(path: Path, folder: Path, *arguments: str, **environment: str) -> str:
    """What an example prints; it ends well and warns of nothing."""
    done = subprocess.run(
        [sys.executable, "-W", "error", str(path), *arguments],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def test_there_are_examples() -> None:
    """The test below looks at something, numbered without a gap."""
    numbers = [int(path.name[:2]) for path in EXAMPLES]
    assert numbers == list(range(1, len(EXAMPLES) + 1))
    assert len(EXAMPLES) >= 6


@pytest.mark.parametrize(
    "path", [path for path in EXAMPLES if path.name != REDIS], ids=lambda path: path.stem
)
def test_an_example_runs_and_says_something(path: Path, tmp_path: Path) -> None:
    """It works in an empty folder, prints, and leaves only pages that load nothing."""
    assert run(path, tmp_path).strip()
    for page in tmp_path.iterdir():
        assert page.suffix == ".html"
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"<(script|link|img|iframe)[^>]*\s(src|href)=", text)


def test_a_thousand_agents_live_through_faults_and_a_hanging_process(tmp_path: Path) -> None:
    """Every trade reaches its ten agents; what fails is named, started again or replaced."""
    text = run(FOLDER / "07_swarm_of_agents.py", tmp_path, "1")
    assert re.search(r"^1,002 agents, [\d,]+ trades, [\d,]+ deliveries$", text, re.MULTILINE)
    assert re.search(r"under way: \d+\.\d\d ms in the median, \d+\.\d\d ms at most", text)
    assert "first: ValueError: trade 500 is one too many" in text
    assert re.search(r"stuck: 1 faults, 1 restarts, first: process hung in on_trade for", text)
    assert re.search(r"put aside: [1-9]\d* events", text)
    assert text.endswith("lost: 0\n")


def test_the_maker_keeps_within_its_limits_and_does_the_same_again(tmp_path: Path) -> None:
    """The gate denies what would pass the limit; two runs print and draw the same."""
    said, drawn = set(), set()
    for seed in ("1", "2"):
        said.add(run(FOLDER / MARKET_MAKING, tmp_path, PYTHONHASHSEED=seed))
        drawn.add((tmp_path / "market_making.html").read_bytes())
    assert len(said) == len(drawn) == 1
    text = said.pop()
    assert "0 of them refused" in text
    assert re.search(r"denied by the gate: \{'position': [1-9]\d*\}\n", text)
    assert re.search(r"^[1-9]\d\d fills of .* shares, 99\.\d% as maker$", text, re.MULTILINE)
    assert re.search(r"^profit \+.* rebates less fees \+", text, re.MULTILINE)
    largest = re.search(r"largest inventory (\d+) of at most 300 shares", text)
    assert largest is not None
    assert 100 < int(largest[1]) <= 300


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        ((), ("ACME: 60,000 messages, ", "refused by the book: none; ")),
        (
            ("lobster_aapl_20120621_message_50.csv.zst", "AAPL"),
            (
                "AAPL: 91,997 messages, 6,256 trades, ",
                "refused by the book: 84 for unknown_order; ",
            ),
        ),
        (
            ("lobster_amzn_20120621_message_1.csv.zst", "AMZN"),
            ("refused by the book: 7,467 for unknown_order; ", "below 0 at 100.0% of the samples"),
        ),
        (
            ("bitstamp_btcusd_20150501_orders.csv.zst",),
            ("BTC/USD: 50,409 messages, ", "refused by the book: 213 for unknown_order; "),
        ),
        (
            ("bitstamp_btcusd_20150501_raw.log.zst",),
            ("BTC/USD: 50,409 messages, ", "refused by the book: 213 for unknown_order; "),
        ),
        (("itch50_ritch_ex20101224.bin.zst", "BOB"), ("BOB: 5,163 messages, 1,794 trades, ",)),
    ],
    ids=("synthetic", "aapl", "amzn", "bitstamp_table", "bitstamp_log", "itch"),
)
def test_recordings_of_orders_are_replayed(
    arguments: tuple[str, ...],
    lines: tuple[str, ...],
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    """Whatever venue the file is of, the book is mirrored and drawn, and what it refused told."""
    if arguments:
        recordings: Path = request.getfixturevalue("data_folder") / "l3"
        arguments = (str(recordings / arguments[0]), *arguments[1:])
    text = run(FOLDER / REPLAY, tmp_path, *arguments)
    for line in lines:
        assert line in text
    together = re.search(r"correlation \+0\.(\d\d)\n", text)
    assert together is not None
    assert int(together[1]) > 30
    assert (tmp_path / "order_book_depth.html").exists()


@pytest.mark.parametrize(
    ("name", "arguments", "refused"),
    [
        ("l3/lobster_aapl_20120621_message_50.csv.zst", ("--symbol", "AAPL"), 84),
        (
            "l2/binance_usdm_btcusdt_20240808.gz",
            ("--symbol", "BTC/USDT", "--tick", "0.1", "--lot", "0.001"),
            259,
        ),
    ],
    ids=("by_order", "by_price"),
)
def test_recordings_of_markets_are_traded_in(
    name: str, arguments: tuple[str, ...], refused: int, tmp_path: Path, data_folder: Path
) -> None:
    """In a real market the price goes on against the maker after its fills."""
    text = run(FOLDER / MARKET_MAKING, tmp_path, str(data_folder / name), *arguments)
    assert f"rows of market data, {refused} of them refused" in text
    before, after, later = map(float, re.findall(r"was ([+-][\d.]+) ticks", text))
    assert before > 0 > after
    assert later < 0


def test_two_processes_survive_the_death_of_their_broker(tmp_path: Path) -> None:
    """The example kills its Redis: every bar crosses and every vote comes back, once."""
    if shutil.which("redis-server") is None:
        reason = "redis-server: expected the server on PATH, is not there"
        if os.environ.get("SWARMCORE_REQUIRE_SERVICES") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    text = run(FOLDER / REDIS, tmp_path)
    assert re.findall(r"broker (found|lost), ", text) == ["found", "lost", "found"]
    assert "12,154 bars to the other process, 12,154 votes back in" in text
    assert "votes that are missing: 0, twice: 0\n" in text
    assert re.search(r"broker found, [1-9][\d,]* bars wait for it", text)
    assert list(tmp_path.iterdir()) == []
