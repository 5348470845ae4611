"""Bars: what they refuse, what they promise, and the forms in which they leave."""

from __future__ import annotations

import dataclasses
import itertools
import pickle
import re
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest
import swarmcore
from hypothesis import given
from hypothesis import strategies as st
from swarmcore.errors import DataError
from swarmcore.market import Bars

DAY = 86_400 * 10**9
NUMBERS = ("open", "high", "low", "close", "volume")


def rising_subsequence_length(times: list[int]) -> int:
    """The length of the longest strictly rising subsequence, by trying all."""
    return max(
        size
        for size in range(len(times) + 1)
        for chosen in itertools.combinations(times, size)
        if all(a < b for a, b in itertools.pairwise(chosen))
    )


def flat_bars(times: list[int], **options: Any) -> Bars:
    """Bars of one symbol with nothing but their times to be wrong."""
    ones = np.ones(len(times))
    return Bars.from_columns(
        np.array(times, np.int64), "X", ones, ones, ones, ones, ones, **options
    )


def test_rows_are_sorted_by_time_then_name(columns: dict[str, Any]) -> None:
    """Whatever order symbols have in a file, events of one time come in the order of names."""
    bars = Bars.from_columns(**columns)
    assert bars.symbols == ("A", "B")
    assert bars.symbol_index.dtype == np.uint16
    assert bars.symbol_index.tolist() == [0, 1, 0, 1]
    assert bars.open.tolist() == [20.0, 10.0, 21.0, 11.0]
    assert len(bars) == 4
    assert repr(bars) == "<Bars: 4 of 2 symbols, 2017-01-03 to 2017-01-04>"


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_that_is_not_finite_is_named_by_row(
    columns: dict[str, Any], name: str, bad: float
) -> None:
    """The message names source, row and column, and the error carries the row."""
    columns[name][2] = bad
    with pytest.raises(DataError) as refused:
        Bars.from_columns(**columns, source="bars.csv")
    assert str(refused.value) == f"bars.csv: row 2: {name}: expected a finite number, was {bad}"
    assert refused.value.row == 2


@pytest.mark.parametrize(
    ("name", "bad", "expected"),
    [
        ("open", 0.0, "row 1: open: expected more than 0, was 0.0"),
        ("close", -1.0, "row 1: close: expected more than 0, was -1.0"),
        ("volume", -1.0, "row 1: volume: expected 0 or more, was -1.0"),
        ("high", 20.5, "row 1: high: expected at least open, low and close (21.0), was 20.5"),
        ("low", 20.5, "row 1: low: expected at most open and close (20.0), was 20.5"),
        ("low", 22.5, "row 1: high: expected at least open, low and close (22.5), was 22.0"),
    ],
)
def test_a_bar_that_cannot_be_is_refused(
    columns: dict[str, Any], name: str, bad: float, expected: str
) -> None:
    """Prices are positive, volume is not negative, and high and low hold the others."""
    columns[name][1] = bad
    with pytest.raises(DataError, match=f"^{re.escape(expected)}$"):
        Bars.from_columns(**columns)


def test_the_first_bad_row_is_raised(columns: dict[str, Any]) -> None:
    """Row 1 comes before row 3 although a later check finds it."""
    columns["open"][3] = np.nan
    columns["high"][1] = 1.0
    with pytest.raises(DataError, match=r"^row 1: high"):
        Bars.from_columns(**columns)


@pytest.mark.parametrize("change", [0, -DAY])
def test_time_that_stands_still_or_goes_back_names_both_rows(
    columns: dict[str, Any], change: int
) -> None:
    """A repeated or backward time within a symbol is refused; other symbols do not matter."""
    columns["ts"][2] = columns["ts"][0] + change
    was = "2017-01-03" if change == 0 else "2017-01-02"
    expected = f"row 2: ts: expected a time after 2017-01-03 of row 0, was {was}"
    with pytest.raises(DataError, match=f"^{re.escape(expected)}$"):
        Bars.from_columns(**columns)


