"""What is wrong and what is left to check, found once for all views and only after an edit was painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from lrc_studio.core.checks import UNTIMED, Problem, problems
from lrc_studio.core.diff import changed_span
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.core.review import check_count, next_to_check
from lrc_studio.ui.document import Document
from lrc_studio.ui.jobs import Jobs
from lrc_studio.ui.modes import Modes
from lrc_studio.ui.song import Song

JOB = "look"
LONG_LINES = 400
"""From here on looking takes several ms: it waits until the hand rests, and a thread does it."""
_REST_MS = 120


@dataclass(frozen=True, slots=True)
class Found:
    """The problems by row, how many lines are left to check, and how many have text."""

    by_row: dict[int, tuple[Problem, ...]]
    left: int
    asked: int


def looked(lyrics: Lyrics, song_ms: int | None, tapping_from: int | None = None) -> Found:
    """What there is to find in `lyrics` with a song of this length (None: not known).

    `tapping_from` is the row that tap sync is at (None in edit mode): what lacks a time there and below is no problem.
    """
    known = _counting(lyrics, song_ms, tapping_from)
    found: dict[int, list[Problem]] = {}
    for problem in (problems(lyrics, song_ms) if known is None else known) if lyrics.timed else ():
        found.setdefault(problem.line - 1, []).append(problem)
    by_row = {row: _one_of_a_kind(of_line) for row, of_line in found.items()}
    return Found(by_row, *check_count(lyrics, song_ms, known))


def _counting(lyrics: Lyrics, song_ms: int | None, tapping_from: int | None) -> Sequence[Problem] | None:
    """The problems that count; None for all of them."""
    if tapping_from is None:
        return None
    found = problems(lyrics, song_ms)
    return [problem for problem in found if problem.code not in UNTIMED or problem.line - 1 < tapping_from]


class Findings(QObject):
    """The problems of the lyrics. `changed()` follows when they were looked for again.

    What tap sync has not come to yet lacks its time for no fault of anybody's: no problem there.
    Between an edit and the next look the known problems move along with their lines.
    """

    changed = Signal()

    def __init__(self, document: Document, song: Song, modes: Modes, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._song, self._modes, self._jobs = document, song, modes, jobs
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
        return self._soon.isActive() or self._jobs.running(JOB)

    def next_to_check(self, row: int | None, step: int) -> int | None:
        """The row to check after (`step` 1) or before (-1) `row` in the lyrics as they are, None where none is left."""
        lyrics, song_ms = self._document.lyrics, self._song_ms()
        return next_to_check(lyrics, row, step, song_ms, _counting(lyrics, song_ms, self._reached()))

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

    def _song_ms(self) -> int | None:
        """The song's length, once it is known for certain: problems past its end are no guesses."""
        sound = self._song.sound
        return sound.duration_ms if sound and sound.complete else None

    def _start(self, lyrics: Lyrics) -> None:
        self._soon.start(_REST_MS if len(lyrics.lines) > LONG_LINES else 0)

    def _look(self) -> None:
        self._soon.stop()
        self._tapping_from = self._reached()
        self._seen = self._document.lyrics, self._song_ms()
        seen = (*self._seen, self._tapping_from)
        if len(seen[0].lines) > LONG_LINES:
            self._jobs.start(JOB, self._look_beside(*seen))
        else:
            self._take(looked(*seen))

    async def _look_beside(self, lyrics: Lyrics, song_ms: int | None, tapping_from: int | None) -> None:
        found = await self._jobs.in_thread(JOB, lambda _report: looked(lyrics, song_ms, tapping_from))
        if self._document.lyrics is lyrics and self._song_ms() == song_ms and self._reached() == tapping_from:
            self._take(found)  # else it is looked for again soon

    def _take(self, found: Found) -> None:
        self._by_row, self._left, self._asked = found.by_row, found.left, found.asked
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
