"""What the player will show: its screen, its times beside those here, what goes wrong, and what is lost."""

from __future__ import annotations

import math
from bisect import bisect_right
from itertools import accumulate

from PySide6.QtCore import QElapsedTimer, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QSlider, QToolButton, QVBoxLayout, QWidget

from lrc_studio.core.timecode import format_time
from lrc_studio.formats.players import Shown
from lrc_studio.ui.dialogs.losses import LossCard
from lrc_studio.ui.dialogs.stage import Stage
from lrc_studio.ui.dialogs.strip import Strip
from lrc_studio.ui.dialogs.warnings_card import WarningsCard
from lrc_studio.ui.icons import icon, themed_pixmap
from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import size
from lrc_studio.ui.widgets import ElidedLabel, across, down, label
from lrc_studio.workflows.preview import PlayerView, Preview

_FRAME_MS = 40
_STEP_MS, _PAGE_MS = 1000, 10_000
_AFTER_MS = 4000
_TITLED_PX = 250


class PlayerPane(QScrollArea):
    """`row_shown(row)` names the file's row on the screen (0: none), `repaired(choice)` asks for a writer's choice.

    `wanted(kind)` asks for another kind of file.
    """

    row_shown = Signal(int)
    repaired = Signal(str)
    wanted = Signal(str)

    def __init__(self, session: Session, width_px: int) -> None:
        super().__init__()
        self._session = session
        self._views: tuple[PlayerView, ...] = ()
        self._shown: tuple[Shown, ...] = ()
        self._starts_ms: list[int] = []
        self._over_ms: list[float] = []  # when a text and all before it are over
        self._frames = QTimer(self, interval=_FRAME_MS)
        self._frames.timeout.connect(self._on_frame)
        self._since = QElapsedTimer()
        self._from_ms = 0
        self.setFixedWidth(width_px)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self._inside = QWidget()
        self._inside.setAutoFillBackground(False)
        column = down(self._inside, 10, (14, 0, 14, 14))
        self._simulation = QWidget()
        self._build_simulation(down(self._simulation, 8))
        column.addWidget(self._simulation)
        self._warned = WarningsCard(session.theme)
        self._warned.repaired.connect(self.repaired)
        self._lost = LossCard(session.theme)
        self._lost.wanted.connect(self.wanted)
        column.addWidget(self._warned)
        column.addWidget(self._lost)
        column.addStretch(1)
        self.setWidget(self._inside)

    def _build_simulation(self, column: QVBoxLayout) -> None:
        theme = self._session.theme
        head = across(gap_px=8, margins_px=(0, 8, 0, 0))
        picture = label()
        picture.setPixmap(themed_pixmap(theme, "monitor-play"))
        self._title = ElidedLabel()
        self._title.setFont(theme.font("smallStrong"))
        self._players = QComboBox()
        self._players.setAccessibleName("Player that is simulated")
        self._players.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._players.setMinimumContentsLength(7)
        self._players.activated.connect(self._on_player)
        head.addWidget(picture)
        head.addWidget(self._title, 1)
        head.addWidget(self._players, 2)
        self._simulated = label("simulated", "caption")
        head.addWidget(self._simulated)
        column.addLayout(head)
        self._stage = Stage(theme)
        column.addWidget(self._stage)
        column.addLayout(self._transport())
        self._strip = Strip(theme)
        self._strip.picked.connect(self._on_picked)
        column.addWidget(self._strip)
        self._legend = label("", "caption")
        self._legend.setWordWrap(True)
        column.addWidget(self._legend)

    def _transport(self) -> QHBoxLayout:
        row = across(gap_px=6)
        self._play = QToolButton()
        self._play.setIconSize(QSize(size("icon"), size("icon")))
        self._play.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._play.clicked.connect(self._on_play)
        self._time = QSlider(Qt.Orientation.Horizontal)
        self._time.setAccessibleName("Time in the player")
        self._time.setSingleStep(_STEP_MS)
        self._time.setPageStep(_PAGE_MS)
        self._time.valueChanged.connect(self._on_time)
        self._clock = label("", "caption")
        row.addWidget(self._play)
        row.addWidget(self._time, 1)
        row.addWidget(self._clock)
        self._mark_play()
        return row

    def show_preview(self, made: Preview, name: str, format_id: str, now_ms: int) -> None:
        """Show an export: what its players show from `now_ms` on, and what `name` loses."""
        self._views = made.views
        self._inside.show()
        self._simulation.setVisible(bool(made.views))
        self._warned.show_for(made)
        self._lost.show_for(name, made, format_id)
        names = [view.player.label for view in made.views]
        if [self._players.itemText(place) for place in range(self._players.count())] != names:
            self._players.clear()
            self._players.addItems(names)
            self._players.setCurrentIndex(self._most_telling())
        several = len(names) > 1
        self._players.setVisible(several)
        self._simulated.setVisible(not several)
        self._title.setVisible(not several or self.maximumWidth() >= self._session.theme.length(_TITLED_PX))
        self._title.say("Simulated:" if several else f"What {names[0]} will show" if names else "")
        if made.views:
            self._take(self._views[self._players.currentIndex()], now_ms)
        else:
            self._stop()
            self.row_shown.emit(0)

    def clear(self) -> None:
        """Show nothing, as there is no file."""
        self._stop()
        self._views = self._shown = ()
        self._starts_ms = []
        self._inside.hide()

    def now_ms(self) -> int:
        """The moment on the screen."""
        return self._time.value()

    def go_to_row(self, row: int) -> None:
        """Go to the moment when a row of the file comes on the screen, if it ever does."""
        found = next((shown for shown in self._shown if shown.row == row), None)
        if found is not None and self._row_now() != row:
            self._time.setValue(found.start_ms)

    def _most_telling(self) -> int:
        """The player with the most trouble."""
        return max(range(len(self._views)), key=lambda place: len(self._views[place].troubles), default=0)

    def _take(self, view: PlayerView, now_ms: int) -> None:
        self._shown = view.shown
        self._starts_ms = [shown.start_ms for shown in self._shown]
        lasting_ms = (math.inf if shown.end_ms is None else shown.end_ms for shown in self._shown)
        self._over_ms = list(accumulate(lasting_ms, max))
        ends_ms = [row.end_ms or row.start_ms + _AFTER_MS for row, _ in view.pairs[-1:]]
        song_ms = self._session.song.duration_ms or max([*ends_ms, *self._starts_ms[-1:], 0]) + _AFTER_MS
        self._strip.load(view, song_ms)
        self._time.setMaximum(song_ms)
        self._time.setValue(now_ms)
        troubled = "  Hatched: not shown, or on the screen too long." if view.troubles else ""
        self._legend.setText(f"Top: here. Bottom: {view.player.label}.{troubled}")
        self._on_time()

    def _row_now(self) -> int:
        shown = self._now()
        return shown.row if shown else 0

    def _now(self) -> Shown | None:
        """What is on the screen now: of the texts that last, the one that began last."""
        now_ms = self.now_ms()
        for place in range(bisect_right(self._starts_ms, now_ms) - 1, -1, -1):
            if self._over_ms[place] <= now_ms:
                return None
            shown = self._shown[place]
            if not shown.covered and (shown.end_ms is None or now_ms < shown.end_ms):
                return shown
        return None

    def _on_time(self, *_: object) -> None:
        shown, now_ms = self._now(), self.now_ms()
        self._stage.show_at(shown, now_ms)
        self._strip.set_time(now_ms)
        self._clock.setText(format_time(now_ms).partition(".")[0])
        self.row_shown.emit(shown.row if shown else 0)

    def _on_player(self, place: int) -> None:
        self._take(self._views[place], self.now_ms())

    def _on_picked(self, ms: int) -> None:
        self._time.setValue(ms)
        self._from_ms = ms
        self._since.restart()

    def _on_play(self) -> None:
        if self._frames.isActive():
            self._stop()
            return
        self._from_ms = self.now_ms()
        self._since.start()
        self._frames.start()
        self._mark_play()

    def _on_frame(self) -> None:
        self._time.setValue(self._from_ms + self._since.elapsed())
        if self.now_ms() >= self._time.maximum():
            self._stop()

    def _stop(self) -> None:
        self._frames.stop()
        self._mark_play()

    def _mark_play(self) -> None:
        name = "Pause" if self._frames.isActive() else "Play"
        self._play.setIcon(icon(self._session.theme, name.lower()))
        self._play.setAccessibleName(name)
        self._play.setToolTip(f"{name}: the text alone, without sound")
