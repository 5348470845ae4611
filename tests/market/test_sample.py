"""The bundled sample is what its note says, and can be made again."""

from __future__ import annotations

import hashlib
import importlib.resources
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from swarmcore.errors import DataError
from swarmcore.market import Bars, sample_bars, sample_instruments
from swarmcore.market.times import text_of

if TYPE_CHECKING:
    from types import ModuleType

DATA = importlib.resources.files("swarmcore.market") / "data"


@pytest.fixture(scope="module")
def bars() -> Bars:
    """All of the sample."""
    return sample_bars()


@pytest.fixture(scope="module")
def make_sample() -> ModuleType:
    """The script that makes the sample."""
    path = Path(__file__).parents[2] / "tools" / "make_sample.py"
    spec = importlib.util.spec_from_file_location("make_sample", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_sample_has_the_rows_of_its_note(bars: Bars) -> None:
    """Symbols, counts and dates are those in the note's table."""
    note = (DATA / "README.md").read_text(encoding="utf-8")
    assert len(bars) == 12_154
    assert bars.symbols == ("AAPL", "FB", "GOOG", "IBM", "MSFT")
    for symbol in bars.symbols:
        ts = bars.of(symbol).ts
        first, last = text_of(int(ts[0])), text_of(int(ts[-1]))
        assert f"| {symbol} | {len(ts):,} | {first} | {last} |" in note


def test_the_sample_is_the_file_of_its_note(bars: Bars) -> None:
    """Nobody changed the file, or its reading, without saying so; it stays small."""
    note = (DATA / "README.md").read_text(encoding="utf-8")
    content = (DATA / "sample.parquet").read_bytes()
    assert hashlib.sha256(content).hexdigest() in note
    assert bars.content_hash in note
    assert len(content) <= 400_000


def test_the_sample_lies_on_the_grid_of_its_instruments(bars: Bars) -> None:
    """Every price is a whole number of ticks, every volume of lots, and every day midnight."""
    instruments = sample_instruments()
    assert tuple(instruments) == bars.symbols
    for symbol, inst in instruments.items():
        series = bars.of(symbol)
        for column in (series.open, series.high, series.low, series.close):
            assert all(inst.price(inst.ticks(price)) > 0 for price in column.tolist())
        assert all(inst.lots(volume) > 0 for volume in series.volume.tolist())
    assert not np.any(bars.ts % (86_400 * 10**9))


def test_splits_and_dividends_leave_no_jump(bars: Bars) -> None:
    """Adjusted, no stock halves or doubles in a day; unadjusted, Apple's split of 2005 would."""
    for symbol in bars.symbols:
        close = bars.of(symbol).close
        assert np.abs(np.diff(np.log(close))).max() < np.log(2) * 1.1


def test_symbols_of_the_sample_are_chosen_by_name() -> None:
    """Only those asked for come; another is an error."""
    assert sample_bars(["IBM", "FB"]).symbols == ("FB", "IBM")
    with pytest.raises(DataError, match="expected one of AAPL, FB, GOOG, IBM, MSFT, was TSLA"):
        sample_bars("TSLA")


def test_the_script_makes_the_same_columns(bars: Bars, make_sample: ModuleType) -> None:
    """From the package that the note names, the committed sample can be made again."""
    if importlib.util.find_spec("bokeh_sampledata") is None:
        pytest.skip("bokeh-sampledata: expected version 2026.1 installed, was none")
    assert make_sample.make_bars(make_sample.installed_source()) == bars


def test_the_script_adjusts_by_the_ratio_of_closes(make_sample: ModuleType) -> None:
    """Prices take the factor, volume its inverse, rounded half to even on the grid."""
    made = make_sample.make_bars(
        make_sample.gzip.compress(
            b"Ticker,Date,Open,High,Low,Close,Volume,Adj Close\n"
            b"X,2000-03-01,100,130,90.0003,120,1001,60\n"
        )
    )
    series = made.of("X")
    assert [column[0] for column in series[1:]] == [50.0, 65.0, 45.0002, 60.0, 2002.0]


def test_the_script_repairs_nothing(make_sample: ModuleType) -> None:
    """A source row with its high below its close stops the script."""
    header = b"Ticker,Date,Open,High,Low,Close,Volume,Adj Close\n"
    row = b"X,2000-03-01,100,110,90,120,1000,60\n"
    with pytest.raises(DataError, match=r"^stocks\.csv\.gz: row 0: high: expected at least"):
        make_sample.make_bars(make_sample.gzip.compress(header + row))
