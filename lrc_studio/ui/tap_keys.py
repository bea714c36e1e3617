"""The keys of tap sync: heard at press and release, before any shortcut, and without the keyboard's own repeats."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from lrc_studio.ui.actions.bound import BoundActions
from lrc_studio.ui.pressed import pressed
from lrc_studio.ui.session import Session

_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox)
_MOST_LATE_MS = 200.0
_HOLD = "tap.hold"
_REPEAT_WITHIN_MS = 25
"""X sends a held key as releases and presses of the same moment; on a busy machine they come apart unmarked."""
Verb = Callable[[float], object]


class PressClock:
    """How long ago a key was pressed, from the time that the system gives its event.

    The two clocks have no common zero: the shortest way that an event ever took counts as none.
    """

    def __init__(self) -> None:
        self._shortest_ms: float | None = None

    def late_ms(self, event: QKeyEvent) -> float:
        """How much longer than the shortest way this event took, 0 where the system gives no time."""
        stamp = event.timestamp()
        if not stamp:
            return 0.0
        way_ms = time.monotonic() * 1000 - stamp
        if self._shortest_ms is None or way_ms < self._shortest_ms:
            self._shortest_ms = way_ms
        late = way_ms - self._shortest_ms
        return late if late <= _MOST_LATE_MS else 0.0


@dataclass(frozen=True, slots=True)
class _Release:
    """A key that was let go: which, when by the system's clock, and what time that means in the song."""

    key: int = 0
    stamp: int = 0
    ms: int = 0


class TapKeys(QObject):
    """Listens to the whole program while the mode is on; fields that are typed in keep their keys.

    The keys are those of the actions, so that another keymap is another hand's.
    """

    def __init__(self, session: Session, actions: BoundActions, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._actions, self._window = session, actions, window
        self._clock = PressClock()
        self._down: dict[int, str] = {}
        self._listening = False
        tapping = session.tapping
        self._presses: dict[str, Verb] = {
            "tap.stamp": tapping.stamp,
            "tap.hold": tapping.hold,
            "tap.next": tapping.next,
            "tap.end": tapping.end,
            "tap.back": lambda _late: tapping.take_back(),
            "tap.up": lambda _late: tapping.step_line(-1),
            "tap.down": lambda _late: tapping.step_line(1),
            "tap.unit_back": lambda _late: tapping.step_unit(-1),
            "tap.unit_on": lambda _late: tapping.step_unit(1),
        }
        self._let = _Release()
        self._soon = QTimer(self, interval=_REPEAT_WITHIN_MS, singleShot=True)
        self._soon.timeout.connect(self._settle)
        self._repeating = {"tap.up", "tap.down", "tap.unit_back", "tap.unit_on"}
        session.modes.changed.connect(self._on_mode)
        self._on_mode()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.WindowDeactivate and watched is self._window:
            self._let_go()
        if not isinstance(event, QKeyEvent) or not self._for_tapping(watched):
            return False
        if kind == QEvent.Type.ShortcutOverride:
            known = self._verb_of(event) is not None
            if known:
                event.accept()
            return known
        if kind == QEvent.Type.KeyPress:
            return self._on_press(event)
        return kind == QEvent.Type.KeyRelease and self._on_release(event)

    def _for_tapping(self, watched: QObject) -> bool:
        """Whether a key there is for the window: not in a dialog, nor in a field."""
        if not isinstance(watched, QWidget) or isinstance(watched, _FIELDS):
            return False
        return watched.window() is self._window and QApplication.activePopupWidget() is None

    def _verb_of(self, event: QKeyEvent) -> str | None:
        for name in pressed(event):
            for verb in self._presses:
                if name in self._actions.by_id(verb).shortcuts():
                    return verb
        return None

    def _on_press(self, event: QKeyEvent) -> bool:
        verb, key = self._verb_of(event), int(event.key())
        if verb is None:
            return False
        if self._soon.isActive() and self._let.key == key and event.timestamp() - self._let.stamp <= 1:
            self._soon.stop()  # a repeat that the system did not mark as one: the key is still held
            self._let = _Release()
            return True
        self._settle()
        if event.isAutoRepeat() and verb not in self._repeating:
            return True
        self._down[key] = verb
        self._session.tapping.lit.emit(verb, True)
        self._presses[verb](self._clock.late_ms(event))
        return True

    def _on_release(self, event: QKeyEvent) -> bool:
        key = int(event.key())
        if event.isAutoRepeat() or key not in self._down:
            return key in self._down
        self._settle()
        self._let = _Release(key, event.timestamp(), self._session.tapping.moment_ms(self._clock.late_ms(event)))
        if event.timestamp() and self._down[key] == _HOLD:
            self._soon.start()
        else:
            self._settle()
        return True

    def _settle(self) -> None:
        """What was let go is let go: write its end at the moment it had."""
        self._soon.stop()
        verb = self._down.pop(self._let.key, None)
        if verb is not None:
            self._session.tapping.lit.emit(verb, False)
            if verb == _HOLD:
                self._session.tapping.release_at(self._let.ms)
        self._let = _Release()

    def _let_go(self) -> None:
        """Another window took the keys, and their releases: what is held ends now."""
        for key in list(self._down):
            self._let = _Release(key, 0, self._session.tapping.moment_ms())
            self._settle()

    def _on_mode(self) -> None:
        wanted, app = self._session.modes.tapping, QApplication.instance()
        if app is None or wanted == self._listening:
            return
        self._listening = wanted
        if wanted:
            app.installEventFilter(self)
        else:
            self._soon.stop()
            self._down.clear()
            app.removeEventFilter(self)
