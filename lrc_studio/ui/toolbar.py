"""The toolbar: which song this is, undo and redo, what is left to check, auto sync and export."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QImage, QImageReader, QPainter, QPainterPath, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lrc_studio.core.timecode import format_time
from lrc_studio.providers import PROVIDERS
from lrc_studio.ui.actions.bound import BoundActions, follow_tip
from lrc_studio.ui.icons import themed_pixmap
from lrc_studio.ui.meter import DoubtMeter
from lrc_studio.ui.segments import LevelMenu, LevelSegment, ModeSegment
from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import size
from lrc_studio.ui.widgets import across, button, down, hairline, label, set_button_icon, tool_button

_COVER_PX = 34
_LEAST_TITLE_PX, _AROUND_TITLE_PX = 80, 4
_LARGE_COVER_BYTES = 200_000
_FIRST_LOOK_MS = 100


class Toolbar(QWidget):
    """Listens to files, song, document and jobs."""

    def __init__(self, session: Session, actions: BoundActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(size("toolbar"))
        self._session, self._actions = session, actions
        row = self._row = across(self, 8, margins_px=(12, 0, 16, 0))
        self._cover = QLabel()
        self._cover.setObjectName("cover")
        self._cover.setFixedSize(_COVER_PX, _COVER_PX)
        self._cover_drawn: tuple[bytes | None, str] | None = None
        row.addWidget(self._cover)
        row.addSpacing(4)
        self._titles = self._named()
        row.addLayout(self._titles)
        row.addSpacing(8)
        row.addWidget(hairline())
        self._mode = ModeSegment(session, [actions.by_id(name) for name in ("mode.edit", "mode.tap")])
        levels = [actions.by_id(f"level.{name}") for name in ("line", "word", "syllable")]
        self._level = LevelSegment(session, levels)
        row.addWidget(self._mode)
        row.addWidget(self._level)
        self._level_menu = LevelMenu(session, levels)
        row.addWidget(self._level_menu)
        row.addWidget(tool_button(actions.by_id("edit.undo")))
        row.addWidget(tool_button(actions.by_id("edit.redo")))
        row.addStretch(1)
        self._meter = DoubtMeter(session, actions)
        row.addWidget(self._meter)
        row.addSpacing(4)
        self._sync = self._verb("Auto sync", "sync.auto")
        self._export = self._verb("Export", "file.export")
        row.addLayout(self._with_menu())
        row.addWidget(self._export)
        self._connect()
        self._on_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Another part has become wider or narrower: the titles have the rest."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _named(self) -> QVBoxLayout:
        column = down(gap_px=0)
        self._title = label()
        self._title.setFont(self._session.theme.font("bodyStrong"))
        self._below = label("", "small")
        column.addStretch(1)
        column.addWidget(self._title)
        column.addWidget(self._below)
        column.addStretch(1)
        return column

    def _verb(self, text: str, action_id: str) -> QPushButton:
        made = button(text)
        action = self._actions.by_id(action_id)
        made.clicked.connect(action.trigger)
        follow_tip(made, action)
        made.setAccessibleName(text)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        action.changed.connect(lambda: made.setEnabled(action.isEnabled()))
        made.setEnabled(action.isEnabled())
        return made

    def _with_menu(self) -> QHBoxLayout:
        """Auto sync, and beside it the choice of who does it, where there is one."""
        joined = across(gap_px=0)
        joined.addWidget(self._sync)
        self._choose = self._verb("", "sync.choose")
        self._choose.setAccessibleName("Choose who finds the times")
        joined.addWidget(self._choose)
        several = len(PROVIDERS) > 1
        self._choose.setVisible(several)
        for made, half in ((self._sync, "left"), (self._choose, "right")):
            made.setProperty("half", half if several else "")
        return joined

    def _connect(self) -> None:
        session = self._session
        for signal in (session.files.changed, session.song.grew, session.document.changed, session.theme.changed):
            signal.connect(self._on_changed)
        session.settings_changed.connect(lambda _now: self._fit())

    def _on_changed(self, *_: object) -> None:
        session = self._session
        artist, length = session.files.artist, session.song.duration_ms
        self._title_text = session.files.title or "No song yet"
        self._below_parts = [part for part in (artist, format_time(length) if length else "") if part]
        self._below.setVisible(bool(self._below_parts))
        self._title.setFont(session.theme.font("bodyStrong"))
        timed = session.document.lyrics.timed
        primary = bool(session.document.lyrics.lines) and not timed
        self._dress(self._sync, "sync.auto", primary=primary)
        self._dress(self._choose, "menu", primary=primary)
        self._dress(self._export, "file.export", primary=timed)
        self._show_cover(session.song.tags.cover if session.song.tags else None)
        self._fit()

    def _show_cover(self, cover: bytes | None) -> None:
        """Draw the cover where it is another; reading a large one takes long, so it waits for the song's first look."""
        drawn = (cover, self._session.theme.name)
        if drawn == self._cover_drawn:
            return
        self._cover_drawn = drawn
        if cover and len(cover) > _LARGE_COVER_BYTES:
            self._cover.setPixmap(_cover_picture(self._session, None))
            QTimer.singleShot(_FIRST_LOOK_MS, self, lambda: self._draw_cover(drawn))
        else:
            self._draw_cover(drawn)

    def _draw_cover(self, drawn: tuple[bytes | None, str]) -> None:
        if drawn == self._cover_drawn:  # else another song was opened meanwhile
            self._cover.setPixmap(_cover_picture(self._session, drawn[0]))

    def _dress(self, made: QPushButton, name: str, primary: bool) -> None:
        kind = "primary" if primary else ""
        if made.property("kind") != kind:
            made.setProperty("kind", kind)
            made.style().polish(made)
        enabled_role = "accent.onFill" if primary else "text.primary"
        set_button_icon(made, self._session.theme, name, enabled_role)

    def _fit(self) -> None:
        small = self.width() < 1180
        for made, text in ((self._sync, "Auto sync"), (self._export, "Export")):
            made.setText("" if small else f"\u2002{text}")
        full = not self._session.settings.simple
        self._level.setVisible(full and not small)
        self._level_menu.setVisible(full and small)
        room = self._room()
        with_bar = room - (self._meter.bar_px if self._meter.brief else 0)
        self._meter.brief = with_bar < _LEAST_TITLE_PX
        self._say_titles(max(_LEAST_TITLE_PX // 2, room))

    def _room(self) -> int:
        """What the other parts leave for the titles."""
        others_px = self._row.sizeHint().width() - self._titles.sizeHint().width()
        return self.width() - others_px - _AROUND_TITLE_PX

    def _say_titles(self, room: int) -> None:
        """The title is cut in its middle; below it first the length goes, then the artist is cut."""
        metrics = QFontMetrics(self._title.font())
        self._title.setText(metrics.elidedText(self._title_text, Qt.TextElideMode.ElideMiddle, room))
        self._title.setToolTip(self._title_text)
        metrics, whole = self._below.fontMetrics(), " · ".join(self._below_parts)
        shown = whole if metrics.horizontalAdvance(whole) <= room else (self._below_parts or [""])[0]
        self._below.setText(metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room))
        self._below.setToolTip(whole)


def _cover_picture(session: Session, cover: bytes | None) -> QPixmap:
    """The song's cover with round corners, or a quiet note where it has none."""
    ratio = 2.0
    picture = QPixmap(QSize(_COVER_PX, _COVER_PX) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = QPainterPath()
    frame.addRoundedRect(0, 0, _COVER_PX, _COVER_PX, 6, 6)
    painter.setClipPath(frame)
    painter.fillPath(frame, session.theme.colour("bg.raised"))
    side_px = round(_COVER_PX * ratio)
    image = _small_image(cover, side_px) if cover else QImage()
    if not image.isNull():
        painter.drawImage(QRect(0, 0, _COVER_PX, _COVER_PX), image, QRect(0, 0, side_px, side_px))
    else:
        note = themed_pixmap(session.theme, "song", "text.muted", 18)
        painter.drawPixmap(8, 8, note)
    painter.end()
    return picture


def _small_image(data: bytes, side_px: int) -> QImage:
    """A picture that covers a square of `side_px`, null where it cannot be read; large JPEGs are read coarsely."""
    held = QBuffer()
    held.setData(QByteArray(data))
    reader = QImageReader(held)
    expand = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    full = reader.size()
    if full.isValid():
        reader.setScaledSize(full.scaled(side_px, side_px, expand))
    image = reader.read()
    if image.isNull():
        return image
    return image.scaled(side_px, side_px, expand, Qt.TransformationMode.SmoothTransformation)
