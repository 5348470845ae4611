"""Bars from files: what is read, what is refused, and in which words."""

from __future__ import annotations

import csv
import gzip
import math
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from swarmcore.errors import DataError
from swarmcore.market import Bars, load_bars

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "ts,symbol,open,high,low,close,volume\n"
ROW = "2017-01-03,A,1,2,0.5,1.5,10\n"
NEXT = "2017-01-04,A,1,2,0.5,1.5,10\n"
ONE_DAY = 1_483_401_600 * 10**9  # 2017-01-03


@st.composite
def good_bars(draw: st.DrawFn) -> Bars:
    """Random bars that hold every rule, over the whole range of times and of positive floats."""
    price = st.floats(1e-300, 1e300)
    rows = draw(
        st.lists(
            st.tuples(
                st.integers(-92 * 10**17, 92 * 10**17),
                st.sampled_from(["AAPL", "BTC/USDT", "a,b", 'q"q', "é", "123", "nan"]),
                st.lists(price, min_size=4, max_size=4).map(sorted),
                st.floats(0, 1e300),
            ),
            min_size=1,
            max_size=20,
            unique_by=lambda row: row[:2],
        )
    )
    rows.sort(key=lambda row: row[0])
    low, open_, close, high = np.array([row[2] for row in rows]).T
    ts, volume = np.array([row[0] for row in rows]), np.array([row[3] for row in rows])
    return Bars.from_columns(ts, [row[1] for row in rows], open_, high, low, close, volume)


def write(folder: Path, text: str | bytes, name: str = "bars.csv") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def write_parquet(folder: Path, **changes: Any) -> Path:
    """A Parquet file of two good rows, with columns changed or (None) left out."""
    columns: dict[str, Any] = {
        "ts": np.array(["2017-01-03", "2017-01-04"], "datetime64[us]"),
        "symbol": ["A", "A"],
        "open": [1.0, 1.0],
        "high": [2.0, 2.0],
        "low": [0.5, 0.5],
        "close": [1.5, 1.5],
        "volume": [10.0, 10.0],
    }
    kept = {name: column for name, column in (columns | changes).items() if column is not None}
    pq.write_table(pa.table(kept), folder / "bars.parquet")
    return folder / "bars.parquet"


def refusal(path: Path, **options: Any) -> str:
    """What load_bars says of a file, less its name; always one line."""
    with pytest.raises(DataError) as refused:
        load_bars(path, **options)
    message = str(refused.value)
    assert "\n" not in message
    assert message.count(str(path)) == 1
    return message.removeprefix(f"{path}: ")


@given(bars=good_bars())
def test_bars_survive_parquet_and_csv(tmp_path_factory: pytest.TempPathFactory, bars: Bars) -> None:
    """What is written from a table is read back the same, bit for bit."""
    folder = tmp_path_factory.mktemp("round")
    pq.write_table(bars.to_table(), folder / "bars.parquet")
    pa_csv.write_csv(bars.to_table(), folder / "bars.csv")
    assert load_bars(folder / "bars.parquet") == bars
    assert load_bars(folder / "bars.csv") == bars


@pytest.mark.parametrize(
    ("text", "nanoseconds"),
    [
        ("2017-01-03", 0),
        ("2017-01-03 09:30", 34_200 * 10**9),
        ("2017-01-03T09:30:00", 34_200 * 10**9),
        ("2017-01-03 09:30:00.000000001", 34_200 * 10**9 + 1),
        ("2017-01-03T09:30:00Z", 34_200 * 10**9),
        ("2017-01-03 09:30:00+01:00", 30_600 * 10**9),
        ("2017-01-03T09:30:00.5-0030", 36_000 * 10**9 + 5 * 10**8),
        ("1483401600000000007", 7),
        (" 2017-01-03 ", 0),
    ],
)
def test_a_csv_takes_iso_times_and_nanoseconds(tmp_path: Path, text: str, nanoseconds: int) -> None:
    """A time with a zone is converted, without one is UTC, and nanoseconds stay exact."""
    bars = load_bars(write(tmp_path, HEADER + ROW.replace("2017-01-03", text)))
    assert bars.ts.tolist() == [ONE_DAY + nanoseconds]


def test_zones_may_differ_from_row_to_row(tmp_path: Path) -> None:
    """Each time is read by itself."""
    rows = [ROW, ROW.replace("03,", "03T02:00+01:00,"), ROW.replace("03,", "03T02:00,")]
    bars = load_bars(write(tmp_path, HEADER + "".join(rows)))
    assert (bars.ts - ONE_DAY).tolist() == [0, 3_600 * 10**9, 7_200 * 10**9]


