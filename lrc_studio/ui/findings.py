"""What is wrong and what is left to check, found once for all views and only after an edit was painted."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from lrc_studio.core.checks import UNTIMED, Problem, problems
from lrc_studio.core.diff import changed_span
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.core.review import check_count
from lrc_studio.ui.document import Document
from lrc_studio.ui.modes import Modes
from lrc_studio.ui.song import Song

LONG_LINES = 400
"""From here on looking takes several ms and waits until the hand rests."""
_REST_MS = 120


class Findings(QObject):
    """The problems of the lyrics. `changed()` follows when they were looked for again.

    What tap sync has not come to yet lacks its time for no fault of anybody's: no problem there.
    Between an edit and the next look the known problems move along with their lines.
    """

    changed = Signal()

    def __init__(self, document: Document, song: Song, modes: Modes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._song, self._modes = document, song, modes
        self._tapping_from: int | None = None
        self._by_row: dict[int, tuple[Problem, ...]] = {}
        self._left, self._asked = 0, 0
        self._seen: tuple[Lyrics, int | None] | None = None
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._look)
        document.changed.connect(self._on_changed)
        song.changed.connect(self._on_song)
        song.grew.connect(self._on_song)
        modes.changed.connect(self._on_modes)
        modes.moved.connect(self._on_modes)

    @property
    def by_row(self) -> dict[int, tuple[Problem, ...]]:
        """The problems by row (from 0); empty while nothing is timed."""
        return self._by_row

    @property
    def count(self) -> int:
        """How many problems there are."""
        return sum(map(len, self._by_row.values()))

    @property
    def left(self) -> int:
        """How many lines are left to check."""
        return self._left

    @property
    def asked(self) -> int:
        """How many lines have text, of which `left` are left."""
        return self._asked

    @property
    def pending(self) -> bool:
        """Whether an edit was not looked at yet."""
        return self._soon.isActive()

    def _on_changed(self, old: Lyrics, new: Lyrics) -> None:
        span = changed_span(old.lines, new.lines)
        moved = span.added - span.removed
        if moved and self._by_row:
            after = span.first + span.removed
            kept = {row: found for row, found in self._by_row.items() if row < span.first}
            self._by_row = kept | {row + moved: found for row, found in self._by_row.items() if row >= after}
        self._start(new)

    def _on_song(self) -> None:
        lyrics, song_ms = self._document.lyrics, self._song_ms()
        if self._seen is None or self._seen[0] is not lyrics or self._seen[1] != song_ms:
            self._start(lyrics)

    def _on_modes(self) -> None:
        if self._tapping_from != self._reached():
            self._start(self._document.lyrics)

    def _reached(self) -> int | None:
        """The row that tap sync is at; None in edit mode."""
        return (self._document.selection.current or 0) if self._modes.tapping else None

    def _counts(self, problem: Problem) -> bool:
        from_row = self._tapping_from
        return from_row is None or problem.code not in UNTIMED or problem.line - 1 < from_row

    def _song_ms(self) -> int | None:
        """The song's length, once it is known for certain: problems past its end are no guesses."""
        sound = self._song.sound
        return sound.duration_ms if sound and sound.complete else None

    def _start(self, lyrics: Lyrics) -> None:
        self._soon.start(_REST_MS if len(lyrics.lines) > LONG_LINES else 0)

    def _look(self) -> None:
        self._soon.stop()
        lyrics, song_ms = self._document.lyrics, self._song_ms()
        self._seen = (lyrics, song_ms)
        self._tapping_from = self._reached()
        known = [problem for problem in problems(lyrics, song_ms) if self._counts(problem)]
        found: dict[int, list[Problem]] = {}
        for problem in known if lyrics.timed else ():
            found.setdefault(problem.line - 1, []).append(problem)
        self._by_row = {row: _one_of_a_kind(of_line) for row, of_line in found.items()}
        self._left, self._asked = check_count(lyrics, song_ms, known)
        self.changed.emit()


def _one_of_a_kind(found: list[Problem]) -> tuple[Problem, ...]:
    """A line's problems, each kind once: what is wrong with many of its words is one thing to mend."""
    kinds: dict[tuple[str, bool], list[Problem]] = {}
    for problem in found:
        kinds.setdefault((problem.code, problem.word is None), []).append(problem)
    return tuple(_told_together(alike) for alike in kinds.values())


def _told_together(alike: list[Problem]) -> Problem:
    first, others = alike[0], len(alike) - 1
    if not others:
        return first
    return replace(first, message=f"{first.message} {others} more {'word' if others == 1 else 'words'} likewise.")
