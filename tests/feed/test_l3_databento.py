"""Databento's own sample files: 55 of every schema and version of its encoding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import databento_dbn as dbn
import pytest
from swarmcore.book import DepthBook, DepthMessageKind, MessageKind
from swarmcore.errors import DataError
from swarmcore.feed import open_bytes, read_databento
from swarmcore.market import Instrument

if TYPE_CHECKING:
    from pathlib import Path

ES = Instrument("ESH1", tick_size="0.25", lot_size="1")
READABLE = ("mbo", "mbp-1", "mbp-10", "trades")
KINDS = {"C": MessageKind.REDUCE, "A": MessageKind.ADD}


def schema_of(path: Path) -> str:
    return path.name.split(".")[1]


def records_of(path: Path) -> list[Any]:
    """What the package makes of a file."""
    with open_bytes(path) as file:
        decoder = dbn.DBNDecoder()
        decoder.write(file.read())
    return [each for each in decoder.decode() if not isinstance(each, dbn.Metadata)]


@pytest.fixture(scope="module")
def samples(data_folder: Path) -> list[Path]:
    """All files."""
    return sorted((data_folder / "l3" / "dbn_samples").iterdir())


def test_every_file_is_read_or_refused_by_its_schema(samples: list[Path]) -> None:
    """Orders, levels and trades of all versions, packed or not; the others name what they are."""
    read = refused = 0
    for path in samples:
        if schema_of(path) in READABLE:
            assert len(read_databento(path, {"ESH1": ES})) > 0
            read += 1
            continue
        with pytest.raises(DataError) as caught:
            read_databento(path)
        expected = f"schema: expected mbo, mbp-1, mbp-10, trades, was {schema_of(path)}"
        assert str(caught.value) == f"{path}: {expected}"
        refused += 1
    assert (read, refused) == (17, 38)


def test_orders_are_what_the_package_reads(samples: list[Path]) -> None:
    """Field by field."""
    for path in [each for each in samples if schema_of(each) == "mbo"]:
        messages = read_databento(path, {"ESH1": ES})
        records = records_of(path)
        assert len(messages) == len(records) == 2
        for message, record in zip(messages, records, strict=True):
            assert message["ts"] == record.ts_event
            assert message["ts_local"] == record.ts_recv
            assert message["order_id"] == record.order_id
            assert message["quantity"] == record.size
            assert message["sequence"] == record.sequence
            assert message["kind"] == KINDS[str(record.action)]


def test_levels_are_what_the_package_reads(samples: list[Path]) -> None:
    """The book after each record is the record's."""
    for path in [each for each in samples if schema_of(each).startswith("mbp")]:
        messages = read_databento(path, {"ESH1": ES})
        book = DepthBook(ES)
        for record in records_of(path):
            book.apply(messages[messages["ts"] == record.ts_event])
            sides = book.depth(10)
            for side, price, size in ((0, "bid_px", "bid_sz"), (1, "ask_px", "ask_sz")):
                expected = [
                    [getattr(each, price) // 250_000_000, getattr(each, size)]
                    for each in record.levels
                ]
                assert sides[side][:, :2].tolist() == expected


def test_trades_are_what_the_package_reads(samples: list[Path]) -> None:
    """Two sales at the best bid: what rested was a bid."""
    for path in [each for each in samples if schema_of(each) == "trades"]:
        messages = read_databento(path, {"ESH1": ES})
        records = records_of(path)
        assert messages["quantity"].tolist() == [each.size for each in records]
        assert messages["price"].tolist() == [each.price // 250_000_000 for each in records]
        assert [str(each.side) for each in records] == ["A", "A"]
        assert messages["side"].tolist() == [1, 1]
        assert (messages["kind"] == DepthMessageKind.TRADE).all()
