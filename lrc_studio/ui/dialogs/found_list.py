"""What a task holds, as cards to choose from, over the lyrics of the one that is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QWidget

from lrc_studio.ui.dialogs.provider_picker import Cards
from lrc_studio.ui.scripts import line_font
from lrc_studio.ui.services.found import Found
from lrc_studio.ui.services.offers import Offer
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import down

_CARDS_SHARE = 0.6


class FoundList(QWidget):
    """`chosen()` follows each change of the choice; at most `room_px` high."""

    chosen = Signal()

    def __init__(self, session: Session, room_px: int) -> None:
        super().__init__()
        self._session = session
        self._found: tuple[Found, ...] = ()
        self.cards: Cards | None = None
        self._most_px = round(room_px * _CARDS_SHARE)
        column = down(self, 8)
        self._area = QScrollArea(widgetResizable=True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Its lyrics")
        self.text.setFixedHeight(room_px - self._most_px)
        column.addWidget(self._area)
        column.addWidget(self.text)
        self.hide()

    @property
    def choice(self) -> Found | None:
        """What is chosen, also where it cannot be taken; None where nothing was found."""
        return self._found[int(self.cards.offer.provider_id)] if self.cards else None

    def show_found(self, found: tuple[Found, ...]) -> None:
        """Show these, the first that can be taken chosen; the same again changes nothing."""
        if found == self._found:
            return
        self._found, self.cards = found, None
        inside = QWidget()
        column = down(inside, 0)
        if found:
            self.cards = Cards(self._session, [_offer(place, each) for place, each in enumerate(found)])
            self.cards.chosen.connect(self._on_chosen)
            column.addWidget(self.cards)
        column.addStretch(1)
        self._area.setWidget(inside)
        self.setVisible(bool(found))
        if self.cards:
            self._area.setFixedHeight(min(self._most_px, self.cards.sizeHint().height() + 4))
            self._on_chosen()
            self.cards.take_focus()

    def _on_chosen(self, *_: object) -> None:
        choice = self.choice
        text = choice.text if choice else ""
        self.text.setFont(line_font(self._session.theme, "body", text))
        self.text.setPlainText(text)
        self.text.setPlaceholderText(choice.words if choice and not choice.usable else "")
        self.text.setVisible(any(each.text for each in self._found))  # the cards stay where they are
        self.chosen.emit()


def _offer(place: int, found: Found) -> Offer:
    """A thing found as a card."""
    group = "text" if found.usable else "danger"
    picture = "lyrics.file" if found.ids.variation is not None else "view.wave"
    does = "take" if found.usable else ""
    return Offer(str(place), found.title, picture, found.words, found.chip, group, "", "", does)