@pytest.mark.parametrize("name", ["ts", "Timestamp", "DATE", " time "])
def test_names_of_columns_are_lenient(tmp_path: Path, name: str) -> None:
    """Case, spaces and order of columns do not matter, nor do columns of others."""
    text = f"Close,VOLUME,{name}, extra ,High,low,Open,Symbol\n1.5,10,2017-01-03,?,2,0.5,1,A\n"
    assert load_bars(write(tmp_path, text)) == load_bars(write(tmp_path, HEADER + ROW, "b.csv"))


@pytest.mark.parametrize("ending", [".csv", ".CSV", ".csv.gz", ".csv.zst"])
def test_a_file_without_symbols_is_named_by_itself(tmp_path: Path, ending: str) -> None:
    """The symbol is the file's name without its ending, compressed or not."""
    text = (HEADER + ROW).replace("symbol,", "").replace("A,", "").encode()
    if ending == ".csv.gz":
        text = gzip.compress(text)
    elif ending == ".csv.zst":
        text = pa.compress(text, codec="zstd", asbytes=True)
    assert load_bars(write(tmp_path, text, f"spy.1d{ending}")).symbols == ("spy.1d",)
    assert load_bars(write_parquet(tmp_path, symbol=None)).symbols == ("bars",)


def test_a_byte_order_mark_and_windows_lines_are_read(tmp_path: Path) -> None:
    """Files saved by spreadsheets load."""
    text = "\ufeff" + (HEADER + ROW + NEXT).replace("\n", "\r\n")
    assert len(load_bars(write(tmp_path, text))) == 2


def test_symbols_are_kept_by_name(tmp_path: Path) -> None:
    """symbols= selects; an unknown one is an error that names the file."""
    path = write(tmp_path, HEADER + ROW + ROW.replace("A", "B"))
    assert load_bars(path, symbols="B").symbols == ("B",)
    assert refusal(path, symbols=["C"]) == "symbol: expected one of A, B, was C"


@pytest.mark.parametrize("us", ["01/03/2017", "1/3/2017", "2017-1-3", "2017-02-30", "3 Jan 2017"])
def test_a_time_that_is_not_iso_is_refused(tmp_path: Path, us: str) -> None:
    """01/03/2017 is January or March; nothing is guessed, and the message says what to do."""
    assert refusal(write(tmp_path, HEADER + ROW.replace("2017-01-03", us) + NEXT)) == (
        "row 0: ts: expected ISO time such as 2017-01-03 or 2017-01-03T09:30:00Z (another form "
        f'needs date_format, such as "%m/%d/%Y"), was {us}'
    )


def test_a_date_format_says_what_is_meant(tmp_path: Path) -> None:
    """One text, two dates; the caller chooses. A day that does not exist is refused."""
    path = write(tmp_path, HEADER + ROW.replace("2017-01-03", "1/3/2017"))
    assert load_bars(path, date_format="%m/%d/%Y").ts.tolist() == [ONE_DAY]
    assert load_bars(path, date_format="%d/%m/%Y").ts.tolist() == [ONE_DAY + 57 * 86_400 * 10**9]
    path = write(tmp_path, HEADER + ROW.replace("2017-01-03", "1/3/2017 9:30 +0100"))
    bars = load_bars(path, date_format="%m/%d/%Y %H:%M %z")
    assert bars.ts.tolist() == [ONE_DAY + 30_600 * 10**9]


@pytest.mark.parametrize("cell", ["2017-01-03", "02/30/2017", "13/01/2017", "01/03/2017 9:30"])
def test_a_time_of_another_form_is_refused(tmp_path: Path, cell: str) -> None:
    """A date format holds for every row, and no day is made up: 02/30 is not 03/02."""
    path = write(tmp_path, HEADER + ROW.replace("2017-01-03", cell))
    assert refusal(path, date_format="%m/%d/%Y") == (
        f"row 0: ts: expected a time of the form %m/%d/%Y, was {cell}"
    )


@pytest.mark.parametrize("date_format", ["", "%Q", "%H:%M", "%Y-%m", "%", "%Y-%m-%d %Z"])
def test_a_date_format_that_says_no_date_is_refused(tmp_path: Path, date_format: str) -> None:
    """A format without a day puts all bars on one; a zone's name would be read and dropped."""
    message = refusal(write(tmp_path, HEADER + ROW), date_format=date_format)
    assert message.startswith("date_format: expected strptime directives with year, month and day")


