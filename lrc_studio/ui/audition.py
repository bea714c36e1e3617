"""Which stretches of a song are listened to: the current line, the selected ones, and what lies about them."""

from __future__ import annotations

from PySide6.QtCore import QObject

from lrc_studio.core.timeline import effective_end
from lrc_studio.ui.session import Session

Stretch = tuple[int, int | None]
"""From a time to another in ms; None is the song's end."""


def line_span(session: Session) -> Stretch | None:
    """The current line, None where it is not timed."""
    row = session.selection.current
    return None if row is None else _span(session, (row,))


def selected_span(session: Session) -> Stretch | None:
    """From the first start to the last end of the selected lines, None where none of them is timed."""
    return _span(session, session.selection.rows)


def _span(session: Session, rows: tuple[int, ...]) -> Stretch | None:
    lyrics, song_ms = session.document.lyrics, session.song.duration_ms
    starts = [lyrics.lines[row].start_ms for row in rows]
    timed = [row for row, start_ms in zip(rows, starts, strict=True) if start_ms is not None]
    if not timed:
        return None
    ends = [effective_end(lyrics, row, song_ms) for row in timed]
    known = [end for end in ends if end is not None]
    last = max(known) if len(known) == len(ends) else None
    return min(start for start in starts if start is not None), last


def play_span(session: Session, span: Stretch | None, loop: bool = False, least_pre_roll_ms: int = 0) -> None:
    """Play a stretch with the pre-roll and post-roll of the settings."""
    if span is not None:
        start, until = _rolled(session, span, least_pre_roll_ms)
        session.player.play(start, until, loop, session.settings.loop_gap_ms)


def _rolled(session: Session, span: Stretch, least_pre_roll_ms: int = 0) -> Stretch:
    settings, (start, end) = session.settings, span
    until = None if end is None else end + settings.post_roll_ms
    return max(0, start - max(settings.pre_roll_ms, least_pre_roll_ms)), until


class Looping(QObject):
    """Starts loops, and moves a loop along with the times of its lines."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._rows: tuple[int, ...] = ()
        self._count = 0
        session.player.loop_asked.connect(self._on_asked)
        session.document.changed.connect(self._on_changed)

    def _on_asked(self) -> None:
        session = self._session
        self._rows, self._count = session.selection.rows, len(session.document.lyrics.lines)
        play_span(session, selected_span(session), loop=True)

    def _on_changed(self, *_: object) -> None:
        session = self._session
        if not session.player.looping or len(session.document.lyrics.lines) != self._count:
            return
        span = _span(session, self._rows)
        if span is not None:
            session.player.move_loop(*_rolled(session, span))


def play_before(session: Session) -> None:
    """The last half second (or what is set) before the selection."""
    span = selected_span(session)
    if span is not None:
        session.player.play(max(0, span[0] - session.settings.audition_ms), span[0])


def play_after(session: Session) -> None:
    """The first half second after the selection."""
    span = selected_span(session)
    if span is not None and span[1] is not None:
        session.player.play(span[1], span[1] + session.settings.audition_ms)


def play_first(session: Session) -> None:
    """The first half second of the line, or all of a shorter one."""
    span = line_span(session)
    if span is not None:
        until = span[0] + session.settings.audition_ms
        session.player.play(span[0], until if span[1] is None else min(until, span[1]))


def play_last(session: Session) -> None:
    """The last half second of the line, or all of a shorter one."""
    span = line_span(session)
    if span is not None and span[1] is not None:
        session.player.play(max(span[0], span[1] - session.settings.audition_ms), span[1])


def play_to_end(session: Session) -> None:
    """From the selection's start to the end of the song."""
    span = selected_span(session)
    if span is not None:
        session.player.play(span[0])
