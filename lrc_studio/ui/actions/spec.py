"""What an action is: a record, so that menus, tool tips, keys and the palette are built from data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lrc_studio.ui.session import Session

EVERYWHERE, TAP_SYNC = "everywhere", "tap sync"
"""Where a key means an action. What has the focus never decides it: people ask for keys that work from anywhere."""


def always(_session: Session) -> bool:
    """An action that is never disabled."""
    return True


def has_lines(session: Session) -> bool:
    """Whether there are lyrics."""
    return bool(session.document.lyrics.lines)


def has_current(session: Session) -> bool:
    """Whether a line is current."""
    return session.selection.current is not None


def may_write(session: Session) -> bool:
    """Whether the text may change: not while every key writes a time."""
    return not session.modes.tapping


def has_text(session: Session) -> bool:
    """Whether a line is current whose text may change."""
    return has_current(session) and may_write(session)


def has_song(session: Session) -> bool:
    """Whether a song is open."""
    return session.song.sound is not None


@dataclass(frozen=True, slots=True)
class Action:
    """A verb: `run` takes the session.

    `keys` are portable key names, as long as a person has not changed them; the first is shown. One key may mean two
    actions with another `context`: in tap sync its own action goes before that of everywhere. `checked` makes it a
    toggle. `group` parts a menu by lines. `tip` is the one sentence of its tool tip. Single keys never fire while text
    is edited: fields take them first.
    """

    id: str
    text: str
    run: Callable[[Session], object]
    keys: tuple[str, ...] = ()
    menu: str = ""
    group: int = 0
    icon: str = ""
    tip: str = ""
    enabled: Callable[[Session], bool] = always
    checked: Callable[[Session], bool] | None = None
    context: str = EVERYWHERE
    repeats: bool = True
    """Whether a key that is held does it again and again; a toggle never does."""

    @property
    def name(self) -> str:
        """What it is called, without the dots that say that a dialog follows."""
        return self.text.rstrip("…")
