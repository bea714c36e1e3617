"""Every edit as a pure function `Lyrics -> Lyrics`, by topic.

All of them give back the same object where nothing changes, and leave out rows that do not exist, for a view may be
a moment behind the document.
"""

from __future__ import annotations

from lrc_studio.core.edits.answers import take_answer
from lrc_studio.core.edits.arranging import close_gaps, distribute, end_at_next, lengthen, snap, stretch
from lrc_studio.core.edits.credits import credit_rows, remove_credits
from lrc_studio.core.edits.dragging import drag_unit
from lrc_studio.core.edits.halves import join_lines, split_line
from lrc_studio.core.edits.lines import delete_lines, insert_line, move_lines
from lrc_studio.core.edits.pairing import seems_translation, take_pairs, translation_pairs, with_translation
from lrc_studio.core.edits.respelling import respell
from lrc_studio.core.edits.rolling import drag_line, drag_lines
from lrc_studio.core.edits.side import (
    set_background,
    set_romanization,
    set_section,
    set_translation,
    set_voice,
)
from lrc_studio.core.edits.tapping import begin_unit, clear_unit, end_unit
from lrc_studio.core.edits.text import replace_text, set_text
from lrc_studio.core.edits.times import (
    clear_times,
    move_start,
    nudge,
    set_end,
    set_start,
    shift,
    stamp,
    start_at,
    verify,
)
from lrc_studio.core.edits.words import join_words, split_word

__all__ = [
    "begin_unit",
    "clear_times",
    "clear_unit",
    "close_gaps",
    "credit_rows",
    "delete_lines",
    "distribute",
    "drag_line",
    "drag_lines",
    "drag_unit",
    "end_at_next",
    "end_unit",
    "insert_line",
    "join_lines",
    "join_words",
    "lengthen",
    "move_lines",
    "move_start",
    "nudge",
    "remove_credits",
    "replace_text",
    "respell",
    "seems_translation",
    "set_background",
    "set_end",
    "set_romanization",
    "set_section",
    "set_start",
    "set_text",
    "set_translation",
    "set_voice",
    "shift",
    "snap",
    "split_line",
    "split_word",
    "stamp",
    "start_at",
    "stretch",
    "take_answer",
    "take_pairs",
    "translation_pairs",
    "verify",
    "with_translation",
]
