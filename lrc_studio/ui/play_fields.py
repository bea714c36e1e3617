"""The transport's fields for how songs play: the speed, and the pre-roll of a line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QToolButton, QWidget

from lrc_studio.ui.actions.bound import BoundActions, shown_key
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import across, label

_PRE_ROLLS_MS = (0, 250, 500, 1_000, 2_000, 3_000)


class SpeedField(QWidget):
    """Slower, the speed and faster; a click on the speed makes it the usual one again."""

    def __init__(self, session: Session, actions: BoundActions) -> None:
        super().__init__()
        self._session = session
        row = across(self, 2)
        row.addWidget(_sign(actions, "play.slower", "\u2212"))
        self._value = _sign(actions, "play.usual_speed", "1.00×")
        self._value.setObjectName("speed")
        row.addWidget(self._value)
        row.addWidget(_sign(actions, "play.faster", "+"))
        for signal in (session.player.changed, actions.by_id("play.usual_speed").changed, session.theme.changed):
            signal.connect(self._show)
        self._show()

    def _show(self) -> None:
        speed = self._session.player.speed
        shown = f"{speed:.2f}×"
        self._value.setText(shown)
        self._value.setAccessibleName(f"Speed {shown}")
        self._value.setProperty("changed", speed != 1.0)
        self._value.style().unpolish(self._value)
        self._value.style().polish(self._value)


def _cap(action: QAction, parent: QWidget) -> QLabel:
    """The key of an action, nothing where it has none."""
    made = label(parent=parent)
    made.setObjectName("cap")

    def show() -> None:
        made.setText(shown_key(action))
        made.setVisible(bool(made.text()))

    action.changed.connect(show)
    show()
    return made


def _sign(actions: BoundActions, action_id: str, text: str) -> QToolButton:
    """A button that shows a text of its own for an action."""
    made, action = QToolButton(), actions.by_id(action_id)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    made.setText(text)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAccessibleName(action.text())
    made.clicked.connect(action.trigger)

    def follow() -> None:
        made.setEnabled(action.isEnabled())
        made.setToolTip(action.toolTip())

    action.changed.connect(follow)
    follow()
    return made


class PreRollField(QWidget):
    """How long before a line its playing begins; the settings hold it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        row = across(self, 8)
        self._label: QLabel = label("Pre-roll", "muted")
        row.addWidget(self._label)
        self._box = QComboBox()
        self._box.setAccessibleName("Pre-roll")
        self._box.setToolTip("<b>Pre-roll</b><br>How long before a line its playing begins.")
        self._box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row.addWidget(self._box)
        self._box.activated.connect(self._on_chosen)
        session.settings_changed.connect(self._show)
        self._show()

    def show_label(self, shown: bool) -> None:
        """Whether its name stands beside it."""
        self._label.setVisible(shown)

    def _show(self, *_: object) -> None:
        now_ms = self._session.settings.pre_roll_ms
        choices_ms = sorted({*_PRE_ROLLS_MS, now_ms})
        if [self._box.itemData(at) for at in range(self._box.count())] != choices_ms:
            self._box.clear()
            for ms in choices_ms:
                self._box.addItem(f"{ms / 1000:g} s" if ms % 1000 else f"{ms / 1000:.1f} s", ms)
        self._box.setCurrentIndex(choices_ms.index(now_ms))

    def _on_chosen(self, at: int) -> None:
        self._session.change_settings(pre_roll_ms=self._box.itemData(at))


class AuditionHints(QWidget):
    """Before, line and after, each with its key."""

    def __init__(self, actions: BoundActions) -> None:
        super().__init__()
        row = across(self, 2)
        self._label: QLabel = label("Audition", "muted")
        row.addWidget(self._label)
        for action_id, name in (("play.before", "Before"), ("play.line", "Line"), ("play.after", "After")):
            made = _sign(actions, action_id, name)
            made.setObjectName("hint")
            made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            row.addWidget(made)
            row.addWidget(_cap(actions.by_id(action_id), self), alignment=Qt.AlignmentFlag.AlignVCenter)
            row.addSpacing(4)

    def show_label(self, shown: bool) -> None:
        """Whether their name stands before them."""
        self._label.setVisible(shown)