def test_a_time_far_ahead_is_left_out_alone() -> None:
    """One row dated years ahead does not take all later rows with it."""
    bars = flat_bars([0, DAY, 900 * DAY, 2 * DAY, 3 * DAY], on_error="skip")
    assert bars.ts.tolist() == [0, DAY, 2 * DAY, 3 * DAY]
    assert [str(error) for error in bars.skipped] == [
        "row 2: ts: expected a time before 1970-01-03 of row 3, was 1972-06-19"
    ]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=9))
def test_the_fewest_rows_are_left_out_of_order(times: list[int]) -> None:
    """What is kept rises and is as long as any that rises; what is left out is all listed."""
    bars = flat_bars(times, on_error="skip")
    assert len(bars) == rising_subsequence_length(times)
    skipped = {error.row for error in bars.skipped}
    assert bars.ts.tolist() == [time for row, time in enumerate(times) if row not in skipped]
    assert np.all(np.diff(bars.ts) > 0)


def test_skip_leaves_out_the_bad_and_lists_them(columns: dict[str, Any]) -> None:
    """Nothing is dropped silently, and a symbol without a row left is no symbol."""
    columns["low"][1] = np.nan
    columns["close"][3] = 99.0
    bars = Bars.from_columns(**columns, on_error="skip")
    assert bars.symbols == ("B",)
    assert bars.open.tolist() == [10.0, 11.0]
    assert [(error.row, error.reason) for error in bars.skipped] == [
        (1, "low: expected a finite number, was nan"),
        (3, "high: expected at least open, low and close (99.0), was 23.0"),
    ]


def test_no_row_left_is_an_error(columns: dict[str, Any]) -> None:
    """Skipping every row, or giving none, makes no bars."""
    columns["open"][:] = np.nan
    with pytest.raises(DataError, match=r"^rows: .* was none of 4, the first: row 0: open"):
        Bars.from_columns(**columns, on_error="skip")
    with pytest.raises(DataError, match=r"^rows: expected at least one good row, was none$"):
        flat_bars([])


@pytest.mark.parametrize("name", ["ts", *NUMBERS])
def test_another_dtype_is_refused_not_cast(columns: dict[str, Any], name: str) -> None:
    """A column of the wrong type is somebody's mistake."""
    wanted = columns[name].dtype
    columns[name] = columns[name].astype(np.float32)
    with pytest.raises(TypeError, match=f"^{name}: expected dtype {wanted}, was float32$"):
        Bars.from_columns(**columns)
    columns[name] = columns[name].tolist()
    with pytest.raises(TypeError, match=f"^{name}: expected an array of {wanted}, was list$"):
        Bars.from_columns(**columns)


@pytest.mark.parametrize("name", ["symbol", *NUMBERS])
def test_columns_have_one_length(columns: dict[str, Any], name: str) -> None:
    """A short column is named with the length it should have."""
    columns[name] = columns[name][:3]
    with pytest.raises(ValueError, match=f"^{name}: expected length 4 as ts, was 3$"):
        Bars.from_columns(**columns)


def test_columns_have_one_dimension(columns: dict[str, Any]) -> None:
    """A matrix is no column."""
    columns["ts"] = columns["ts"].reshape(2, 2)
    with pytest.raises(ValueError, match=r"^ts: expected 1 dimension, was 2$"):
        Bars.from_columns(**columns)


@pytest.mark.parametrize("symbol", ["", " A", "A\n", None, 7])
def test_a_symbol_that_is_no_name_is_a_bad_row(columns: dict[str, Any], symbol: Any) -> None:
    """Rows without a proper symbol are refused like any other."""
    columns["symbol"] = ["A", "B", symbol, "B"]
    with pytest.raises(DataError, match=r"^row 2: symbol: expected printable text"):
        Bars.from_columns(**columns)


