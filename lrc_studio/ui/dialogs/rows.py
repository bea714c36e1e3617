"""Rows that were found in the lyrics, each with a tick: a person says which of them are changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from lrc_studio.core import edits
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.ui.dialogs.frame import MIDDLE_PX, Frame
from lrc_studio.ui.importing import counted
from lrc_studio.ui.messages import Choice
from lrc_studio.ui.scripts import line_font
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import label

_TALL_PX, _AROUND_PX, _ROW_PX = 400, 220, 30
_MOST_ROWS = 2_000
"""More are changed with the rest but not listed one by one."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: `rows` as a person reads them, and what is said and done for those that are ticked."""

    title: str
    sentence: str
    nothing: str
    rows: Sequence[str]
    verb: Callable[[int], str]
    done: Callable[[int], str]
    undo_label: Callable[[int], str]
    change: Callable[[Lyrics, Sequence[int]], Lyrics]


class RowsDialog(Frame):
    """All rows are ticked; Space or a click changes that, Enter does it to the ticked ones as one undo step."""

    def __init__(self, session: Session, found: Found, parent: QWidget) -> None:
        super().__init__(session, found.title, MIDDLE_PX, parent)
        self._found = found
        said = label(found.sentence if found.rows else found.nothing, "secondary")
        said.setWordWrap(True)
        self.body.addWidget(said)
        self.list = QListWidget()
        self.list.setAccessibleName(found.title)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTabKeyNavigation(False)
        for text in found.rows[:_MOST_ROWS]:
            self.list.addItem(self._item(text))
        most_px = min(_TALL_PX, parent.height() - _AROUND_PX)
        self.list.setFixedHeight(max(80, min(most_px, session.theme.length(_ROW_PX) * len(found.rows) + 16)))
        self.list.setVisible(bool(found.rows))
        self.body.addWidget(self.list)
        self._do = self.finish("", self._on_do)
        self.list.itemChanged.connect(self._on_ticked)
        self.list.itemClicked.connect(self._on_clicked)
        self.list.setCurrentRow(0)
        self._on_ticked()
        (self.list if found.rows else self._do).setFocus()

    @property
    def ticked(self) -> list[int]:
        """The places of the ticked rows; those that are not listed count as ticked."""
        listed = self.list.count()
        on = [at for at in range(listed) if self.list.item(at).checkState() == Qt.CheckState.Checked]
        return [*on, *range(listed, len(self._found.rows))]

    def _item(self, text: str) -> QListWidgetItem:
        made = QListWidgetItem(text)
        made.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        made.setCheckState(Qt.CheckState.Checked)
        made.setFont(line_font(self.session.theme, "body", text))
        made.setToolTip(text)
        return made

    def _on_clicked(self, item: QListWidgetItem) -> None:
        """A click on the words does what one on the box does; that one has changed it already."""
        at = self.list.viewport().mapFromGlobal(self.cursor().pos())
        box_px = self.list.visualItemRect(item).left() + self.session.theme.length(28)
        if at.x() > box_px:
            on = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    def _on_ticked(self, *_: object) -> None:
        count = len(self.ticked)
        self._do.setText(self._found.verb(count) if self._found.rows else "Close")
        self._do.setEnabled(bool(count) or not self._found.rows)

    def _on_do(self) -> None:
        self.accept()
        ticked = self.ticked
        document = self.session.document
        label_ = self._found.undo_label(len(ticked))
        if ticked and document.edit(label_, lambda old: self._found.change(old, ticked)):
            self.session.files.importing.offer()
            self.session.messages.toast(self._found.done(len(ticked)), Choice("Undo", document.undo_stack.undo))


def credits_dialog(session: Session, parent: QWidget) -> RowsDialog:
    """Asks which rows that seem to be no lyrics are taken out."""
    seen = session.document.lyrics
    found = edits.credit_rows(seen)

    def change(now: Lyrics, ticked: Sequence[int]) -> Lyrics:
        return edits.remove_credits(now, _still(now, seen, [found[at].row for at in ticked]))

    return RowsDialog(
        session,
        Found(
            "Take credits out",
            "These rows seem to be no lyrics. Ticked ones are taken out, with one undo step.",
            "No row looks like a credit, a web address or the mark of a tool. Verified rows are not looked at.",
            [f"{each.row + 1}   {seen.lines[each.row].text}   ({each.why})" for each in found],
            lambda count: f"Take {counted(count, 'row')} out",
            lambda count: f"{counted(count, 'row')} taken out",
            lambda count: f"take {counted(count, 'credit row')} out",
            change,
        ),
        parent,
    )


def pairs_dialog(session: Session, parent: QWidget) -> RowsDialog:
    """Asks which lines become the translation of the line that they begin with."""
    seen = session.document.lyrics
    found = edits.translation_pairs(seen)

    def change(now: Lyrics, ticked: Sequence[int]) -> Lyrics:
        pairs = [found[at] for at in ticked]
        kept = set(_still(now, seen, [row for pair in pairs for row in (pair.row, pair.side_row)]))
        return edits.take_pairs(now, [pair for pair in pairs if {pair.row, pair.side_row} <= kept])

    return RowsDialog(
        session,
        Found(
            "Pair translations",
            "The lower of two lines that begin together becomes the translation of the upper one.",
            "No two lines begin together. Lines of two voices, background vocals and verified lines are not looked at.",
            [f"{pair.row + 1}   {seen.lines[pair.row].text}  →  {seen.lines[pair.side_row].text}" for pair in found],
            lambda count: f"Make {counted(count, 'translation')}",
            lambda count: f"{counted(count, 'line')} made {'a translation' if count == 1 else 'translations'}",
            lambda count: f"pair {counted(count, 'translation')}",
            change,
        ),
        parent,
    )


def _still(now: Lyrics, seen: Lyrics, rows: Sequence[int]) -> list[int]:
    """The rows that say what they said when the dialog opened; a job may have changed the lyrics meanwhile."""
    return [row for row in rows if row < len(now.lines) and now.lines[row].text == seen.lines[row].text]