@pytest.mark.parametrize("count", [1483401600, 1483401600000, 1483401600000000, 20170103])
def test_integers_that_are_no_nanoseconds_are_refused(tmp_path: Path, count: int) -> None:
    """Seconds, milliseconds, microseconds or a compact date would put every bar in 1970."""
    expected = f"ts: expected integer nanoseconds since 1970 or ISO time, was {count} "
    text = ROW.replace("2017-01-03", str(count))
    assert refusal(write(tmp_path, HEADER + text)).startswith(expected)
    assert refusal(write_parquet(tmp_path, ts=[count, count + 1])).startswith(expected)


@pytest.mark.parametrize("cell", ["abc", "1_000", "0x10", '"1,5"', "$1"])
@pytest.mark.parametrize("name", ["open", "high", "low", "close", "volume"])
def test_text_for_a_number_is_named_by_row(tmp_path: Path, name: str, cell: str) -> None:
    """The row, the column and the text stand in the message."""
    cells = ROW.strip().split(",")
    cells[HEADER.strip().split(",").index(name)] = cell
    message = refusal(write(tmp_path, HEADER + ROW + NEXT + ",".join(cells) + "\n"))
    assert message == f"row 2: {name}: expected a number, was {cell.strip(chr(34))}"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("2017-01-04,A,,2,0.5,1.5,10", "open: expected a finite number, was nan"),
        ("2017-01-04,A,1,2,0.5,1.5,", "volume: expected a finite number, was nan"),
        ("2017-01-04,A,1, ,0.5,1.5,1", "high: expected a finite number, was nan"),
        ("2017-01-04,A,1,inf,0.5,1.5,1", "high: expected a finite number, was inf"),
        ("2017-01-04,A,1,2,0.5,1e999,1", "close: expected a finite number, was inf"),
        ("2017-01-04,A,1,2,0,1.5,1", "low: expected more than 0, was 0.0"),
        ("2017-01-04,A,1,1.2,1,1.5,1", "high: expected at least open, low and close (1.5), was "
         "1.2"),
        (",A,1,2,0.5,1.5,10", "ts: expected a time, was null"),
        ("2017-01-04,,1,2,0.5,1.5,10", "symbol: expected printable text without blanks or *, "
         "was null"),
        ("2017-01-02,A,1,2,0.5,1.5,1", "ts: expected a time after 2017-01-03 of row 0, was "
         "2017-01-02"),
        ("2017-01-04,A,1,2,0.5,1.5", "columns: expected 7, was 6"),
        ("2017-01-04,A,1,2,0.5,1.5,1,1", "columns: expected 7, was 8"),
    ],
)  # fmt: skip
def test_each_kind_of_bad_row(tmp_path: Path, row: str, expected: str) -> None:
    """A bad row stops the load, or is left out and listed; rows after it keep their numbers."""
    later = "2017-01-05,A,1,2,-1,1.5,10\n2017-01-06,A,1,2,0.5,1.5,10\n"
    path = write(tmp_path, f"{HEADER}{ROW}{row}\n\n{later}")
    with pytest.raises(DataError) as refused:
        load_bars(path)
    assert str(refused.value) == f"{path}: row 1: {expected}"
    assert refused.value.row == 1
    bars = load_bars(path, on_error="skip")
    assert len(bars) == 2
    assert [str(error) for error in bars.skipped] == [
        f"row 1: {expected}",
        "row 2: low: expected more than 0, was -1.0",
    ]


@pytest.mark.parametrize("missing", ["ts", "open", "high", "low", "close", "volume"])
def test_a_missing_column_is_named_with_those_found(tmp_path: Path, missing: str) -> None:
    """The message lists what is wanted, what lacks and what is there."""
    header = HEADER.replace(missing, "other")
    expected = f"missing {missing} among {header.strip().replace(',', ', ')}"
    message = refusal(write(tmp_path, header + ROW))
    assert message.startswith("columns: expected ts (or timestamp, date, time), open")
    assert message.endswith(expected)
    assert f"missing {missing} among" in refusal(write_parquet(tmp_path, **{missing: None}))


def test_two_columns_of_one_kind_are_refused(tmp_path: Path) -> None:
    """A date and a time column, or close twice, leave nothing to choose by; ts wins over date."""
    path = write(tmp_path, HEADER.replace("ts,", "date,time,") + "2017-01-03,09:30,A,1,2,1,1,1\n")
    assert refusal(path) == "ts: expected one column, found date, time"
    path = write(tmp_path, HEADER.replace("volume", "volume,Close") + ROW)
    assert refusal(path) == "close: expected one column, found close, Close"
    path = write(tmp_path, "date," + HEADER + "?," + ROW)
    assert load_bars(path).ts.tolist() == [ONE_DAY]