def test_a_missing_time_is_a_bad_row(columns: dict[str, Any]) -> None:
    """NumPy's mark for no time is no time."""
    columns["ts"][3] = np.iinfo(np.int64).min
    with pytest.raises(DataError, match=r"^row 3: ts: expected a time, was null$"):
        Bars.from_columns(**columns)


def test_more_symbols_than_an_event_can_tell_apart_are_refused() -> None:
    """The index of a symbol is 16 bits wide in every record."""
    count = 2**16 + 1
    ones = np.ones(count)
    names = [f"S{i}" for i in range(count)]
    with pytest.raises(DataError, match=r"^symbol: expected at most 65536 names, was 65537$"):
        Bars.from_columns(np.zeros(count, np.int64), names, ones, ones, ones, ones, ones)


def test_an_unknown_policy_is_refused(columns: dict[str, Any]) -> None:
    """Bad rows raise or are skipped; there is no third way."""
    with pytest.raises(ValueError, match=r"^on_error: expected raise or skip, was 'ignore'$"):
        Bars.from_columns(**columns, on_error="ignore")


def test_bars_cannot_change(columns: dict[str, Any]) -> None:
    """Arrays are read-only copies, also after a pickle, and attributes are fixed."""
    bars = Bars.from_columns(**columns)
    columns["open"][0] = 0.0
    assert bars.open.min() == 10.0
    for each in (bars, pickle.loads(pickle.dumps(bars)), bars.select("A"), bars.between(0)):
        with pytest.raises(ValueError, match="read-only"):
            each.close[0] = 1.0
    with pytest.raises(dataclasses.FrozenInstanceError):
        bars.close = bars.open  # type: ignore[misc]


def test_bars_are_made_by_checking_only() -> None:
    """The constructor would let unchecked rows in."""
    with pytest.raises(TypeError, match=r"^Bars: expected Bars\.from_columns"):
        Bars()


def test_strided_columns_are_taken_as_they_are(columns: dict[str, Any]) -> None:
    """A column of a matrix is a column; what comes out is contiguous."""
    matrix = np.column_stack([columns[name] for name in NUMBERS])
    strided = {name: matrix[:, i] for i, name in enumerate(NUMBERS)}
    bars = Bars.from_columns(columns["ts"], columns["symbol"], **strided)
    assert bars == Bars.from_columns(**columns)
    assert bars.close.flags.c_contiguous


def test_select_keeps_some_symbols(columns: dict[str, Any]) -> None:
    """The index is that of the symbols kept."""
    bars = Bars.from_columns(**columns)
    assert bars.select(["B"]).symbols == ("B",)
    assert bars.select("B").symbol_index.tolist() == [0, 0]
    assert bars.select(["B", "A"]) == bars


def test_an_unknown_symbol_is_named_with_the_known(columns: dict[str, Any]) -> None:
    """A typing error costs one line, not a search."""
    columns["symbol"] = ["MSFT", "AAPL", "MSFT", "AAPL"]
    bars = Bars.from_columns(**columns)
    expected = r"^symbol: expected one of AAPL, MSFT, was APPL \(nearest AAPL\)$"
    with pytest.raises(DataError, match=expected):
        bars.select(["AAPL", "APPL"])
    with pytest.raises(DataError, match=expected):
        bars.of("APPL")
    with pytest.raises(DataError, match=r"^symbols: expected at least one, was none$"):
        bars.select([])


@pytest.mark.parametrize(
    "day", ["2017-01-04", "2017-01-04T01:00+01:00", datetime(2017, 1, 4, tzinfo=UTC), 17170 * DAY]
)
def test_between_takes_its_start_and_not_its_end(columns: dict[str, Any], day: Any) -> None:
    """Two spans that meet share no bar; times come as text, datetimes or nanoseconds."""
    bars = Bars.from_columns(**columns)
    assert bars.between(day).ts.tolist() == [17170 * DAY] * 2
    assert bars.between(None, day).ts.tolist() == [17169 * DAY] * 2
    assert bars.between() == bars


