"""A folder of songs: who times them all, and what leaves the computer."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from lrc_studio.ui.dialogs.frame import MIDDLE_PX, Frame
from lrc_studio.ui.dialogs.provider_picker import Cards, LeavesRow
from lrc_studio.ui.services.offers import Offer, counted
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import label


class FolderDialog(Frame):
    """Shows `session.services.batches.plan`, which was made from the folder that was dropped or chosen."""

    fits = True

    def __init__(self, session: Session, parent: QWidget) -> None:
        batches = session.services.batches
        plan = batches.plan
        super().__init__(session, f"{counted(plan.todo, 'song')} in “{plan.name}”", MIDDLE_PX, parent)
        said = label(batches.plan_words(), "secondary")
        said.setWordWrap(True)
        self.body.addWidget(said)
        self.cards = Cards(session, batches.offers(), session.services.take_preferred())
        self.body.addWidget(self.cards)
        self._leaves = LeavesRow(session)
        self._leaves.setContentsMargins(4, 8, 4, 0)
        self.body.addLayout(self._leaves)
        self.primary = self.finish("", self._on_primary)
        self.cards.chosen.connect(self._on_chosen)
        session.services.looked.connect(self._on_looked)
        self._on_chosen(self.cards.offer)
        self.cards.take_focus()

    def _on_looked(self) -> None:
        self.cards.show_offers(self.session.services.batches.offers())

    def _on_chosen(self, offer: Offer) -> None:
        self._leaves.say(offer.foot)
        self.primary.setText(offer.primary)
        self.primary.setEnabled(bool(offer.does))

    def _on_primary(self) -> None:
        offer = self.cards.offer
        if offer.does:
            self.accept()
            self.session.services.batches.choose(offer)
