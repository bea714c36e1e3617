"""What the bands of the wave area share: the session, the timing mode, the spans and the drag in progress."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor

from lrc_studio.core.lyrics import Lyrics
from lrc_studio.ui.actions.bound import BoundActions
from lrc_studio.ui.session import Session
from lrc_studio.ui.verified import edit_times
from lrc_studio.ui.waveform.magnet import pulled
from lrc_studio.ui.waveform.modes import FREE, Grip, LineMode, Marker, Preview, TimingMode
from lrc_studio.ui.waveform.spans import LineSpan, SpanCache
from lrc_studio.ui.waveform.spectrum_tiles import SpectrumTiles
from lrc_studio.ui.waveform.word_mode import WordMode


class Stage(QObject):
    """`dragged()` follows each move, end or cancel of a drag."""

    dragged = Signal()

    def __init__(self, session: Session, actions: BoundActions | None, parent: QObject) -> None:
        super().__init__(parent)
        self.session, self.actions = session, actions
        self._spans = SpanCache(lambda: session.findings.by_row)
        self.lines = LineMode(session.selection, self._spans, self.song_ms)
        self.words = WordMode(session.selection, session.modes, self._spans, self.song_ms)
        self._dragging: TimingMode = self.lines
        self.preview: Preview | None = None
        self.pulled_ms: int | None = None
        """What the magnet has drawn the drag to."""
        self.tiles = SpectrumTiles(session, self)
        self.low = False
        """Whether the window is so low that what can be spared gives way."""
        self.short = False
        """Whether it is so low that tap sync leaves room for one lane alone."""
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

    def in_sight(self, from_ms: float, to_ms: float) -> list[LineSpan]:
        """The timed lines that sound between two times; looked for once for all bands."""
        return self._spans.in_sight(self.lyrics, self.song_ms(), from_ms, to_ms)

    @property
    def mode(self) -> TimingMode:
        """What the markers in the wave are: lines, or the words of the current one."""
        return self.lines if self.session.modes.level == "line" else self.words

    def drag(
        self,
        marker: Marker,
        ms: float,
        grip: Grip = FREE,
        within_ms: float = 0.0,
        mode: TimingMode | None = None,
    ) -> None:
        """Show what dragging `marker` to `ms` would do; the document stays as it is.

        The magnet draws it to what is within `within_ms` (0: no magnet). `mode` is the wave's own where it is None.
        """
        lyrics, self._dragging = self.session.document.lyrics, mode or self.mode
        pull = pulled(self.session, self._dragging, lyrics, marker, ms, within_ms) if within_ms > 0 else None
        self.preview = self._dragging.drag(lyrics, marker, ms if pull is None else pull.to_ms, grip)
        self.pulled_ms = pull.target_ms if pull is not None and self.preview.ms == pull.to_ms else None
        self.dragged.emit()

    def drop(self) -> None:
        """End the drag as one edit; it is asked for first where it moves what is verified."""
        preview, self.preview = self.preview, None
        if preview:
            edit = self._dragging.commit(preview)
            edit_times(self.session, edit.label, edit.change)
            self.dragged.emit()

    def cancel_drag(self) -> None:
        """End the drag with nothing changed."""
        if self.preview:
            self.preview = None
            self.dragged.emit()
