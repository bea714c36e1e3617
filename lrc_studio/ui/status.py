"""The status bar: what is always true."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from lrc_studio.ui.actions.bound import BoundActions, follow_tip, shown_key
from lrc_studio.ui.icons import themed_pixmap
from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import size
from lrc_studio.ui.widgets import across, button, label

_SIDE_PX, _GAP_PX, _AFTER_PX, _ICON_PX = 12, 6, 10, 14
_SPARED = ("counts", "saved", "device")
"""What is left out where there is no room, the first first; each is told elsewhere too."""
_KEYS_IN_EDIT = (("play.toggle", "plays"),)
_KEYS_IN_TAP = (("tap.stamp", "stamps"), ("play.toggle", "plays"), ("tap.back", "takes back"))


class StatusBar(QWidget):
    """Mode and Space's meaning; saved state; counts; sound device; keys."""

    def __init__(self, session: Session, actions: BoundActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session, self._actions = session, actions
        row = across(self, _GAP_PX, margins_px=(_SIDE_PX, 0, _SIDE_PX, 0))
        self._pairs: dict[str, tuple[QLabel, QLabel]] = {}
        self._both: dict[str, QWidget] = {}
        keys = self._keys = button("Keys", "link")
        for name in ("privacy", "mode", "hint", "saved"):
            self._add(row, name)
        row.addStretch(1)
        for name in ("counts", "problems", "device"):
            self._add(row, name)
        keys.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        keys.clicked.connect(actions.by_id("help.keys").trigger)
        follow_tip(keys, actions.by_id("help.keys"))
        row.addWidget(keys)
        self._connect()
        self._on_changed()
        self._show_counts()

    def _add(self, row: QHBoxLayout, name: str) -> None:
        picture, text = label(), label()
        text.setObjectName(name)
        both = self._both[name] = QWidget()
        inside = across(both, _GAP_PX, margins_px=(0, 0, _AFTER_PX, 0))
        inside.addWidget(picture)
        inside.addWidget(text)
        row.addWidget(both)
        self._pairs[name] = (picture, text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out what can be spared rather than cut what the keys do."""
        told = {name for name, (_, text) in self._pairs.items() if not text.isHidden()}
        wide = {name: _GAP_PX + self._wide(name) for name in told}
        room = self.width() - 2 * _SIDE_PX - self._keys.sizeHint().width()
        for name in _SPARED:
            if sum(wide.values()) > room:
                wide.pop(name, None)
        for name, both in self._both.items():
            if both.isHidden() == (name in wide):
                both.setVisible(name in wide)

    def _wide(self, name: str) -> int:
        picture, text = self._pairs[name]
        return text.sizeHint().width() + _AFTER_PX + (0 if picture.isHidden() else _ICON_PX + _GAP_PX)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _on_hint(self, text: str) -> None:
        """In place of what was saved, for as long as it lasts."""
        self._show("hint", "", text)
        if text:
            self._show("saved", "", "")
        else:
            self._show_saved()

    def _connect(self) -> None:
        session = self._session
        session.messages.hinted.connect(self._on_hint)
        self._show("hint", "", "")
        for signal in (
            session.document.changed,
            session.document.undo_stack.cleanChanged,
            session.files.changed,
            session.player.changed,
            session.modes.changed,
            session.theme.changed,
        ):
            signal.connect(self._on_changed)
        for verb, _ in _KEYS_IN_TAP:
            self._actions.by_id(verb).changed.connect(self._on_changed)
        for signal in (session.messages.banner_shown, session.messages.banner_cleared):
            signal.connect(self._show_saved)
        for signal in (session.findings.changed, session.theme.changed):
            signal.connect(self._show_counts)

    def _on_changed(self, *_: object) -> None:
        session = self._session
        self.setFixedHeight(session.theme.length(size("status")))
        if session.files.anything:
            self._show_mode()
            self._show("privacy", "", "")
        else:
            self._show("mode", "", "")
            self._show("privacy", "privacy", "Nothing leaves this computer until you ask for it", "success.graphic")
        self._show_saved()
        player = session.player.player
        if player.silent:
            self._show("device", "play.mute", "Silent clock")
        else:
            late_ms = session.player.tap_latency_ms
            name = f"{player.device_name} · {late_ms:+d} ms" if late_ms else player.device_name
            self._show("device", "play.device" if name else "", name)
            told = f"Taps are taken {late_ms:+d} ms off." if late_ms else "Taps are taken as they come."
            self._pairs["device"][1].setToolTip(f"{told} The device plays {player.latency_ms} ms ahead.")

    def _show_mode(self) -> None:
        tapping, shown = self._session.modes.tapping, self._pairs["mode"][1]
        if shown.property("tapping") != tapping:
            shown.setProperty("tapping", tapping)
            shown.style().polish(shown)
        if tapping:
            self._show("mode", "mode.tap", self._told("Tap sync", _KEYS_IN_TAP), "sync.text")
        else:
            self._show("mode", "mode.edit", self._told("Edit", _KEYS_IN_EDIT), "accent.text")

    def _told(self, mode: str, verbs: Sequence[tuple[str, str]]) -> str:
        """The mode and what its first keys do."""
        keys = [(shown_key(self._actions.by_id(verb)), does) for verb, does in verbs]
        return " · ".join([mode, *(f"{key} {does}" for key, does in keys if key)])

    def _show_saved(self, *_: object) -> None:
        session = self._session
        if not session.document.lyrics.lines:
            self._show("saved", "", "")
        elif session.document.modified:
            self._show("saved", "mode.edit", f"Not saved{' · kept for a crash' if session.kept else ''}")
        elif session.files.project_path:
            self._show("saved", "review.accept", "Saved", "success.graphic")
        else:
            self._show("saved", "review.accept", "No changes yet")

    def _show_counts(self) -> None:
        session = self._session
        lyrics = session.document.lyrics
        lines = sum(1 for line in lyrics.lines if line.text.strip())
        words = sum(len(line.text.split()) for line in lyrics.lines)
        counted = f"{lines} {'line' if lines == 1 else 'lines'} · {words} {'word' if words == 1 else 'words'}"
        self._show("counts", "", counted if lines else "")
        count = session.findings.count
        named = f"{count} {'problem' if count == 1 else 'problems'}" if count else ""
        self._show("problems", "problem" if count else "", named, "danger.graphic")

    def _show(self, name: str, icon: str, text: str, role: str = "text.secondary") -> None:
        picture, shown = self._pairs[name]
        shown.setText(text)
        shown.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        picture.setVisible(bool(icon))
        shown.setVisible(bool(text))
        if icon:
            picture.setPixmap(themed_pixmap(self._session.theme, icon, role, _ICON_PX))
        self._fit()
