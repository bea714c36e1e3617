"""What stands in the window only in tap sync: the bar that names the mode, and the keys with what they do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget

from lrc_studio.core.timecode import format_time
from lrc_studio.ui.actions.bound import BoundActions, follow_tip, shown_key
from lrc_studio.ui.icons import themed_pixmap
from lrc_studio.ui.session import Session
from lrc_studio.ui.tap_room import short_of_room
from lrc_studio.ui.theme import Theme, size
from lrc_studio.ui.widgets import ElidedLabel, across, button, label

SENTENCE = "Every press writes a time. The text cannot change here."
STILL = "The song stands still, so that every press writes this time. Play it first."
_KEY_PX = 54
_TOUCH_PX, _SHORT_KEY_PX = 88, 38
_CAP_PX = 30
_PAD_PX = 12
_GAP_PX, _SIDE_PX, _EDGE_PX, _SHORT_EDGE_PX = 8, 12, 10, 5
_NOUNS = {"line": "line", "word": "word", "syllable": "syllable"}
_KEYS = (
    ("tap.stamp", "Stamp {}", "and go on"),
    ("tap.hold", "Hold {}", "press to release"),
    ("tap.next", "Next", "end + begin"),
    ("tap.end", "End", "end only"),
    ("tap.back", "Take back", "and rewind"),
)
_CAPS = {"Backspace": "⌫"}


class ModeBar(QWidget):
    """The coral line and its sentence; hidden in edit mode."""

    def __init__(self, session: Session, actions: BoundActions) -> None:
        super().__init__()
        self._session = session
        self.setObjectName("modeBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = across(self, 8, (12, size("modeEdge"), 12, 0))
        self._icon, name = QLabel(), label("Tap sync")
        name.setObjectName("modeName")
        self._said = ElidedLabel(SENTENCE)
        self._said.setObjectName("modeSaid")
        self._over = self._link("Tap over verified times", self._on_over)
        self._calibrate = self._link("Calibrate taps (20 s)", actions.by_id("play.calibrate").trigger)
        self._last = label()
        self._last.setObjectName("lastStamp")
        leave = self._link("", actions.by_id("mode.leave").trigger)
        actions.by_id("mode.leave").changed.connect(lambda: self._show_leave(leave, actions))
        self._show_leave(leave, actions)
        row.addWidget(self._icon)
        row.addWidget(name)
        row.addWidget(self._said, 1)
        parts: tuple[QWidget, ...] = (self._over, self._calibrate, self._last, leave)
        for part in parts:
            row.addWidget(part)
        session.modes.changed.connect(self._on_mode)
        session.theme.changed.connect(self._on_mode)
        session.player.calibrated.connect(self._offer)
        session.player.changed.connect(self._offer)
        session.tapping.stamped.connect(self._on_stamped)
        session.tapping.kept.connect(self._on_kept)
        self._on_mode()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._session.theme.colour("sync.tint"))
        painter.fillRect(0, 0, self.width(), size("modeEdge"), self._session.theme.colour("sync.fill"))

    def _link(self, text: str, run: Callable[[], object]) -> QAbstractButton:
        made = button(text, "link")
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda: run())
        return made

    def _show_leave(self, leave: QAbstractButton, actions: BoundActions) -> None:
        leave.setText(f"Leave  {shown_key(actions.by_id('mode.leave'))}".rstrip())

    def _on_mode(self) -> None:
        theme = self._session.theme
        self.setVisible(self._session.modes.tapping)
        self.setFixedHeight(theme.length(size("modeBar")) + size("modeEdge"))
        self._icon.setPixmap(themed_pixmap(theme, "mode.tap", "sync.text", size("iconSmall")))
        self._said.say(SENTENCE)
        self._over.hide()
        self._last.setText("")
        self._offer()

    def _offer(self) -> None:
        """Offer to calibrate with a device that has no delay yet, until the first stamp of this pass.

        Before anything was played the device is not known: then only a person who never calibrated is asked.
        """
        player = self._session.player
        device = player.player.device_name
        known = device in player.tap_latencies if device else bool(player.tap_latencies)
        self._calibrate.setVisible(not known and not player.player.silent and not self._last.text())

    def _on_stamped(self, ms: int) -> None:
        late_ms = self._session.player.tap_latency_ms
        off = f" · {late_ms} ms taken off" if late_ms else ""
        told = f"Last stamp {format_time(ms)}{off}"
        if not self._over.isVisibleTo(self):
            self._said.say(STILL if told == self._last.text() and not self._session.player.playing else SENTENCE)
        self._last.setText(told)
        self._offer()

    def _on_kept(self, row: int) -> None:
        self._said.say(f"Line {row + 1} is verified: its time was kept.")
        self._over.show()

    def _on_over(self) -> None:
        self._session.tapping.over_verified = True
        self._said.say("Verified times are tapped over now.")
        self._over.hide()


class KeyBar(QWidget):
    """The keys as large buttons that work by mouse, finger and pen; each is lit while its key is down."""

    def __init__(self, session: Session, actions: BoundActions) -> None:
        super().__init__()
        self._session = session
        self.setObjectName("keyBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Keys of tap sync")
        self._row = across(self, _GAP_PX, (_SIDE_PX, _EDGE_PX, _SIDE_PX, _EDGE_PX))
        self.keys = {verb: _Key(session, actions.by_id(verb), name, what) for verb, name, what in _KEYS}
        for key in self.keys.values():
            self._row.addWidget(key)
        self._row.addStretch(1)
        self._wire()
        for signal in (session.modes.changed, session.theme.changed, session.settings_changed):
            signal.connect(self._on_changed)
        session.tapping.lit.connect(self._on_lit)
        self._on_changed()

    def _wire(self) -> None:
        """A time is written at the press, not at the release of a click."""
        tap = self._session.tapping
        runs: dict[str, Callable[[], object]] = {
            "tap.stamp": tap.stamp,
            "tap.hold": tap.hold,
            "tap.next": tap.next,
            "tap.end": tap.end,
            "tap.back": tap.take_back,
        }
        for verb, run in runs.items():
            self.keys[verb].pressed.connect(lambda run=run: run())
        self.keys["tap.hold"].released.connect(lambda: tap.release())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Room for the caps alone, whatever is told beside them now: the table may be made narrower."""
        caps = sum(key.cap_px + _GAP_PX for key in self.keys.values())
        return QSize(caps + 2 * _SIDE_PX, super().minimumSizeHint().height())

    def _on_changed(self, *_: object) -> None:
        self.setVisible(self._session.modes.tapping)
        for key in self.keys.values():
            key.show_level(_NOUNS[self._session.modes.level])
        self._fit()

    def _fit(self) -> None:
        """Drop what each key does, the unit's name, and at last the key's, where there is no room for all of them."""
        touch, short = self._session.settings.touch, short_of_room(self._session, self)
        edge_px = _SHORT_EDGE_PX if short else _EDGE_PX
        self._row.setContentsMargins(_SIDE_PX, edge_px, _SIDE_PX, edge_px)
        high_px = _TOUCH_PX if touch else _SHORT_KEY_PX if short else _KEY_PX
        for detail in (2, 1, 0) if short else (3, 2, 1, 0):
            for key in self.keys.values():
                key.set_detail(detail, high_px)
            wanted = sum(key.sizeHint().width() + _GAP_PX for key in self.keys.values())
            if wanted + 2 * _SIDE_PX <= self.width():
                break
        grow = QSizePolicy.Policy.Expanding if touch else QSizePolicy.Policy.Fixed
        self.keys["tap.stamp"].setSizePolicy(grow, QSizePolicy.Policy.Fixed)
        self._row.setStretch(0, int(touch))
        self._row.setStretch(len(self.keys), int(not touch))

    def _on_lit(self, verb: str, down: bool) -> None:
        if verb in self.keys:
            self.keys[verb].light(down)