def test_between_drops_symbols_without_a_bar(columns: dict[str, Any]) -> None:
    """Every symbol of bars has a row."""
    columns["symbol"] = ["B", "A", "C", "A"]
    assert Bars.from_columns(**columns).between("2017-01-04").symbols == ("A", "C")


@pytest.mark.parametrize(("start", "end"), [("2018-01-01", None), (None, "2016-01-01"), (9, 5)])
def test_a_span_without_bars_is_an_error(columns: dict[str, Any], start: Any, end: Any) -> None:
    """An empty backtest is a mistake in the dates, and the message says which there are."""
    with pytest.raises(DataError, match=r"^start, end: .* 2017-01-03 to 2017-01-04 that"):
        Bars.from_columns(**columns).between(start, end)


def test_a_time_that_cannot_be_read_is_refused(columns: dict[str, Any]) -> None:
    """Neither US dates, nor floats, nor times beyond 64 bits of nanoseconds are guessed at."""
    bars = Bars.from_columns(**columns)
    with pytest.raises(DataError, match=r"^start: expected ISO time .*, was 01/03/2017$"):
        bars.between("01/03/2017")
    with pytest.raises(DataError, match=r"^end: expected a time from 1678 to 2262, was 9999-01-01"):
        bars.between(None, datetime(9999, 1, 1, tzinfo=UTC))
    with pytest.raises(TypeError, match=r"^start: expected integer nanoseconds, .* was float$"):
        bars.between(1.5)  # type: ignore[arg-type]


def test_one_symbol_as_arrays(columns: dict[str, Any]) -> None:
    """of() gives what an indicator takes: contiguous float64."""
    series = Bars.from_columns(**columns).of("B")
    assert series.close.tolist() == [11.0, 12.0]
    assert series.ts.tolist() == [17169 * DAY, 17170 * DAY]
    for column in series[1:]:
        assert column.dtype == np.float64
        assert column.flags.c_contiguous


def test_events_carry_every_column(columns: dict[str, Any]) -> None:
    """A bar is one event: kind 1, its symbol's index, and the five values in order."""
    bars = Bars.from_columns(**columns)
    events = bars.to_events()
    assert events.dtype == swarmcore.EVENT
    assert events["ts"].tolist() == bars.ts.tolist()
    assert events["instrument"].tolist() == [0, 1, 0, 1]
    assert set(events["kind"].tolist()) == {1}
    assert events["values"][1].tolist() == [10.0, 12.0, 9.0, 11.0, 100.0]
    assert not events["sequence"].any()
    assert not events["topic"].any()


def test_a_table_has_the_columns_of_the_contract(columns: dict[str, Any]) -> None:
    """What load_bars reads is what to_table writes."""
    table = Bars.from_columns(**columns).to_table()
    assert table.column_names == ["ts", "symbol", *NUMBERS]
    assert str(table.schema.field("ts").type) == "timestamp[ns, tz=UTC]"
    assert table.column("symbol").to_pylist() == ["A", "B", "A", "B"]


def test_equal_rows_have_equal_hashes(columns: dict[str, Any]) -> None:
    """The hash knows rows and names, not the order of a file's symbols nor the sign of zero."""
    bars = Bars.from_columns(**columns, source="one")
    order = [1, 0, 3, 2]
    moved = {name: np.array(column)[order] for name, column in columns.items()}
    moved["volume"][3] = -0.0
    again = Bars.from_columns(**moved, source="two")
    assert again.content_hash == bars.content_hash
    assert again == bars
    assert hash(again) == hash(bars)
    assert bars != "bars"


@pytest.mark.parametrize("name", ["ts", *NUMBERS, "symbol"])
def test_another_row_gives_another_hash(columns: dict[str, Any], name: str) -> None:
    """A change of any cell shows."""
    bars = Bars.from_columns(**columns)
    if name == "symbol":
        columns["symbol"] = ["B", "C", "B", "C"]
    else:
        columns[name][1 if name == "ts" else 3] -= 0.5 if name != "ts" else 1
    assert Bars.from_columns(**columns) != bars
