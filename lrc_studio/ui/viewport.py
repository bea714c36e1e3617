"""The part of the song that the wave shows, shared by wave, overview and zoom controls."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

SHORTEST_MS = 10.0
_START_SPAN_MS = 15_000.0
_PAGE_LEAD = 0.08
_MARGIN = 0.06
_SEEN_MS = 3000.0
"""So much of what follows is in sight with a moment, where nothing says how long it lasts."""


class Viewport(QObject):
    """`from_ms` to `to_ms` of a song `song_ms` long. `changed()` follows every move, zoom and other song."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.song_ms = 0.0
        self.from_ms, self.to_ms = 0.0, _START_SPAN_MS
        self.opens_at: tuple[float, float] | None = None
        """What the next fresh song shows first; None: its start."""

    @property
    def span_ms(self) -> float:
        """How much time is visible."""
        return self.to_ms - self.from_ms

    def set_song(self, song_ms: float, fresh: bool = False) -> None:
        """Take a song's length; a `fresh` song is shown from its start, and so is what comes where nothing was."""
        fresh = fresh or self.song_ms <= 0
        known, self.song_ms = self.song_ms, float(song_ms)
        if fresh:
            start = (0.0, min(_START_SPAN_MS, max(self.song_ms, SHORTEST_MS)))
            (self.from_ms, self.to_ms), self.opens_at = self.opens_at or start, None
        self.show(self.from_ms, self.to_ms, force=fresh or self.song_ms != known)

    def show(self, from_ms: float, to_ms: float, force: bool = False) -> None:
        """Show a stretch, kept inside the song and no shorter than 10 ms."""
        longest = max(self.song_ms, SHORTEST_MS)
        span = min(max(to_ms - from_ms, SHORTEST_MS), longest)
        start = min(max(from_ms, 0.0), longest - span)
        if force or (start, start + span) != (self.from_ms, self.to_ms):
            self.from_ms, self.to_ms = start, start + span
            self.changed.emit()

    def zoom(self, factor: float, anchor_ms: float | None = None) -> None:
        """Show `factor` times as much time; `anchor_ms` keeps its place (the middle if None)."""
        anchor = (self.from_ms + self.to_ms) / 2 if anchor_ms is None else anchor_ms
        longest = max(self.song_ms, SHORTEST_MS)
        span = min(max(self.span_ms * factor, SHORTEST_MS), longest)
        share = (anchor - self.from_ms) / self.span_ms
        self.show(anchor - share * span, anchor + (1 - share) * span)

    def scroll(self, by_ms: float) -> None:
        """Move along the song."""
        self.show(self.from_ms + by_ms, self.to_ms + by_ms)

    def fit(self) -> None:
        """Show the whole song."""
        self.show(0.0, self.song_ms)

    def fit_to(self, from_ms: float, to_ms: float) -> None:
        """Fill the view with a stretch, and a little of what is around it."""
        margin = max(to_ms - from_ms, SHORTEST_MS) * _MARGIN
        self.show(from_ms - margin, to_ms + margin)

    def centre(self, ms: float) -> None:
        """Bring `ms` to the middle, as far as the song's ends allow."""
        self.show(ms - self.span_ms / 2, ms + self.span_ms / 2)

    def page_to(self, ms: float) -> None:
        """Turn the page where `ms` is outside, so that it stands near the left edge."""
        if not self.from_ms <= ms < self.to_ms:
            start = ms - _PAGE_LEAD * self.span_ms
            self.show(start, start + self.span_ms)

    def reveal(self, from_ms: float, to_ms: float | None = None) -> None:
        """Bring a stretch into sight, in the middle, without changing the zoom; 3 s where its end is None."""
        to_ms = from_ms + _SEEN_MS if to_ms is None else to_ms
        if from_ms < self.from_ms or to_ms > self.to_ms:
            middle = (from_ms + min(to_ms, from_ms + self.span_ms)) / 2
            self.show(middle - self.span_ms / 2, middle + self.span_ms / 2)
