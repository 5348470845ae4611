"""Readers of venues' recordings: files in, records of the book out."""

from __future__ import annotations

__all__: list[str] = []