class _Key(QAbstractButton):
    """A key: its cap, what it does to the unit, and how."""

    def __init__(self, session: Session, action: QAction, name: str, what: str) -> None:
        super().__init__()
        self._theme: Theme = session.theme
        self._name, self._what, self._detail, self._lit, self._high = name, what, 3, False, _KEY_PX
        self._action, self._cap = action, ""
        self.setObjectName(action.objectName())
        follow_tip(self, action)
        action.changed.connect(self._on_key)
        self._on_key()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys themselves do the same
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def event(self, event: QEvent) -> bool:
        """Each finger presses a key of its own: one may hold a word while another stamps the next."""
        kind = event.type()
        if kind == QEvent.Type.TouchBegin and self.isEnabled():
            self.setDown(True)
            self.pressed.emit()
        elif kind in (QEvent.Type.TouchEnd, QEvent.Type.TouchCancel) and self.isDown():
            self.setDown(False)
            self.released.emit()
        if kind in (QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel):
            event.accept()
            return True
        return super().event(event)

    def _on_key(self) -> None:
        key = shown_key(self._action)
        self._cap = _CAPS.get(key, key)
        self.updateGeometry()
        self.update()

    def show_level(self, noun: str) -> None:
        """Name what is timed."""
        self.setText(self._name.format(noun))
        self.setAccessibleName(f"{self.text()}, {self._what}")
        self.updateGeometry()
        self.update()

    def set_detail(self, detail: int, high_px: int) -> None:
        """Show all (3), no second line (2), the verb alone (1), or nothing but the cap (0), `high_px` high."""
        self._detail, self._high = detail, high_px
        self.updateGeometry()
        self.update()

    def light(self, lit: bool) -> None:
        """Show whether the key is down."""
        self._lit = lit
        self.update()

    def sizeHint(self) -> QSize:
        width = self.cap_px
        if self._detail:
            name = QFontMetrics(self._theme.font("bodyStrong")).horizontalAdvance(self._shown_name)
            what = QFontMetrics(self._theme.font("caption")).horizontalAdvance(self._what)
            width += 10 + max(name, what if self._detail > 2 else 0)
        return QSize(width, self._theme.length(self._high))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        down = self._lit or self.isDown()
        full = down or self.objectName() == "tap.stamp"
        fill = "sync.fillPressed" if down else "sync.fill" if full else "bg.raised"
        painter.setPen(QPen(theme.colour("sync.fill" if full else "border.default"), 1))
        painter.setBrush(theme.colour(fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        ink = theme.colour("sync.onFill" if full else "text.primary")
        side = theme.length(_CAP_PX)
        cap = QRectF(_PAD_PX, (self.height() - side) / 2, self._cap_px(), side)
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap, 4, 4)
        painter.setFont(theme.font("bodyStrong"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._cap)
        if self._detail:
            self._paint_words(painter, cap.right() + 10)

    def _paint_words(self, painter: QPainter, left: float) -> None:
        room = QRectF(left, 0, self.width() - left, self.height())
        middle, two = self.height() / 2, self._detail > 2
        above = room.adjusted(0, 0, 0, -middle) if two else room
        side = Qt.AlignmentFlag.AlignBottom if two else Qt.AlignmentFlag.AlignVCenter
        painter.drawText(above, side, self._shown_name)
        if two:
            painter.setFont(self._theme.font("caption"))
            painter.drawText(room.adjusted(0, middle, 0, 0), Qt.AlignmentFlag.AlignTop, self._what)

    @property
    def cap_px(self) -> int:
        """Its width with the cap alone."""
        return self._cap_px() + 2 * _PAD_PX

    @property
    def _shown_name(self) -> str:
        return self.text() if self._detail > 1 else self._name.removesuffix(" {}")

    def _cap_px(self) -> int:
        metrics = QFontMetrics(self._theme.font("bodyStrong"))
        return max(self._theme.length(_CAP_PX), metrics.horizontalAdvance(self._cap) + 2 * _PAD_PX - 4)
