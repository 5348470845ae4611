"""Readers of venues' recordings: files in, records of the book out.

Files may be plain or packed (`.gz`, `.zst`, `.zip`). Prices and quantities become whole ticks and
lots, exactly. A row that cannot be right raises `BookError` with its row; a file that cannot be
read, `DataError`.
"""

from __future__ import annotations

from swarmcore.feed.files import open_bytes

__all__ = ["open_bytes"]
