"""The provider picker: who finds the times, what that needs, and what leaves the computer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from lrc_studio.ui.dialogs.frame import MIDDLE_PX, Frame
from lrc_studio.ui.dialogs.provider_card import ProviderCard
from lrc_studio.ui.icons import themed_pixmap
from lrc_studio.ui.services.offers import NOTHING_LEAVES, Offer
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import button, down, label


class Cards(QWidget):
    """The cards as one group. `chosen(offer)` follows each change of the choice or of what it says."""

    chosen = Signal(object)

    def __init__(self, session: Session, offers: Sequence[Offer], provider_id: str = "") -> None:
        super().__init__()
        column = down(self, 2)
        group = QButtonGroup(self)
        self._cards = [ProviderCard(session, offer) for offer in offers]
        for card in self._cards:
            group.addButton(card)
            column.addWidget(card)
            card.toggled.connect(lambda on, card=card: self.chosen.emit(card.offer) if on else None)
            card.clicked.connect(self._on_clicked)
        self._by_hand = bool(provider_id)
        first = next((card for card in self._cards if card.offer.provider_id == provider_id), self._first())
        first.setChecked(True)

    @property
    def offer(self) -> Offer:
        """The one that is chosen."""
        return next(card.offer for card in self._cards if card.isChecked())

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Say what is known now. A choice of the person stays; the program's own goes to the first that can act."""
        for card, offer in zip(self._cards, offers, strict=True):
            card.show_offer(offer)
        if not self._by_hand and not self._first().isChecked():
            focused = any(card.hasFocus() for card in self._cards)
            self._first().setChecked(True)
            if focused:
                self.take_focus()
        self.chosen.emit(self.offer)

    def take_focus(self) -> None:
        """Give the chosen card the keyboard."""
        next(card for card in self._cards if card.isChecked()).setFocus(Qt.FocusReason.TabFocusReason)

    def _on_clicked(self) -> None:
        self._by_hand = True

    def _first(self) -> ProviderCard:
        """The first that can do something, else the first."""
        return next((card for card in self._cards if card.offer.does), self._cards[0])


class LeavesRow(QHBoxLayout):
    """The foot's words on what leaves the computer."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setSpacing(8)
        self._picture, self._text = label(), label("", "secondary")
        self._text.setWordWrap(True)
        self.addWidget(self._picture)
        self.addWidget(self._text, 1)

    def say(self, foot: str) -> None:
        """Show what leaves, with a shield where nothing does."""
        stays = foot == NOTHING_LEAVES
        picture = themed_pixmap(self._session.theme, "privacy" if stays else "provider.service", "text.secondary")
        self._picture.setPixmap(picture)
        self._text.setText(foot)


class ProviderPicker(Frame):
    """Chooses for the open song; what is found out of it while the dialog is open shows at once."""

    fits = True

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, "Find the times", MIDDLE_PX, parent)
        services = session.services
        services.look_at_song()
        self.cards = Cards(session, services.offers(), services.take_preferred())
        self.body.addWidget(self.cards)
        self._leaves = LeavesRow(session)
        self._leaves.setContentsMargins(4, 8, 4, 0)
        self.body.addLayout(self._leaves)
        self._again = button("", "quiet")
        self._again.clicked.connect(self._on_again)
        self._key = button("Change key", "quiet")
        self._key.setToolTip("Replace, test or remove this service's key.")
        self._key.clicked.connect(self._on_key)
        for made in (self._again, self._key):
            self.foot.addWidget(made)
        self.primary = self.finish("", self._on_primary)
        self.cards.chosen.connect(self._on_chosen)
        services.looked.connect(self._on_looked)
        self._on_chosen(self.cards.offer)
        self.cards.take_focus()

    def _on_looked(self) -> None:
        self.cards.show_offers(self.session.services.offers())

    def _on_chosen(self, offer: Offer) -> None:
        self._leaves.say(offer.foot)
        self.primary.setText(offer.primary)
        self.primary.setEnabled(bool(offer.does))
        self._again.setText(offer.again)
        self._again.setVisible(bool(offer.again))
        self._key.setVisible(offer.icon == "provider.service" and offer.does != "key")

    def _on_primary(self) -> None:
        offer = self.cards.offer
        if offer.does:
            self.accept()
            self.session.services.choose(offer, offer.does)

    def _on_again(self) -> None:
        offer = self.cards.offer
        self.accept()
        self.session.services.choose(offer, "send")

    def _on_key(self) -> None:
        offer = self.cards.offer
        self.accept()
        self.session.services.choose(offer, "key")
