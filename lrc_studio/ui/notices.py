"""Where messages are shown: banners above what they concern, one toast over the table."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QToolButton,
    QWidget,
)

from lrc_studio.ui.icons import icon, themed_pixmap
from lrc_studio.ui.messages import Choice, Message
from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import parse_colour, size, tokens
from lrc_studio.ui.widgets import across, button, clear_layout, down, label

_ICONS = {"info": "info", "success": "done", "warning": "review.next", "danger": "problem"}
_TOAST_TEXT_PX = 420
_WORDS = "words"


class Banners(QWidget):
    """The banners, newest last; each stays until it is answered, dismissed or cleared."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: dict[str, tuple[Message, QWidget]] = {}
        self._column = down(self, 0)
        session.messages.banner_shown.connect(self._on_shown)
        session.messages.banner_retold.connect(self._on_retold)
        session.messages.banner_cleared.connect(self._on_cleared)
        session.theme.changed.connect(self._on_theme)

    def _on_shown(self, message: Message) -> None:
        place = list(self._shown).index(message.key) if message.key in self._shown else len(self._shown)
        self._on_cleared(message.key)
        made = self._made(message)
        rest = list(self._shown.items())
        self._shown = dict([*rest[:place], (message.key, (message, made)), *rest[place:]])
        self._column.insertWidget(place, made)
        made.show()
        self._order_tabs()

    def _on_retold(self, key: str, text: str) -> None:
        """The buttons stay as they are: one may be under a finger, or have the focus."""
        if key in self._shown:
            message, made = self._shown[key]
            message = replace(message, text=text)
            self._shown[key] = message, made
            _say(message, made)

    def _on_cleared(self, key: str) -> None:
        _, made = self._shown.pop(key, (None, None))
        if made:
            self._column.removeWidget(made)
            made.hide()
            made.deleteLater()

    def _on_theme(self) -> None:
        for message, _ in list(self._shown.values()):
            self._on_shown(message)

    def _order_tabs(self) -> None:
        """Put the banners' buttons where the eye meets them: after what stands above, before the rest."""
        before = self.previousInFocusChain() or self
        while before is not self and (self.isAncestorOf(before) or before.focusPolicy() == Qt.FocusPolicy.NoFocus):
            before = before.previousInFocusChain() or self
        for _, made in self._shown.values():
            for part in made.findChildren(QWidget):
                if part.focusPolicy() != Qt.FocusPolicy.NoFocus:
                    QWidget.setTabOrder(before, part)
                    before = part

    def _made(self, message: Message) -> QWidget:
        theme, kind = self._session.theme, message.kind
        frame = QFrame()
        frame.setObjectName("banner")
        frame.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        tint, edge = theme.colour(f"{kind}.tint").name(), theme.colour("border.subtle").name()
        frame.setStyleSheet(f"#banner {{ background: {tint}; border-bottom: 1px solid {edge}; }}")
        row = across(frame, 8, margins_px=(16, 6, 10, 6))
        picture = label()
        picture.setPixmap(themed_pixmap(theme, message.icon or _ICONS[kind], f"{kind}.text"))
        row.addWidget(picture)
        text = label()
        text.setObjectName(_WORDS)
        text.setTextFormat(Qt.TextFormat.RichText)  # escaped: title and text wrap as one sentence
        text.setWordWrap(True)
        row.addWidget(text, 1)
        for choice in message.choices:
            row.addWidget(_choice_button(choice))
        row.addWidget(self._dismiss(message.key))
        _say(message, frame)
        return frame

    def _dismiss(self, key: str) -> QToolButton:
        cross = QToolButton()
        cross.setIcon(icon(self._session.theme, "close"))
        cross.setAccessibleName("Dismiss")
        cross.setToolTip("Dismiss")
        cross.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        cross.clicked.connect(lambda: self._on_cleared(key))
        return cross


def _say(message: Message, banner: QWidget) -> None:
    """Put a message's words into its banner."""
    text = banner.findChild(QLabel, _WORDS)
    assert isinstance(text, QLabel)
    title = f'<span style="font-weight: 600">{escape(message.title)}</span> ' if message.title else ""
    text.setText(f"{title}{escape(message.text)}")
    banner.setAccessibleName(f"{message.title} {message.text}".strip())


