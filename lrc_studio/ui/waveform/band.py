"""What every band of the wave area is: a strip with the song's time from left to right."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QMenu, QWidget

from lrc_studio.ui.theme import size
from lrc_studio.ui.waveform.pixels import PixelGrid
from lrc_studio.ui.waveform.scale import TimeScale
from lrc_studio.ui.waveform.stage import Stage

PLAYHEAD_PX = 2.0
HALO_PX = 1.5
_STRIP_PX = 8


class Band(QWidget):
    """A band names itself for its track header (`title`, `icon`) and says how high it is (`height_token`).

    `least_token` is the token of its smallest height where the band grows with the area, else "". `colour_role` is the
    colour of its name, `toggle` the action that shows and hides it, "" where it is always there.
    """

    title = ""
    icon = ""
    height_token = ""
    least_token = ""
    colour_role = "text.secondary"
    toggle = ""

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage, self.session = stage, stage.session
        self.playhead_ms: float = self.session.player.position_ms
        session = self.session
        for signal in (
            session.theme.changed,
            session.document.changed,
            session.selection.changed,
            session.song.changed,
            session.song.grew,
            stage.dragged,
            session.findings.changed,
            session.modes.changed,
        ):
            signal.connect(self.refresh)
        session.viewport.changed.connect(self.move_view)
        session.theme.changed.connect(self._fit_height)
        session.player.ticked.connect(self._on_ticked)
        self._fit_height()

    @property
    def wanted(self) -> bool:
        """Whether the band is to be shown now."""
        return True

    @property
    def subtitle(self) -> str:
        """What its track header says below the name."""
        return ""

    def scale(self) -> TimeScale:
        """Time to px of this band."""
        view = self.session.viewport
        return TimeScale(view.from_ms, view.to_ms, max(1, self.width()))

    def wanted_height(self) -> int:
        """The height that suits the band, in px."""
        return self.session.theme.length(size(self.height_token))

    def refresh(self) -> None:
        """Something that the band shows has changed."""
        self.update()

    def move_view(self) -> None:
        """Another part of the song is in sight."""
        self.refresh()

    def fill_menu(self, menu: QMenu) -> None:
        """Add the band's own settings to the menu of its track header."""

    def pick_at(self, place: QPoint) -> None:
        """Make what lies under the mouse current, before its menu opens."""

    def let_go(self) -> None:
        """Let go of what a press holds, with nothing changed."""
        self.stage.cancel_drag()

    def move_playhead(self, from_x: float, to_x: float) -> None:
        """Show the playhead at another x; only two thin strips are painted again."""
        for x_px in (from_x, to_x):
            if -_STRIP_PX < x_px < self.width() + _STRIP_PX:
                self.update(QRect(round(x_px) - _STRIP_PX, 0, 2 * _STRIP_PX, self.height()))

    def paint_playhead(self, painter: QPainter, grid: PixelGrid, halo: bool = True) -> None:
        """Draw the playhead's line over the whole height."""
        paint_playhead(painter, grid, self.stage, self.scale().x_of(self.playhead_ms), self.height(), halo)

    def paint_hairline(self, painter: QPainter, grid: PixelGrid) -> None:
        """Draw the divider at the band's lower edge."""
        thick = grid.thick(1)
        below = QRectF(0, grid.y(self.height()) - thick, self.width(), thick)
        painter.fillRect(below, self.stage.colour("border.subtle"))

    def _fit_height(self) -> None:
        """Bands of text grow with it; the one that grows with the area has room enough."""
        if self.least_token:
            self.setMinimumHeight(size(self.least_token))
        else:
            self.setFixedHeight(self.wanted_height())

    def _on_ticked(self, ms: int) -> None:
        scale, old_ms = self.scale(), self.playhead_ms
        self.playhead_ms = ms
        self.move_playhead(scale.x_of(old_ms), scale.x_of(ms))


def playhead_role(stage: Stage) -> str:
    """The playhead's colour role: coral in tap sync."""
    return "data.playheadSync" if stage.session.modes.tapping else "data.playhead"


def paint_playhead(
    painter: QPainter, grid: PixelGrid, stage: Stage, x_px: float, height_px: float, halo: bool = True
) -> None:
    """Draw the playhead's line at `x_px`, with its halo where it crosses something bright; none without a song."""
    if stage.session.song.sound is None:
        return
    if halo:
        around = grid.vertical(x_px, 0, height_px, PLAYHEAD_PX + 2 * HALO_PX)
        painter.fillRect(around, stage.colour("data.playheadHalo"))
    painter.fillRect(grid.vertical(x_px, 0, height_px, PLAYHEAD_PX), stage.colour(playhead_role(stage)))
