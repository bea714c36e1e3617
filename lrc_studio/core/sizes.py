"""Sizes of files as people read them."""

from __future__ import annotations

MB, MIB = 1_000_000, 2**20


def megabytes(size_bytes: int, unit_bytes: int = MB) -> str:
    """A size in words: "6.2 MB", "45 kB"."""
    if size_bytes >= unit_bytes / 20:
        return f"{size_bytes / unit_bytes:.1f} MB"
    return f"{max(1, round(size_bytes * 1000 / unit_bytes))} kB"
