"""Everything a person can do, as records: one file a menu."""

from __future__ import annotations

from lrc_studio.ui.actions.arrange import ACTIONS as ARRANGE
from lrc_studio.ui.actions.edit import ACTIONS as EDIT
from lrc_studio.ui.actions.file import ACTIONS as FILE
from lrc_studio.ui.actions.help import ACTIONS as HELP
from lrc_studio.ui.actions.lyrics import ACTIONS as LYRICS
from lrc_studio.ui.actions.play import ACTIONS as PLAY
from lrc_studio.ui.actions.sections import ACTIONS as SECTIONS
from lrc_studio.ui.actions.spec import Action
from lrc_studio.ui.actions.tap import ACTIONS as TAP
from lrc_studio.ui.actions.time import ACTIONS as TIME
from lrc_studio.ui.actions.tools import ACTIONS as TOOLS
from lrc_studio.ui.actions.view import ACTIONS as VIEW

MENUS = ("File", "Edit", "View", "Play", "Time", "Lyrics", "Tools", "Help")
ACTIONS: tuple[Action, ...] = (
    *FILE, *EDIT, *VIEW, *PLAY, *TAP, *TIME, *ARRANGE, *LYRICS, *SECTIONS, *TOOLS, *HELP
)  # fmt: skip
