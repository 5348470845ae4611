"""Make the bundled sample from the PyPI package bokeh-sampledata (2026.1).

    python tools/make_sample.py [stocks.csv.gz]

Without a path the file comes from the installed package. What is done to it and why is written in
python/swarmcore/market/data/README.md; prices are computed in decimal, so that every machine gets
the same columns.
"""

from __future__ import annotations

import csv
import gzip
import importlib.util
import io
import sys
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from swarmcore.market import Bars

TARGET = Path(__file__).parents[1] / "python/swarmcore/market/data/sample.parquet"
TICK = Decimal("0.0001")
COLUMNS = ("Open", "High", "Low", "Close")


def installed_source() -> bytes:
    """The source as the installed package ships it, read without importing the package."""
    spec = importlib.util.find_spec("bokeh_sampledata")
    if spec is None or spec.origin is None:
        raise SystemExit("bokeh_sampledata: expected version 2026.1 installed, or a path, was none")
    return (Path(spec.origin).parent / "_data" / "stocks.csv.gz").read_bytes()


def make_bars(source: bytes) -> Bars:
    """Adjust the source's rows for splits and dividends, as bars on a grid of 0.0001.

    Raises:
        DataError: A row is not a proper bar; nothing is repaired.
    """
    rows = list(csv.DictReader(io.StringIO(gzip.decompress(source).decode())))
    prices: dict[str, list[float]] = {name: [] for name in COLUMNS}
    volume: list[float] = []
    for row in rows:
        close, adjusted = Decimal(row["Close"]), Decimal(row["Adj Close"])
        for name in COLUMNS:
            exact = Decimal(row[name]) * adjusted / close
            prices[name].append(float(exact.quantize(TICK, ROUND_HALF_EVEN)))
        shares = Decimal(row["Volume"]) * close / adjusted
        volume.append(float(shares.quantize(Decimal(1), ROUND_HALF_EVEN)))
    days = np.array([row["Date"] for row in rows], dtype="datetime64[ns]")
    return Bars.from_columns(
        days.view(np.int64),
        [row["Ticker"] for row in rows],
        *(np.array(prices[name]) for name in COLUMNS),
        np.array(volume),
        source="stocks.csv.gz",
    )


def main(arguments: list[str]) -> None:
    """Write the sample."""
    source = Path(arguments[0]).read_bytes() if arguments else installed_source()
    bars = make_bars(source)
    pq.write_table(bars.to_table(), TARGET, compression="zstd", compression_level=19)
    print(f"{TARGET.name}: {len(bars)} rows, {TARGET.stat().st_size} bytes, {bars.content_hash}")


if __name__ == "__main__":
    main(sys.argv[1:])
