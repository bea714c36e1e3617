"""Shift times: how far, and which lines."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from lrc_studio.core.timecode import format_time
from lrc_studio.ui.actions.arrange import shift
from lrc_studio.ui.dialogs.frame import SMALL_PX, Frame
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import across, button, label, number_box

_MOST_MS = 3_600_000
_STEPS_MS = (-1000, -100, 100, 1000)
_last_ms: list[int] = [100]
"""What was typed last, offered again: one song's cut is often the next one's."""


class ShiftDialog(Frame):
    """Says what the first line concerned becomes, before anything is done."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, "Shift times", SMALL_PX, parent)
        lines = session.document.lyrics.lines
        row, chosen = session.selection.current or 0, session.selection.rows
        scopes: list[tuple[str, range | tuple[int, ...]]] = [("All lines", range(len(lines)))]
        if len(chosen) > 1:
            scopes.insert(0, (f"The {len(chosen)} selected lines", chosen))
        if session.selection.current is not None:
            scopes.append((f"Line {row + 1} and what follows", range(row, len(lines))))
            scopes += [] if len(chosen) > 1 else [(f"Line {row + 1} alone", (row,))]
        self._scopes = scopes
        self.scope = QComboBox()
        self.scope.setAccessibleName("Which lines")
        self.scope.addItems([words for words, _ in scopes])
        self.by = number_box()
        self.by.setAccessibleName("By how much")
        self.by.setRange(-_MOST_MS, _MOST_MS)
        self.by.setSuffix(" ms")
        self.by.setValue(_last_ms[0])
        self.body.addWidget(self.scope)
        self.body.addLayout(self._amount())
        self._said = label("", "small")
        self.body.addWidget(self._said)
        self._primary = self.finish("Shift", self._on_shift)
        self.by.valueChanged.connect(self._tell)
        self.scope.currentIndexChanged.connect(self._tell)
        self._tell()
        self.by.setFocus()
        self.by.selectAll()

    def _amount(self) -> QHBoxLayout:
        row = across(gap_px=6)
        row.addWidget(self.by, 1)
        for step_ms in _STEPS_MS:
            more = button(f"{step_ms:+d}".replace("-", "\u2212"), small=True)
            more.setAccessibleName(f"{abs(step_ms)} ms {'earlier' if step_ms < 0 else 'later'}")
            more.clicked.connect(lambda _=False, step=step_ms: self.by.setValue(self.by.value() + step))
            row.addWidget(more)
        return row

    def _tell(self) -> None:
        """What becomes of the first timed line, and what cannot go below 0."""
        rows, lines = self._scopes[self.scope.currentIndex()][1], self.session.document.lyrics.lines
        starts = [lines[row].start_ms or 0 for row in rows if lines[row].start_ms is not None]
        self._primary.setEnabled(bool(starts) and self.by.value() != 0)
        if not starts:
            self._said.setText("None of these lines has a time.")
            return
        first, new = min(starts), min(starts) + self.by.value()
        held = " It is held at 0." if new < 0 else ""
        self._said.setText(f"The first of them goes from {format_time(first)} to {format_time(max(new, 0))}.{held}")

    def _on_shift(self) -> None:
        rows = self._scopes[self.scope.currentIndex()][1]
        _last_ms[0] = self.by.value()
        self.accept()
        shift(self.session, self.by.value(), rows)
