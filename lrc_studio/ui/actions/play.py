"""The Play menu."""

from __future__ import annotations

from collections.abc import Callable

from lrc_studio.core.timeline import line_at, next_start, previous_start
from lrc_studio.ui import audition
from lrc_studio.ui.actions.spec import Action, has_song
from lrc_studio.ui.session import Session

SPEEDS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0)
_BACK_MS = 500
"""So near behind a line's start, "previous line" means the one before it."""


def play_line(session: Session, least_pre_roll_ms: int = 0) -> None:
    """Play the current line alone, with its pre-roll and post-roll."""
    audition.play_span(session, audition.line_span(session), least_pre_roll_ms=least_pre_roll_ms)


def _has_timed_line(session: Session) -> bool:
    return has_song(session) and audition.line_span(session) is not None


def _has_timed_selection(session: Session) -> bool:
    return has_song(session) and audition.selected_span(session) is not None


def _to(session: Session, ms: int | None) -> None:
    if ms is not None:
        session.selection.select_one(line_at(session.document.lyrics, ms))
        session.player.seek(ms)
        session.viewport.reveal(ms, ms + 1000)


def _previous_line(session: Session) -> None:
    _to(session, previous_start(session.document.lyrics, session.player.position_ms - _BACK_MS))


def _next_line(session: Session) -> None:
    _to(session, next_start(session.document.lyrics, session.player.position_ms))


def _step(session: Session, sign: int) -> None:
    session.player.seek(session.player.position_ms + sign * session.settings.seek_ms)
    session.viewport.page_to(session.player.position_ms)


def _to_start(session: Session) -> None:
    session.player.seek(0)
    session.viewport.page_to(0)


def _loop(session: Session) -> None:
    """Go round the selection, or leave the loop and play on."""
    if session.player.looping:
        session.player.play()
    else:
        session.player.loop_asked.emit()


def _can_loop(session: Session) -> bool:
    return session.player.looping or _has_timed_selection(session)


def _speed(sign: int) -> Callable[[Session], object]:
    def change(session: Session) -> None:
        now = session.player.speed
        further = [speed for speed in SPEEDS if (speed - now) * sign > 0]
        session.player.speed = min(further, key=lambda speed: abs(speed - now), default=now)

    return change


def _usual_speed(session: Session) -> None:
    session.player.speed = 1.0


def _has_centre(session: Session) -> bool:
    sound = session.song.sound
    return sound is not None and sound.complete and sound.kept != "stream"


def _ticks(session: Session) -> None:
    session.change_settings(ticks=not session.settings.ticks)


ACTIONS = (
    Action("play.toggle", "Play or pause", lambda s: s.player.toggle(), ("Space", "Return", "Ctrl+Return"), "Play", 0,
           "play.toggle", "", has_song, repeats=False),
    Action("play.loop", "Loop the selection", _loop, ("L",), "Play", 0, "play.loop",
           "The line or the selected lines again and again.", _can_loop, lambda s: s.player.looping),
    Action("play.ticks", "Ticks", _ticks, ("K",), "Play", 0, "play.ticks",
           "A soft tick at each line and a lighter one at each word: a wrong time is heard.",
           checked=lambda s: s.settings.ticks),
    Action("play.voice", "Listen to the vocal centre", lambda s: s.player.want_voice(not s.player.voice_wanted),
           ("Shift+V",), "Play", 0, "speech", "What both channels share: the singing, in most songs.", _has_centre,
           lambda s: s.player.voice_wanted),
    Action("play.line", "Play the line", play_line, ("R",), "Play", 1, "play.line", "With its pre-roll and post-roll.",
           _has_timed_line),
    Action("play.selection", "Play the selection", lambda s: audition.play_span(s, audition.selected_span(s)), ("S",),
           "Play", 1, "", "", _has_timed_selection),
    Action("play.before", "Play what is before", audition.play_before, ("Q",), "Play", 1, "play.before",
           "The half second before the selection.", _has_timed_selection),
    Action("play.after", "Play what is after", audition.play_after, ("W",), "Play", 1, "play.after",
           "The half second after the selection.", _has_timed_selection),
    Action("play.first", "Play the line's beginning", audition.play_first, ("E",), "Play", 1, "", "", _has_timed_line),
    Action("play.last", "Play the line's end", audition.play_last, ("D",), "Play", 1, "", "", _has_timed_line),
    Action("play.to_end", "Play from the selection on", audition.play_to_end, ("T",), "Play", 1, "", "",
           _has_timed_selection),
    Action("play.slower", "Slower", _speed(-1), ("-",), "Play", 2, "", "The pitch stays.", has_song),
    Action("play.faster", "Faster", _speed(1), ("+", "="), "Play", 2, "", "The pitch stays.", has_song),
    Action("play.usual_speed", "Usual speed", _usual_speed, ("'",), "Play", 2, "play.speed", "", has_song),
    Action("play.previous_line", "Previous line", _previous_line, ("Ctrl+Up",), "Play", 3, "play.previous_line", "",
           has_song),
    Action("play.next_line", "Next line", _next_line, ("Ctrl+Down",), "Play", 3, "play.next_line", "", has_song),
    Action("play.back", "Back", lambda s: _step(s, -1), ("Left",), "Play", 3, "", "", has_song),
    Action("play.forward", "Forward", lambda s: _step(s, 1), ("Right",), "Play", 3, "", "", has_song),
    Action("play.start", "To the start", _to_start, ("Ctrl+Home",), "Play", 3, "", "", has_song),
    Action("play.time", "Go to a time…", lambda s: s.asked.emit("go_to_time"), ("Ctrl+G",), "Play", 3, "", "",
           has_song),
    Action("play.calibrate", "Calibrate taps…", lambda s: s.asked.emit("calibrate"), (), "Play", 4, "play.calibrate",
           "Tap along with clicks; how late you tap is taken off every stamp, by sound device."),
)  # fmt: skip
