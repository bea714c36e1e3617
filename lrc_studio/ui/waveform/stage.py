"""What the bands of the wave area share: the session, the timing mode, the spans and the drag in progress."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor

from lrc_studio.core.lyrics import Lyrics
from lrc_studio.ui.actions.bound import BoundActions
from lrc_studio.ui.session import Session
from lrc_studio.ui.waveform.modes import LineMode, Marker, Preview, TimingMode
from lrc_studio.ui.waveform.spans import LineSpan, SpanCache
from lrc_studio.ui.waveform.spectrum_tiles import SpectrumTiles


class Stage(QObject):
    """`dragged()` follows each move, end or cancel of a drag."""

    dragged = Signal()

    def __init__(self, session: Session, actions: BoundActions | None, parent: QObject) -> None:
        super().__init__(parent)
        self.session, self.actions = session, actions
        self._spans = SpanCache(lambda: session.findings.by_row)
        self.mode: TimingMode = LineMode(session.selection, self._spans, self.song_ms)
        self.preview: Preview | None = None
        self.tiles = SpectrumTiles(session, self)
        self.low = False
        """Whether the window is so low that what can be spared gives way."""
        self._colours: dict[str, QColor] = {}
        session.document.changed.connect(self.cancel_drag)
        session.theme.changed.connect(self._colours.clear)

    def colour(self, role: str) -> QColor:
        """A colour role of the theme, looked up once; not to be changed."""
        found = self._colours.get(role)
        if found is None:
            found = self._colours[role] = self.session.theme.colour(role)
        return found

    def song_ms(self) -> int | None:
        """The song's length, once it is known for certain: problems past its end are no guesses."""
        sound = self.session.song.sound
        return sound.duration_ms if sound and sound.complete else None

    @property
    def lyrics(self) -> Lyrics:
        """The lyrics as they are to be drawn: as they would be while a marker is dragged."""
        return self.preview.lyrics if self.preview else self.session.document.lyrics

    def spans(self) -> tuple[LineSpan, ...]:
        """The timed lines of `lyrics`."""
        return self._spans.of(self.lyrics, self.song_ms())

    def drag(self, marker: Marker, ms: float) -> None:
        """Show what dragging `marker` to `ms` would do; the document stays as it is."""
        self.preview = self.mode.drag(self.session.document.lyrics, marker, ms)
        self.dragged.emit()

    def drop(self) -> None:
        """End the drag as one edit."""
        preview, self.preview = self.preview, None
        if preview:
            edit = self.mode.commit(preview)
            self.session.document.edit(edit.label, edit.change)
            self.dragged.emit()

    def cancel_drag(self) -> None:
        """End the drag with nothing changed."""
        if self.preview:
            self.preview = None
            self.dragged.emit()
