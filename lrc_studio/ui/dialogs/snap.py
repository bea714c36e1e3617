"""Snap to the sound: starts go to the nearest beginning in it; every move is shown before it is done."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from lrc_studio.core import edits
from lrc_studio.core.edits.units import Level
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.core.timecode import format_time
from lrc_studio.ui.dialogs.frame import MIDDLE_PX, Frame
from lrc_studio.ui.session import Session
from lrc_studio.ui.verified import edit_times
from lrc_studio.ui.widgets import across, label, number_box

_WITHIN_MS, _MOST_MS = 80, 400
_LONGEST_SONG_MS = 1 << 40
_TEXT_CHARS = 40


class SnapDialog(Frame):
    """Which lines, what of them, and how far at most; below, what would move."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, "Snap to the sound", MIDDLE_PX, parent)
        self._onsets_ms = session.onsets.between(0, _LONGEST_SONG_MS)
        lines, chosen = session.document.lyrics.lines, session.selection.rows
        self._scopes: list[tuple[str, tuple[int, ...]]] = [("All lines", tuple(range(len(lines))))]
        if chosen:
            named = f"Line {chosen[0] + 1}" if len(chosen) == 1 else f"The {len(chosen)} selected lines"
            self._scopes.insert(0, (named, chosen))
        self.scope, self.what, self.within = QComboBox(), QComboBox(), number_box()
        self._build_fields()
        self._said = label("", "small")
        self._said.setWordWrap(True)
        self.body.addWidget(self._said)
        self.shown = QPlainTextEdit()
        self.shown.setReadOnly(True)
        self.shown.setAccessibleName("What would move")
        self.shown.setFont(session.theme.font("small", mono=True))
        self.shown.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.shown.setMinimumHeight(min(300, parent.height() - 300))
        self.body.addWidget(self.shown)
        self._primary = self.finish("Snap", self._on_snap)
        for field in (self.scope.currentIndexChanged, self.what.currentIndexChanged, self.within.valueChanged):
            field.connect(self._tell)
        self._tell()
        self._primary.setFocus()

    def _build_fields(self) -> None:
        self.scope.setAccessibleName("Which lines")
        self.scope.addItems([words for words, _ in self._scopes])
        self.what.setAccessibleName("What of them")
        self.what.addItems(["Starts of lines", "Starts of words"])
        self.what.setCurrentIndex(int(self.session.modes.level != "line"))
        self.within.setAccessibleName("How far at most")
        self.within.setRange(10, _MOST_MS)
        self.within.setSingleStep(10)
        self.within.setPrefix("at most ")
        self.within.setSuffix(" ms away")
        self.within.setValue(_WITHIN_MS)
        row = across(gap_px=8)
        for field in (self.scope, self.what, self.within):
            row.addWidget(field, 1)
        self.body.addLayout(row)

    @property
    def _rows(self) -> tuple[int, ...]:
        return self._scopes[self.scope.currentIndex()][1]

    def _change(self, old: Lyrics, verified_too: bool = False) -> Lyrics:
        level: Level = "word" if self.what.currentIndex() else "line"
        return edits.snap(old, self._rows, self._onsets_ms, self.within.value(), level, verified_too)

    def _tell(self) -> None:
        old = self.session.document.lyrics
        moves = list(_moves(old, self._change(old)))
        by_ms = [abs(new - was) for _, was, new in moves]
        self._primary.setEnabled(bool(moves))
        self._primary.setText(f"Snap {len(moves)} {'start' if len(moves) == 1 else 'starts'}")
        self.shown.setPlainText("\n".join(_row(*move) for move in moves))
        if moves:
            self._said.setText(f"{sum(by_ms) / len(by_ms):.0f} ms on average, {max(by_ms)} ms at most.")
        elif self._onsets_ms:
            self._said.setText("Nothing would move: no beginning in the sound is as near as that.")
        else:
            self._said.setText("No beginnings in the sound are known yet, or this song is too long for them.")

    def _on_snap(self) -> None:
        rows = self._rows
        named = f"line {rows[0] + 1}" if len(rows) == 1 else f"{len(rows)} lines"
        self.accept()
        edit_times(self.session, f"snap {named} to the sound", self._change)


def _moves(old: Lyrics, new: Lyrics) -> Iterator[tuple[str, int, int]]:
    """What moves: its name, its start now, and the new one."""
    for row, (before, after) in enumerate(zip(old.lines, new.lines, strict=True)):
        if before is after:
            continue
        moved = [
            (word.text.strip(), word.start_ms, snapped.start_ms)
            for word, snapped in zip(before.words, after.words, strict=True)
            if word.start_ms is not None and snapped.start_ms is not None and word.start_ms != snapped.start_ms
        ]
        if not moved and before.start_ms is not None and after.start_ms is not None:
            moved = [(before.text, before.start_ms, after.start_ms)]
        yield from ((f"{row + 1:>4}  {text[:_TEXT_CHARS]}", was, now) for text, was, now in moved if was != now)


def _row(named: str, was_ms: int, new_ms: int) -> str:
    return (
        f"{named:<{_TEXT_CHARS + 6}}  {format_time(was_ms):>10} → {format_time(new_ms):>10}  {new_ms - was_ms:+5d} ms"
    )
