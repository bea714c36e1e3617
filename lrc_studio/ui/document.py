"""The one door to the lyrics: every change is an edit, and every edit can be undone."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from lrc_studio.core.diff import changed_span
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.ui.selection import Selected, Selection

MERGE_WITHIN_S = 1.0
"""Held keys and typing come faster than this; a later press is a step of its own."""
_MERGEABLE = 1


class _Edit(QUndoCommand):
    """Undo and redo of one edit are one swap of the whole value."""

    def __init__(
        self, document: Document, label: str, new: Lyrics, merge_key: str, now_s: float, merge_within_s: float
    ) -> None:
        super().__init__(label)
        self._document = document
        self._old, self._new = document.lyrics, new
        self._selected = document.selection.state
        self._key, self._at_s, self._within_s = merge_key, now_s, merge_within_s
        self._done_once = False

    def id(self) -> int:
        return _MERGEABLE if self._key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        assert isinstance(other, _Edit)
        if other._key != self._key or other._at_s - self._at_s > other._within_s:
            return False
        self._new, self._at_s = other._new, other._at_s
        self.setText(other.text())
        self.setObsolete(self._new == self._old)
        return True

    def redo(self) -> None:
        again, self._done_once = self._done_once, True
        self._document._show(self._new)
        if again:
            self._document.selection.restore(_touched(self._old, self._new, len(self._selected.rows)))
            self._document._tell_revisited(self._old, self._new)

    def undo(self) -> None:
        self._document._show(self._old)
        self._document.selection.restore(self._selected)
        self._document._tell_revisited(self._new, self._old)


def _touched(old: Lyrics, new: Lyrics, most: int) -> Selected:
    """The rows that an edit changed, so that redo shows them.

    Of more than `most` that changed in place the first alone: nobody chose a whole song to be nudged next.
    """
    span = changed_span(old.lines, new.lines)
    rows = tuple(range(span.first, span.first + span.added))
    if span.added == span.removed:
        rows = tuple(row for row in rows if old.lines[row] != new.lines[row])
        rows = rows if len(rows) <= most else rows[:1]
    at = min(span.first, len(new.lines) - 1)
    return Selected(rows or ((at,) if at >= 0 else ()), rows[0] if rows else (at if at >= 0 else None))


class Document(QObject):
    """Holds the lyrics. `changed(old, new)` follows every change, whatever made it.

    `revisited(first_row, rows)` follows an undo or a redo, so that views show what it changed.
    """

    changed = Signal(object, object)
    revisited = Signal(int, int)

    def __init__(self, clock: Callable[[], float] = monotonic, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.selection = Selection(self)
        self.undo_stack = QUndoStack(self)
        self._lyrics = Lyrics()
        self._clock = clock
        self.changed.connect(self.selection.follow)

    @property
    def lyrics(self) -> Lyrics:
        """The lyrics as they are now."""
        return self._lyrics

    @property
    def modified(self) -> bool:
        """Whether anything was changed since the last save or load."""
        return not self.undo_stack.isClean()

    def edit(
        self,
        label: str,
        change: Callable[[Lyrics], Lyrics],
        merge_key: str = "",
        merge_within_s: float = MERGE_WITHIN_S,
    ) -> bool:
        """Apply `change` as one undo step named `label` (lower case, as it stands after "Undo: ").

        Edits with the same `merge_key` within `merge_within_s` of each other become one step; one that returns to its
        start vanishes. Gives False where nothing changed.
        """
        new = change(self._lyrics)
        if new == self._lyrics:
            return False
        self.undo_stack.push(_Edit(self, label, new, merge_key, self._clock(), merge_within_s))
        return True

    def load(self, lyrics: Lyrics) -> None:
        """Take other lyrics as the start of a fresh history."""
        self.undo_stack.clear()
        self.selection.restore(Selected())
        self._show(lyrics)

    def mark_saved(self, saved: Lyrics | None = None) -> None:
        """Remember `saved` (None: this state) as the saved one; after edits since then no state counts as saved."""
        if saved is None or saved is self._lyrics:
            self.undo_stack.setClean()
        else:
            self.undo_stack.resetClean()

    def _show(self, lyrics: Lyrics) -> None:
        old, self._lyrics = self._lyrics, lyrics
        if old is not lyrics:
            self.changed.emit(old, lyrics)

    def _tell_revisited(self, left: Lyrics, shown: Lyrics) -> None:
        span = changed_span(left.lines, shown.lines)
        if span and shown.lines:
            self.revisited.emit(min(span.first, len(shown.lines) - 1), span.added)
