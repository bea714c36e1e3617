"""Places in a text: Qt counts in halves of UTF-16, where an emoji is two, Python in whole signs."""

from __future__ import annotations


def qt_length(text: str) -> int:
    """The length of a text as Qt counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def sign_at(text: str, qt_place: int) -> int:
    """The sign of `text` that stands at one of Qt's places; between the halves of a sign, that sign."""
    head = text.encode("utf-16-le", "surrogatepass")[: 2 * qt_place]
    return len(head.decode("utf-16-le", "ignore"))