class Toast(QFrame):
    """One short message at the bottom left; it goes after 6 s, not while the mouse or the focus is on it."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._session, self._over = session, parent
        self._message: Message | None = None
        self._row = across(self, 10, margins_px=(14, 8, 14, 8))
        self._timer = QTimer(self, singleShot=True, interval=tokens()["motion"]["toastStay"])
        self._timer.timeout.connect(self._on_time)
        shadow = tokens()["elevation"]["popup"]["shadow"]
        effect = QGraphicsDropShadowEffect(self)
        effect.setOffset(0, shadow["y"])
        effect.setBlurRadius(shadow["blur"])
        effect.setColor(parse_colour(shadow["color"]))
        self.setGraphicsEffect(effect)
        self.hide()
        session.messages.toasted.connect(self._on_toasted)
        session.messages.banner_shown.connect(self._on_banner)
        session.document.changed.connect(self._on_document)
        session.theme.changed.connect(self._on_theme)
        session.selection.changed.connect(self._on_focus)
        session.modes.changed.connect(lambda: QTimer.singleShot(0, self, self.place))  # when the keys have their place
        parent.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.place()
        return False

    def place(self) -> None:
        """Stand at the bottom left of the parent, above the status bar, and off what the hands are at."""
        self.adjustSize()
        at = QPoint(16, self._over.height() - size("status") - self.height() - 16)
        for used in (self._typed_in(), self._current_row()):
            if used and used.intersects(QRect(at, self.size())):
                at.setY(used.top() - self.height() - 8)
        self.move(at)

    def _typed_in(self) -> QRect | None:
        """The field with the focus, or the keys of tap sync, in the parent's coordinates."""
        keys = self._over.findChild(QWidget, "keyBar")
        if keys and keys.isVisible():
            return QRect(keys.mapTo(self._over, QPoint(0, 0)), keys.size())
        field = QApplication.focusWidget()
        if not isinstance(field, QLineEdit) or not self._over.isAncestorOf(field):
            return None
        return QRect(field.mapTo(self._over, QPoint(0, 0)), field.size())

    def _table(self) -> QTableView | None:
        return self._over.findChild(QTableView, "lines")

    def _current_row(self) -> QRect | None:
        """The current line's row in the table, in the parent's coordinates."""
        table, row = self._table(), self._session.selection.current
        if table is None or row is None or not table.isVisible():
            return None
        view = table.viewport()
        top = table.rowViewportPosition(row)
        return QRect(view.mapTo(self._over, QPoint(0, top)), QSize(view.width(), table.rowHeight(row)))

    def _on_toasted(self, message: Message) -> None:
        self._message = message
        self._fill(message)
        if (table := self._table()) is not None:
            scrolled = table.verticalScrollBar().valueChanged
            scrolled.connect(self._on_focus, Qt.ConnectionType.UniqueConnection)
        self.show()
        self.place()
        self.raise_()
        self._timer.start()

    def _fill(self, message: Message) -> None:
        clear_layout(self._row)
        picture = QLabel()
        picture.setPixmap(themed_pixmap(self._session.theme, _ICONS[message.kind], f"{message.kind}.text"))
        self._row.addWidget(picture)
        said = label()
        most_px = self._session.theme.length(_TOAST_TEXT_PX)
        said.setText(said.fontMetrics().elidedText(message.text, Qt.TextElideMode.ElideMiddle, most_px))
        said.setToolTip(message.text if said.text() != message.text else "")
        self._row.addWidget(said)
        self._row.addSpacing(12)
        for choice in message.choices:
            made = _choice_button(choice, link=True)
            made.clicked.connect(self.hide)
            self._row.addWidget(made)
        for place in range(self._row.count()):
            item = self._row.itemAt(place)
            part = item.widget() if item else None
            if part:
                part.show()  # what joins a toast that is in sight has no size before
        self.setAccessibleName(message.text)

    def _on_banner(self, banner: Message) -> None:
        """Trouble ends what was only told: "Sending" beside "no credits left" would be two messages of one event."""
        if self._message and self._message.kind == "info" and banner.kind in ("warning", "danger"):
            self.hide()

    def _on_time(self) -> None:
        inside = self.focusWidget()
        if self.underMouse() or (inside and inside.hasFocus()):
            self._timer.start()
        else:
            self.hide()

    def _on_document(self, *_: object) -> None:
        """An offer to undo is over with the next edit: it would undo that one."""
        if self._message and any(choice.label == "Undo" for choice in self._message.choices):
            self.hide()

    def _on_focus(self, *_: object) -> None:
        if self.isVisible():
            self.place()

    def _on_theme(self) -> None:
        if self._message and self.isVisible():
            self._fill(self._message)
            self.place()


def _choice_button(choice: Choice, link: bool = False) -> QPushButton:
    text = f"{choice.label}  {choice.key}" if choice.key else choice.label
    made = button(text, "link" if link else "", small=not link)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.clicked.connect(lambda: choice.run())
    return made