@pytest.mark.parametrize("name", ["bars.txt", "bars", "bars.parquet.bak", ".csv.bz2"])
def test_an_unknown_ending_is_refused(tmp_path: Path, name: str) -> None:
    """The ending says what a file is."""
    expected = "expected a name ending in .parquet, .csv, .csv.gz, .csv.zst"
    assert refusal(write(tmp_path, HEADER + ROW, name)) == expected


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """Neither nothing nor a directory is a file of bars."""
    assert refusal(tmp_path / "none.csv") == "expected a file, found none"
    assert refusal(tmp_path) == "expected a file, was a directory"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.csv", b"", "expected UTF-8 CSV, was an empty file"),
        ("a.parquet", b"", "expected Parquet, was an empty file"),
        ("a.csv", HEADER.encode(), "rows: expected at least one good row, was none"),
        ("a.csv", b"\n", "columns: expected ts"),
        ("a.csv", b"\xff\xfe\x00", "expected UTF-8 CSV, could not read it ("),
        ("a.csv", (HEADER + ROW).encode() + b"\xff,A,1,1,1,1,1\n", "expected UTF-8 CSV, could"),
        ("a.csv.gz", b"no gzip", "expected UTF-8 CSV, could not read it ("),
        ("a.csv.gz", gzip.compress((HEADER + ROW).encode())[:-9], "expected UTF-8 CSV, could not"),
        ("a.csv.zst", b"no zstd", "expected UTF-8 CSV, could not read it ("),
        ("a.parquet", b"PAR1 no Parquet PAR1", "expected Parquet, could not read it ("),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(
    tmp_path: Path, name: str, content: bytes, expected: str
) -> None:
    """Empty, truncated and mislabelled files are one line, whatever the library below says."""
    assert refusal(write(tmp_path, content, name)).startswith(expected)


def test_a_truncated_parquet_file_is_refused_at_every_length(tmp_path: Path) -> None:
    """A download cut short anywhere never loads."""
    whole = write_parquet(tmp_path).read_bytes()
    for length in range(0, len(whole), 97):
        message = refusal(write(tmp_path, whole[:length], "cut.parquet"))
        assert message.startswith("expected Parquet, ")


@pytest.mark.parametrize(
    "ts",
    [
        pa.array([ONE_DAY, ONE_DAY + 1], pa.timestamp("ns", "America/New_York")),
        pa.array([1483401600, 1483401601], pa.timestamp("s")),
        pa.array([1483401600000, 1483401600001], pa.timestamp("ms", "UTC")),
        pa.array([date(2017, 1, 3), date(2017, 1, 4)], pa.date32()),
        pa.array([ONE_DAY, ONE_DAY + 1], pa.int64()),
        pa.array(["2017-01-03", "2017-01-04"], pa.large_string()),
        pa.array(["2017-01-03", "2017-01-04"]).dictionary_encode(),
    ],
    ids=lambda ts: str(ts.type),
)
def test_parquet_takes_times_of_every_kind(tmp_path: Path, ts: pa.Array) -> None:
    """Timestamps of any unit and zone, dates, nanoseconds and ISO text say the same instant."""
    assert load_bars(write_parquet(tmp_path, ts=ts)).ts[0] == ONE_DAY


@pytest.mark.parametrize("kind", [pa.float32(), pa.int32(), pa.uint64(), pa.decimal128(24, 4)])
def test_parquet_takes_numbers_of_every_kind(tmp_path: Path, kind: pa.DataType) -> None:
    """Prices kept as integers or decimals become float64."""
    bars = load_bars(write_parquet(tmp_path, high=pa.array([3, 4]).cast(kind)))
    assert bars.high.tolist() == [3.0, 4.0]


