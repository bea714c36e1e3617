"""The keys of one action: each can be taken away, another added, and what had it before is said."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from lrc_studio.ui.actions.keymap import action_name, active_keys, holder, key_text, preset_keys, refusal, with_keys
from lrc_studio.ui.dialogs.key_catcher import KeyCatcher
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import ElidedLabel, across, button, clear_layout, down, label

_HIGH_PX = 92


class KeyStrip(QFrame):
    """Stands below the list. `done()` follows when the hand goes back there."""

    done = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._action = session, ""
        self.setObjectName("keyStrip")
        column = down(self, 8, (0, 6, 0, 0))
        first = across(gap_px=6)
        self._name = label("", "strong")
        first.addWidget(self._name)
        first.addSpacing(8)
        self._caps = across(gap_px=6)
        first.addLayout(self._caps)
        first.addStretch(1)
        self._add = button("Add a key", small=True)
        self._back = button("As in the preset", "quiet", small=True)
        first.addWidget(self._back)
        first.addWidget(self._add)
        column.addLayout(first)
        second = across(gap_px=8)
        self._catcher, self._said = KeyCatcher(), ElidedLabel("", "secondary")
        self._yes, self._no = button("", small=True), button("Leave it", small=True)
        for part in (self._catcher, self._said):
            second.addWidget(part, 1)
        second.addWidget(self._no)
        second.addWidget(self._yes)
        column.addLayout(second)
        column.addStretch(1)
        self._run: Callable[[], object] = self.rest
        self._wire()
        self.rest()

    def _wire(self) -> None:
        self._add.clicked.connect(self.catch)
        self._back.clicked.connect(self._on_back)
        self._catcher.caught.connect(self._on_caught)
        self._catcher.left.connect(self._finish)
        self._yes.clicked.connect(lambda: self._run())
        self._no.clicked.connect(self._finish)
        self._session.settings_changed.connect(self._show)
        self._session.theme.changed.connect(self._show)

    def show_action(self, action: str) -> None:
        """Show another action, "" for none."""
        self._action = action
        self.rest()
        self._show()

    def catch(self) -> None:
        """Wait for a key for this action."""
        if self._action:
            self.rest()
            self._said.hide()
            self._catcher.ask(f"Press the key for “{action_name(self._action)}”. Esc leaves it as it is.")

    def ask(self, sentence: str, choice: str, run: Callable[[], object]) -> None:
        """Say a sentence and offer what can be done about it."""
        self._catcher.rest()
        self._said.say(sentence)
        self._said.show()
        self._yes.setText(choice)
        self._run = run
        self._yes.show()
        self._no.show()
        self._yes.setFocus()

    def rest(self, sentence: str = "") -> None:
        """Wait for nothing."""
        self._catcher.rest()
        self._said.say(sentence)
        self._said.show()
        self._yes.hide()
        self._no.hide()

    def _finish(self) -> None:
        self.rest()
        self.done.emit()

    def _show(self, *_: object) -> None:
        self.setFixedHeight(self._session.theme.length(_HIGH_PX))
        clear_layout(self._caps)
        shown = bool(self._action)
        keys = active_keys(self._session.settings)[self._action] if shown else ()
        self._name.setText(action_name(self._action) if shown else "")
        for key in keys:
            cap = button(f"{key_text(key)}  ×", small=True)
            cap.setAccessibleName(f"Remove {key_text(key)}")
            cap.setToolTip(f"Remove {key_text(key)}")
            cap.clicked.connect(lambda _on=False, key=key: self._on_remove(key))
            self._caps.addWidget(cap)
        self._add.setVisible(shown)
        own = shown and keys != preset_keys(self._session.settings.key_preset)[self._action]
        self._back.setVisible(own)

    def _on_caught(self, key: str) -> None:
        why = refusal(key)
        if why:
            self._catcher.ask(f"{why} Press another one, or Esc.")
            return
        other = holder(self._session.settings, self._action, key)
        if other:
            self.ask(f"{key_text(key)} already means “{action_name(other)}”.", "Take it over", lambda: self._give(key))
            return
        self._give(key)

    def _give(self, key: str) -> None:
        had = active_keys(self._session.settings)[self._action]
        self._change((*had, key) if key not in had else had)
        self._finish()

    def _on_remove(self, key: str) -> None:
        self._change(tuple(each for each in active_keys(self._session.settings)[self._action] if each != key))
        self._add.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_back(self) -> None:
        self._change(preset_keys(self._session.settings.key_preset)[self._action])
        self._finish()

    def _change(self, keys: tuple[str, ...]) -> None:
        self._session.change_settings(keys=with_keys(self._session.settings, self._action, keys))
