"""Marks the row that sounds, lets the playhead run in it, and keeps it in sight while playing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from lrc_studio.core.timeline import line_at
from lrc_studio.ui.lines.columns import Column
from lrc_studio.ui.lines.delegate import LineDelegate
from lrc_studio.ui.session import Session


class PlayingRow(QObject):
    """`repaint(row, column)` paints a row or a cell again; `reveal(row)` brings it into sight, unless someone types."""

    def __init__(
        self,
        session: Session,
        delegate: LineDelegate,
        repaint: Callable[[int | None, int | None], None],
        reveal: Callable[[int], None],
    ) -> None:
        super().__init__(delegate)
        self._session, self._delegate = session, delegate
        self._repaint, self._reveal = repaint, reveal
        session.player.ticked.connect(self._on_ticked)
        session.player.changed.connect(self._on_moved)
        session.song.changed.connect(self._on_moved)
        session.document.changed.connect(self._on_moved)

    def _on_moved(self, *_: object) -> None:
        self._on_ticked(self._session.player.position_ms)

    def _on_ticked(self, ms: int) -> None:
        row = line_at(self._session.document.lyrics, ms) if self._session.song.sound else None
        before, self._delegate.playing_row = self._delegate.playing_row, row
        for changed in {before, row}:
            self._repaint(changed, Column.TIMING if before == row else None)
        follows = self._session.player.playing and self._session.settings.follow
        if row is not None and row != before and follows and self._delegate.open_editor is None:
            self._reveal(row)
