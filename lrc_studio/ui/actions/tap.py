"""Tap sync and the levels, in the Time menu; most of their keys are answered by `TapKeys` at press and release."""

from __future__ import annotations

from collections.abc import Callable

from lrc_studio.core.edits.units import Level
from lrc_studio.ui.actions.spec import TAP_SYNC, Action, has_lines
from lrc_studio.ui.session import Session


def tapping(session: Session) -> bool:
    """Whether tap sync is on."""
    return session.modes.tapping


def may_tap(session: Session) -> bool:
    """Whether there is a song and something to time in it."""
    return session.song.sound is not None and has_lines(session)


def _switch(session: Session, on: bool | None = None) -> None:
    modes = session.modes
    modes.tapping = not modes.tapping if on is None else on
    if modes.tapping and session.selection.current is None:
        session.selection.select_one(0)


def _can_switch(session: Session) -> bool:
    return may_tap(session) or tapping(session)


def _can_leave(session: Session) -> bool:
    return tapping(session) and not session.jobs.running("sync")  # Esc stops what goes on, first


def _hold(session: Session) -> None:
    """Without a key to let go: the first call begins, the second ends."""
    tap = session.tapping
    if tap.held:
        tap.release()
    else:
        tap.hold()


def _level(level: Level) -> Callable[[Session], object]:
    return lambda s: s.change_settings(level=level)


def _is_level(level: Level) -> Callable[[Session], bool]:
    return lambda s: s.modes.level == level


def _has_units(session: Session) -> bool:
    return has_lines(session) and (tapping(session) or session.modes.level != "line")


def _full_view(session: Session) -> bool:
    return not session.settings.simple


ACTIONS = (
    Action("mode.edit", "Edit", lambda s: _switch(s, False), (), "Time", 0, "mode.edit", "Keys edit and play.",
           _can_switch, lambda s: not tapping(s)),
    Action("mode.tap", "Tap sync", _switch, ("F5",), "Time", 0, "mode.tap",
           "Every press writes a time while the song plays.", _can_switch, tapping),
    Action("mode.leave", "Leave tap sync", lambda s: _switch(s, False), ("Esc",), "Time", 0, "", "", _can_leave,
           context=TAP_SYNC),
    Action("level.line", "By lines", _level("line"), ("1",), "Time", 1, "level.line", "", _full_view,
           _is_level("line")),
    Action("level.word", "By words", _level("word"), ("2",), "Time", 1, "level.word", "", _full_view,
           _is_level("word")),
    Action("level.syllable", "By syllables", _level("syllable"), ("3",), "Time", 1, "level.syllable",
           "Words are cut as they are sung; join and split what is wrong.", _full_view, _is_level("syllable")),
    Action("tap.stamp", "Stamp", lambda s: s.tapping.stamp(), ("Space",), "Time", 2, "time.stamp",
           "Begins the next one and goes on.", tapping, context=TAP_SYNC),
    Action("tap.hold", "Hold", _hold, ("F",), "Time", 2, "", "Begins at the press and ends at the release.", tapping,
           context=TAP_SYNC),
    Action("tap.next", "Next", lambda s: s.tapping.next(), ("G",), "Time", 2, "",
           "Ends the last one and begins the next.", tapping, context=TAP_SYNC),
    Action("tap.end", "End", lambda s: s.tapping.end(), ("H",), "Time", 2, "", "Ends the last one.", tapping,
           context=TAP_SYNC),
    Action("tap.back", "Take back", lambda s: s.tapping.take_back(), ("Backspace",), "Time", 2, "time.take_back",
           "The last stamp goes, and the song goes back to before it.", tapping, context=TAP_SYNC),
    Action("tap.up", "Line before", lambda s: s.tapping.step_line(-1), ("Up",), "Time", 3, "", "", tapping,
           context=TAP_SYNC),
    Action("tap.down", "Line after", lambda s: s.tapping.step_line(1), ("Down",), "Time", 3, "", "", tapping,
           context=TAP_SYNC),
    Action("tap.unit_back", "Word before", lambda s: s.tapping.step_unit(-1), ("Shift+Left",), "Time", 3, "", "",
           _has_units),
    Action("tap.unit_on", "Word after", lambda s: s.tapping.step_unit(1), ("Shift+Right",), "Time", 3, "", "",
           _has_units),
)  # fmt: skip
