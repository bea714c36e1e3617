"""The transport: play, loop and ticks, the time to the millisecond, speed, pre-roll, follow, zoom and volume."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from lrc_studio.core.timecode import format_time
from lrc_studio.ui.actions.bound import BoundActions
from lrc_studio.ui.icons import icon, themed_pixmap
from lrc_studio.ui.play_fields import AuditionHints, PreRollField, SpeedField
from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import size
from lrc_studio.ui.time_field import TimeField
from lrc_studio.ui.viewport import SHORTEST_MS
from lrc_studio.ui.widgets import across, hairline, label, tool_button

if TYPE_CHECKING:
    from lrc_studio.audio.sound import Sound

_ZOOM_STEPS = 200
_WIDE_PX = 1440
_ROOMY_PX = 1560
"""From here on nothing in the row need be short."""


class Transport(QWidget):
    """Listens to player, song and viewport."""

    def __init__(self, session: Session, actions: BoundActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("transport")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(size("transport"))
        self._session, self._actions = session, actions
        self._row = row = across(self, 8, margins_px=(16, 0, 16, 0))
        self._play = tool_button(actions.by_id("play.toggle"), "play")
        self._time, self._length = TimeField(session), label("", "small")
        self._pre_roll, self._hints = PreRollField(session), AuditionHints(actions)
        self._add_playing(row)
        row.addWidget(hairline())
        row.addWidget(SpeedField(session, actions))
        row.addWidget(self._pre_roll)
        row.addStretch(1)
        row.addWidget(self._hints)
        row.addWidget(hairline())
        row.addWidget(tool_button(actions.by_id("time.magnet")))
        row.addWidget(tool_button(actions.by_id("view.follow")))
        row.addWidget(hairline())
        self._zoom = self._add_zoom(row, actions)
        row.addWidget(hairline())
        self._speaker, self._volume = QLabel(), _slider("Volume", 92, 100)
        self._add_volume(row)
        self._connect()
        self._on_theme()
        self._on_song()

    def edit_time(self) -> None:
        """Turn the time into a field."""
        self._time.edit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Show what there is room for: by the width, and where text is large without what can be spared most."""
        wide, small = self.width() >= _WIDE_PX, self.width() < 1180
        self._hints.setVisible(self.width() >= self._session.theme.length(_WIDE_PX))  # its words grow with the text
        self._hints.show_label(self.width() >= _ROOMY_PX)
        self._pre_roll.show_label(wide)
        self._zoom.setVisible(not small)
        slider_px = 92 if self.width() >= _ROOMY_PX else 64
        self._volume.setFixedWidth(slider_px)
        self._zoom.setFixedWidth(slider_px)
        spared: tuple[QWidget, ...] = (self._zoom, self._hints, self._volume, self._length, self._pre_roll)
        for part in spared[2:]:
            part.show()
        for part in spared:
            if self._row.minimumSize().width() <= self.width():
                break
            part.hide()

    def _connect(self) -> None:
        session = self._session
        session.player.changed.connect(self._on_player)
        session.modes.changed.connect(self._on_player)
        session.song.changed.connect(self._on_song)
        session.song.grew.connect(self._on_song)
        session.viewport.changed.connect(self._on_viewport)
        session.theme.changed.connect(self._on_theme)
        session.settings_changed.connect(lambda now: self._volume.setValue(round(now.volume * 100)))

    def _add_playing(self, row: QHBoxLayout) -> None:
        actions = self._actions
        self._play.setIconSize(QSize(size("iconLarge"), size("iconLarge")))
        row.addWidget(tool_button(actions.by_id("play.previous_line")))
        row.addWidget(self._play)
        for action_id in ("play.next_line", "play.loop", "play.ticks"):
            row.addWidget(tool_button(actions.by_id(action_id)))
        row.addSpacing(12)
        row.addWidget(self._time)
        row.addWidget(self._length)

    def _add_volume(self, row: QHBoxLayout) -> None:
        row.addWidget(tool_button(self._actions.by_id("play.voice")))
        self._speaker.setToolTip("Volume")
        row.addWidget(self._speaker)
        self._volume.setValue(round(self._session.settings.volume * 100))
        self._volume.valueChanged.connect(self._on_volume)
        row.addWidget(self._volume)

    def _add_zoom(self, row: QHBoxLayout, actions: BoundActions) -> QSlider:
        row.addWidget(tool_button(actions.by_id("view.zoom_out")))
        slider = _slider("Zoom", 92, _ZOOM_STEPS)
        slider.valueChanged.connect(self._on_zoom)
        row.addWidget(slider)
        row.addWidget(tool_button(actions.by_id("view.zoom_in")))
        return slider

    def _on_zoom(self, step: int) -> None:
        view = self._session.viewport
        longest = max(view.song_ms, 2 * SHORTEST_MS)
        span = longest * (SHORTEST_MS / longest) ** (step / _ZOOM_STEPS)
        at = self._session.player.position_ms
        view.zoom(span / view.span_ms, at if view.from_ms <= at <= view.to_ms else None)

    def _on_viewport(self) -> None:
        view = self._session.viewport
        longest = max(view.song_ms, 2 * SHORTEST_MS)
        share = math.log(longest / max(view.span_ms, SHORTEST_MS)) / math.log(longest / SHORTEST_MS)
        self._zoom.blockSignals(True)
        self._zoom.setValue(round(share * _ZOOM_STEPS))
        self._zoom.blockSignals(False)

    def _on_volume(self, percent: int) -> None:
        self._session.change_settings(volume=percent / 100)
        self._on_theme()

    def _on_player(self) -> None:
        tapping = self._session.modes.tapping
        if self._play.property("tapping") != tapping:
            self._play.setProperty("tapping", tapping)
            self._play.style().polish(self._play)
        theme = self._session.theme
        name = "play.pause" if self._session.player.playing else "play.toggle"
        self._actions.by_id("play.toggle").setIcon(icon(theme, name, "bg.panel", size("iconLarge")))

    def _on_song(self) -> None:
        length = self._session.song.duration_ms
        self._length.setText("" if length is None else f"/ {format_time(length)}")
        self._length.setToolTip(_about(self._session.song.sound))
        self._fit()
        self._zoom.setEnabled(length is not None)

    def _on_theme(self) -> None:
        name = "play.volume" if self._volume.value() else "play.mute"
        self._speaker.setPixmap(themed_pixmap(self._session.theme, name))
        self._fit()
        self._on_player()


def _about(sound: Sound | None) -> str:
    """What the length's tool tip tells: where the file's own word is wrong, and what the song takes of the disk."""
    if sound is None:
        return ""
    room_mb = sound.disk_bytes // 1_000_000
    kept = f"While it is open it takes {room_mb:,} MB of the disk for temporary files." if room_mb else ""
    return " ".join(part for part in (sound.truth, kept) if part)


def _slider(name: str, width_px: int, steps: int) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(0, steps)
    slider.setFixedWidth(width_px)
    slider.setAccessibleName(name)
    slider.setToolTip(name)
    slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return slider