@pytest.mark.parametrize(
    ("name", "column", "expected"),
    [
        ("close", ["1.5", "1.5"], "close: expected numbers, was string"),
        ("close", [True, True], "close: expected numbers, was bool"),
        ("volume", [None, 1.0], "row 0: volume: expected a finite number, was nan"),
        ("symbol", [7, 8], "symbol: expected text, was int64"),
        ("symbol", ["A", None], "row 1: symbol: expected printable text without blanks or "
         "*, was null"),
        ("ts", [1.5e18, 1.6e18], "ts: expected timestamps, integer nanoseconds or text, was "
         "double"),
        ("ts", pa.array([None, 1], pa.timestamp("s")), "row 0: ts: expected a time, was null"),
        ("ts", pa.array([0, 2**53], pa.timestamp("ms")), "row 1: ts: expected a time from 1678 to "
         "2262, was 9007199254740992 timestamp[ms]"),
        ("ts", pa.array([10**18, 2**63], pa.uint64()), "row 1: ts: expected a time from 1678 to "
         "2262, was 9223372036854775808"),
    ],
)  # fmt: skip
def test_a_parquet_column_of_another_kind_is_refused(
    tmp_path: Path, name: str, column: Any, expected: str
) -> None:
    """Parquet knows types: text for prices is a mistake of the writer, not parsed."""
    assert refusal(write_parquet(tmp_path, **{name: column})) == expected


def test_a_date_format_for_timestamps_is_refused(tmp_path: Path) -> None:
    """An argument that would do nothing is a misunderstanding."""
    message = refusal(write_parquet(tmp_path), date_format="%m/%d/%Y")
    assert message == "date_format: expected none for a ts column of timestamp[us]"


def read_damaged(path: Path) -> tuple[set[int], list[float]]:
    """The rows of the damaged series that cannot be right, and the good closes, read by hand."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    bad, closes = set(), []
    for i, (day, *cells) in enumerate(rows):
        open_, high, low, close, volume = (float(cell) if cell else math.nan for cell in cells)
        prices = (open_, high, low, close)
        good = day and all(price > 0 for price in prices) and volume >= 0
        if good and low <= min(open_, close) and high >= max(open_, close):
            closes.append(close)
        else:
            bad.add(i)
    return bad, closes


def test_a_damaged_file_loses_its_bad_rows_and_no_other(data_folder: Path) -> None:
    """Of 502 real rows with blanks, zeros and crossed prices exactly the bad ones are listed."""
    path = data_folder / "bad" / "si_bad.csv"
    bad, closes = read_damaged(path)
    bars = load_bars(path, date_format="%m/%d/%Y", on_error="skip")
    assert {error.row for error in bars.skipped} == bad
    assert len(bars.skipped) == len(bad)
    assert bars.close.tolist() == closes
    assert refusal(path, date_format="%m/%d/%Y").startswith(f"row {min(bad)}: ")
    assert "was 01/03/2017" in refusal(path)


def test_a_file_whose_time_goes_back_is_refused_at_the_step(data_folder: Path) -> None:
    """A real series with rows out of place names the first of them, and keeps the rest in skip."""
    path = data_folder / "bad" / "si_mismatch.csv"
    assert refusal(path, date_format="%m/%d/%Y") == (
        "row 19: ts: expected a time after 2017-01-31 of row 18, was 2016-01-18"
    )
    bars = load_bars(path, date_format="%m/%d/%Y", on_error="skip")
    assert np.all(np.diff(bars.ts) > 0)
    assert len(bars) + len(bars.skipped) == 502
    assert any("expected a time before" in error.reason for error in bars.skipped)


def test_a_file_with_prefixed_columns_is_refused(data_folder: Path) -> None:
    """AAPL.Open is not open: the columns found are listed."""
    message = refusal(data_folder / "bars" / "aapl_daily_2015_2017.csv")
    assert re.search(r"missing open, high, low, close, volume among Date, AAPL\.Open", message)


def test_a_file_without_a_header_is_refused(data_folder: Path) -> None:
    """Numbers for names are shown as they are."""
    message = refusal(data_folder / "bars" / "lean_aapl_daily.csv.zst")
    assert "missing ts, open, high, low, close, volume among 19980102 00:00, 136300" in message


@pytest.mark.parametrize(
    ("name", "rows", "first"),
    [
        ("btc_perp_1m_202201.csv.zst", 45031, "2021-12-31T23:01"),
        ("si_intraday.csv", 1564, "2020-12-15T09:30"),
        ("sp500_daily_2000_2020.csv.zst", 5105, "2000-01-03"),
        ("binance_eth_btc_5m.parquet", 5760, "2018-01-10T04:55"),
    ],
)
def test_real_files_load(data_folder: Path, name: str, rows: int, first: str) -> None:
    """Files of exchanges and vendors, with a BOM, fractions of seconds or a zone, load whole."""
    bars = load_bars(data_folder / "bars" / name)
    assert len(bars) == rows
    assert bars.symbols == (name.partition(".")[0],)
    assert bars.ts[0] == np.datetime64(first, "ns").astype(np.int64)
