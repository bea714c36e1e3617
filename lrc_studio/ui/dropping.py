"""What is dragged over the window: says what a drop would do, and does it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from lrc_studio.ui.dropped import Dropped, sorted_out
from lrc_studio.ui.empty import EmptyView
from lrc_studio.ui.session import Session

_CARD_PX = (460, 64)


class Dropping(QObject):
    """Takes drops of the whole `window`: files and folders, or a piece of text, which is pasted."""

    def __init__(self, session: Session, window: QWidget, pages: QWidget, empty: EmptyView) -> None:
        super().__init__(window)
        self._session, self._empty = session, empty
        self._hint = DropHint(session, pages)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            self._on_enter(event)
        elif kind == QEvent.Type.DragLeave:
            self._show("")
        elif kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self._on_drop(event)
        else:
            return False
        return True

    def _on_enter(self, event: QDragEnterEvent) -> None:
        said = self._said(event.mimeData())
        if said:
            event.acceptProposedAction()
            self._show(said)
        else:
            event.ignore()

    def _on_drop(self, event: QDropEvent) -> None:
        self._show("")
        event.acceptProposedAction()
        paths, files = _paths(event.mimeData()), self._session.files
        folder = next((path for path in paths if path.is_dir()), None)
        if folder:
            self._session.services.take_folder(folder)
        elif paths:
            files.take_drop(paths)
        else:
            files.paste(event.mimeData().text())

    def _show(self, said: str) -> None:
        self._empty.set_dropping(bool(said))
        self._hint.say("" if self._empty.isVisible() else said)

    def _said(self, data: QMimeData) -> str:
        """What a drop would do, "" where it would do nothing."""
        paths = _paths(data)
        if not paths:
            return "Drop to paste this text as lyrics" if _is_text(data) else ""
        if any(path.is_dir() for path in paths):
            return "Drop to time the songs of this folder"
        return _intent(self._session, sorted_out(paths))


class DropHint(QWidget):
    """A dashed frame over the pages with one sentence; the mouse goes through it."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session, self._over, self._said = session, over, ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, said: str) -> None:
        """Show this sentence; "" hides it."""
        self._said = said
        self.setAccessibleName(said)
        self.setGeometry(self._over.rect())
        self.setVisible(bool(said))
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._session.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPen(theme.colour("accent.graphic"), 2)
        edge.setDashPattern([4, 3])
        painter.setPen(edge)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(6, 6, -6, -6), 14, 14)
        wide, high = (theme.length(px) for px in _CARD_PX)
        card = QRectF(0, 0, min(wide, self.width() - 40), high)
        card.moveCenter(QRectF(self.rect()).center())
        painter.setPen(QPen(theme.colour("accent.graphic"), 1.5))
        painter.setBrush(theme.colour("bg.overlay"))
        painter.drawRoundedRect(card, 8, 8)
        painter.setPen(theme.colour("text.primary"))
        painter.setFont(theme.font("heading"))
        inside = card.adjusted(16, 0, -16, 0)
        said = painter.fontMetrics().elidedText(self._said, Qt.TextElideMode.ElideMiddle, round(inside.width()))
        painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, said)


def _paths(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def _is_text(data: QMimeData) -> bool:
    """Whether text with more than one row is dragged; a single word is no song's lyrics."""
    return data.hasText() and not data.hasUrls() and "\n" in data.text().strip()


def _intent(session: Session, given: Dropped) -> str:
    """What a drop of these files would do, in the words of the thing that changes."""
    song, files = session.song.path, session.files
    lyrics = bool(session.document.lyrics.lines)
    if given.song and given.more_songs:
        return f"Drop to open “{given.song.stem}”, the first of {given.more_songs + 1} songs"
    if given.words and given.song:
        return f"Drop to open “{given.song.stem}” with its lyrics"
    if given.words and given.side:
        return "Drop to open lyrics and a translation"
    if given.words:
        return f"Drop to open these lyrics{f' for “{files.title}”' if song else ''}"
    if lyrics and song is None:
        return (
            f"Drop to put this song under “{files.title}”" if files.title else "Drop to put this song under the lyrics"
        )
    return "Drop to open another song" if song else "Drop to open this song"
