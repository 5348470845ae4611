"""Orders, the account, and the venues that fill orders."""

from __future__ import annotations
