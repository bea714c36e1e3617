"""Turns action records into Qt actions that know when they can run."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from lrc_studio.ui.actions import ACTIONS
from lrc_studio.ui.actions.keymap import active_keys, key_text, with_keypad
from lrc_studio.ui.actions.spec import TAP_SYNC, Action
from lrc_studio.ui.icons import icon
from lrc_studio.ui.pressed import place_of, pressed
from lrc_studio.ui.session import Session


class BoundActions(QObject):
    """All actions bound to one session and window; `by_id` finds one."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._pairs = [(spec, self._bind(spec, window)) for spec in ACTIONS]
        self._by_id = {spec.id: action for spec, action in self._pairs}
        self._chosen: object = None
        self._keys: dict[str, tuple[str, ...]] = {}
        self._taken: set[str] | None = None
        for signal in (
            session.document.changed,
            session.selection.changed,
            session.song.changed,
            session.player.changed,
            session.modes.changed,
            session.settings_changed,
            session.document.undo_stack.indexChanged,
            session.jobs.started,
            session.jobs.ended,
            session.services.panel_toggled,
        ):
            signal.connect(self.refresh)  # at once: the next key may already mean the new state
        session.theme.changed.connect(self._draw)
        self._draw()
        self.refresh()

    def by_id(self, action_id: str) -> QAction:
        """The Qt action of a record's id."""
        return self._by_id[action_id]

    def in_menu(self, menu: str) -> list[tuple[Action, QAction]]:
        """The actions of a menu, in order."""
        return [(spec, action) for spec, action in self._pairs if spec.menu == menu]

    def run_by_place(self, event: QKeyEvent) -> bool:
        """Run what the place of a key that types a letter of another script means; False where that is nothing."""
        if place_of(event) is None:
            return False
        for name in pressed(event):
            for _, action in self._pairs:
                if action.isEnabled() and name in action.shortcuts():
                    if action.autoRepeat() or not event.isAutoRepeat():
                        action.trigger()
                    return True
        return False

    def refresh(self, *_: object) -> None:
        """Ask every action whether it can run now."""
        for spec, action in self._pairs:
            action.setEnabled(spec.enabled(self._session))
            if spec.checked:
                action.setChecked(spec.checked(self._session))
        stack = self._session.document.undo_stack
        self._retitle("edit.undo", "Undo", stack.undoText())
        self._retitle("edit.redo", "Redo", stack.redoText())
        self._fit_keys()

    def _fit_keys(self) -> None:
        """Give the actions their keys where these changed, or where tap sync takes some of them for itself."""
        settings = self._session.settings
        chosen = settings.key_preset, settings.keys
        if chosen != self._chosen:
            self._chosen, self._keys, self._taken = chosen, with_keypad(active_keys(settings)), None
        taken = {
            key
            for spec, action in self._pairs
            if spec.context == TAP_SYNC and action.isEnabled()
            for key in self._keys[spec.id]
        }
        if taken == self._taken:
            return
        self._taken = taken
        for spec, action in self._pairs:
            free = spec.context == TAP_SYNC
            _give(action, spec, [QKeySequence(key) for key in self._keys[spec.id] if free or key not in taken])

    def _retitle(self, action_id: str, verb: str, label: str) -> None:
        self._by_id[action_id].setText(f"{verb}: {label}" if label else verb)

    def _bind(self, spec: Action, window: QWidget) -> QAction:
        action = QAction(spec.text, window)
        action.setObjectName(spec.id)
        action.setCheckable(spec.checked is not None)
        action.setAutoRepeat(spec.repeats and spec.checked is None)
        action.setStatusTip("")
        action.triggered.connect(lambda: spec.run(self._session))
        window.addAction(action)
        return action

    def _draw(self) -> None:
        for spec, action in self._pairs:
            if spec.icon:
                action.setIcon(icon(self._session.theme, spec.icon, on_role="accent.text"))


def _give(action: QAction, spec: Action, keys: list[QKeySequence]) -> None:
    if keys != action.shortcuts():
        action.setShortcuts(keys)
    action.setToolTip(tool_tip(spec.name, action.shortcut(), spec.tip))


def follow_tip(widget: QWidget, action: QAction) -> None:
    """Give a widget the tool tip of an action, and the new one when its key changes."""

    def show() -> None:
        if widget.toolTip() != action.toolTip():
            widget.setToolTip(action.toolTip())

    action.changed.connect(show)
    show()


def shown_key(action: QAction) -> str:
    """The key of an action as people read it, "" where it has none now."""
    return key_text(action.shortcut())


def tool_tip(name: str, keys: QKeySequence, sentence: str = "") -> str:
    """A tool tip: name, key, then one sentence."""
    shown = key_text(keys)
    head = f"{name} ({shown})" if shown else name
    return f"<b>{head}</b><br>{sentence}" if sentence else head
