"""Files of recordings, plain and packed."""

from __future__ import annotations

import gzip
import zipfile
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from swarmcore.errors import DataError
from swarmcore.feed import open_bytes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# More than a buffer, and nothing that packing makes much shorter.
DATA = b"".join(i.to_bytes(4, "little") for i in range(0, 2**32, 2**32 // 200_003))


def zstd(data: bytes) -> bytes:
    return pa.compress(data, "zstd", asbytes=True)


def zipped(data: bytes, names: tuple[str, ...] = ("data.csv",)) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in names:
                archive.writestr(name, data)

    return write


def put(path: Path, content: bytes | Callable[[Path], None]) -> Path:
    if callable(content):
        content(path)
    else:
        path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plain.csv", DATA),
        ("one.csv.gz", gzip.compress(DATA)),
        ("ONE.CSV.GZ", gzip.compress(DATA)),
        ("two.gz", gzip.compress(DATA[:100_001]) + gzip.compress(DATA[100_001:])),
        ("one.zst", zstd(DATA)),
        ("two.zst", zstd(DATA[:100_001]) + zstd(DATA[100_001:])),
        ("one.zip", zipped(DATA)),
    ],
)
def test_a_file_is_unpacked_by_its_ending(
    tmp_path: Path, name: str, content: bytes | Callable[[Path], None]
) -> None:
    """Plain, gzip of several members, zstd of several frames and zip give the same bytes."""
    with open_bytes(put(tmp_path / name, content)) as file:
        assert file.read() == DATA


def test_a_file_is_read_in_parts_and_by_lines(tmp_path: Path) -> None:
    """The reader is a buffered binary file like any other."""
    with open_bytes(put(tmp_path / "a.gz", gzip.compress(b"first\nsecond\nthird"))) as file:
        assert file.readline() == b"first\n"
        assert file.read(3) == b"sec"
        assert list(file) == [b"ond\n", b"third"]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.csv", b"", "expected data, was empty"),
        ("a.gz", b"", "expected .gz data, was empty"),
        ("a.gz", gzip.compress(b""), "expected .gz data, was empty"),
        ("a.zst", b"", "expected .zst data, was empty"),
        ("a.zip", zipped(b""), "expected .zip data, was empty"),
        ("a.gz", b"id,price\n", "expected .gz data, could not read it"),
        ("a.zst", b"id,price\n", "expected .zst data, could not read it"),
        ("a.zip", b"id,price\n", "expected .zip data, could not read it"),
        ("a.zip", b"", "expected .zip data, could not read it"),
        ("a.zip", zipped(b"x", ()), "expected one file in it, found 0"),
        ("a.zip", zipped(b"x", ("a", "b")), "expected one file in it, found 2"),
        ("a.gz", gzip.compress(DATA)[:-9], "expected .gz data, could not read it"),
        ("a.zst", zstd(DATA)[:-9], "expected .zst data, could not read it"),
        ("a.gz", gzip.compress(DATA) + b"tail", "expected .gz data, could not read it"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(
    tmp_path: Path, name: str, content: bytes | Callable[[Path], None], expected: str
) -> None:
    """Empty, damaged, cut short or packed otherwise than its name says: a DataError naming it."""
    path = put(tmp_path / name, content)
    with pytest.raises(DataError) as caught, open_bytes(path) as file:
        file.read()
    assert str(caught.value).startswith(f"{path}: ")
    assert expected in str(caught.value)
    assert "\n" not in str(caught.value)


def test_damage_inside_a_zip_shows_when_it_is_read(tmp_path: Path) -> None:
    """The checksum of the member is checked at its end."""
    path = put(tmp_path / "a.zip", zipped(DATA))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with open_bytes(path) as file, pytest.raises(DataError, match=r"a\.zip: expected \.zip data"):
        file.read()


def test_a_missing_file_and_a_directory_are_named(tmp_path: Path) -> None:
    """What is no file is refused before it is opened."""
    with pytest.raises(DataError, match=r"none\.csv: expected a file, found none"):
        open_bytes(tmp_path / "none.csv")
    with pytest.raises(DataError, match="expected a file, was a directory"):
        open_bytes(tmp_path)
