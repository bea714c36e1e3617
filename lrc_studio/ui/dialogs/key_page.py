"""The page of keys: every action with its keys, found by name or by pressing a key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from lrc_studio.ui.actions.keymap import active_keys, grouped, key_text, preset_keys
from lrc_studio.ui.actions.spec import Action
from lrc_studio.ui.dialogs.key_catcher import KeyCatcher
from lrc_studio.ui.dialogs.key_strip import KeyStrip
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import across, button, down

_ID = Qt.ItemDataRole.UserRole
_KEY = "Key: "


class KeyList(QTreeWidget):
    """`wanted()` follows Enter and a double click, which are not the dialog's."""

    wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit()
        else:
            super().keyPressEvent(event)


class KeyPage(QWidget):
    """Changes apply at once; the own ones are bold."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        column = down(self, 8)
        self.search, self._catcher = QLineEdit(), KeyCatcher()
        self.search.setPlaceholderText("Search by name")
        self.search.setAccessibleName("Search keys")
        self._by_key = button("Search by key")
        row = across(gap_px=8)
        for part, share in ((self.search, 1), (self._catcher, 1), (self._by_key, 0)):
            row.addWidget(part, share)
        column.addLayout(row)
        self.list = KeyList()
        self.strip = KeyStrip(session)
        self._dress()
        column.addWidget(self.list, 1)
        column.addWidget(self.strip)
        self._items = self._filled()
        self._wire()
        self._show()

    def look_for(self, words: str) -> bool:
        """Search for words as if they were typed here; gives whether an action fits."""
        self.search.setText(words)
        return any(not item.isHidden() for _group, _spec, item in self._items)

    def reset(self) -> None:
        """Drop all own keys, which can be brought back as long as the page is open."""
        had = self._session.settings.keys
        if had:
            self._session.change_settings(keys={})
            self.strip.ask("Your own keys are gone.", "Bring them back", lambda: self._bring_back(had))

    def _bring_back(self, had: object) -> None:
        self._session.change_settings(keys=had)
        self.strip.rest()

    def _dress(self) -> None:
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setAccessibleName("Keys by action")
        self.list.setItemsExpandable(False)
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(10)
        self.list.setUniformRowHeights(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = self.list.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def _filled(self) -> list[tuple[QTreeWidgetItem, Action, QTreeWidgetItem]]:
        """The action's group, the action and its row."""
        items = []
        for title, specs in grouped():
            group = QTreeWidgetItem(self.list, [title])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            group.setFirstColumnSpanned(True)
            for spec in specs:
                item = QTreeWidgetItem(group, [spec.name])
                item.setData(0, _ID, spec.id)
                item.setToolTip(0, spec.tip)
                items.append((group, spec, item))
        self.list.expandAll()
        return items

    def _wire(self) -> None:
        self.search.textChanged.connect(self._filter)
        self._by_key.clicked.connect(self._ask_key)
        self._catcher.caught.connect(self._on_searched)
        self._catcher.left.connect(self._rest)
        self.list.currentItemChanged.connect(lambda now, _before: self.strip.show_action(_id_of(now)))
        self.list.wanted.connect(self.strip.catch)
        self.list.itemDoubleClicked.connect(lambda *_: self.strip.catch())
        self.strip.done.connect(self.list.setFocus)
        self._session.settings_changed.connect(self._show)
        self._session.theme.changed.connect(self._show)

    def _show(self, *_: object) -> None:
        settings, theme = self._session.settings, self._session.theme
        keys, below = active_keys(settings), preset_keys(settings.key_preset)
        for group, spec, item in self._items:
            group.setFont(0, theme.font("bodyStrong"))
            group.setForeground(0, theme.colour("text.secondary"))
            item.setText(1, "   ".join(key_text(key) for key in keys[spec.id]))
            item.setFont(1, theme.font("bodyStrong" if keys[spec.id] != below[spec.id] else "body"))
            item.setForeground(1, theme.colour("text.primary"))
        self._filter()

    def _filter(self, typed: str = "") -> None:
        """Show what fits; while a search is typed go to what is called so."""
        wanted = self.search.text().strip()
        fits = _by_key(wanted.removeprefix(_KEY)) if wanted.startswith(_KEY) else _by_words(wanted)
        found: list[tuple[QTreeWidgetItem, QTreeWidgetItem]] = []
        for group, spec, item in self._items:
            shown = fits(group.text(0), spec, item.text(1))
            item.setHidden(not shown)
            if shown:
                found.append((group, item))
        for group, _spec, _item in self._items:
            group.setHidden(not any(full is group for full, _row in found))
        now: QTreeWidgetItem | None = self.list.currentItem()
        named = [row for _group, row in found if wanted.casefold() in row.text(0).casefold()]
        if found and (now is None or now.isHidden() or (typed and named and now not in named)):
            self.list.setCurrentItem(named[0] if named else found[0][1])
        self.strip.setEnabled(bool(found))

    def _ask_key(self) -> None:
        self.search.hide()
        self._catcher.ask("Press the key to look for. Esc leaves it.")

    def _on_searched(self, key: str) -> None:
        self._rest()
        self.search.setText(f"{_KEY}{key_text(key)}")
        self.search.selectAll()  # so that the next search begins with typing
        self.list.setFocus()

    def _rest(self) -> None:
        self._catcher.rest()
        self.search.show()


def _id_of(item: QTreeWidgetItem | None) -> str:
    return (item.data(0, _ID) or "") if item else ""


def _by_key(shown: str) -> Callable[[str, Action, str], bool]:
    return lambda _title, _spec, keys: shown in keys.split("   ")


def _by_words(wanted: str) -> Callable[[str, Action, str], bool]:
    words = wanted.casefold().split()
    return lambda title, spec, keys: all(
        word in f"{title} {spec.text} {spec.tip} {keys if len(word) > 1 else ''}".casefold() for word in words
    )
