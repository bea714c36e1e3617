"""What a person does with a song's ids in the window, in short words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from lrc_studio.app import Studio
from lrc_studio.ui.dialogs.provider_card import ProviderCard
from lrc_studio.ui.dialogs.song_by_id import SongByIdDialog
from tests.emulator import SunoEmulator
from tests.ui.services.at_work import Hands
from tests.ui.services.hand_clock import HandClock
from tests.ui.waiting import until

ENTER, DOWN, UP = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Up


class IdHands(Hands):
    """A window whose service by ids is `service`; the clock stands with it."""

    def __init__(self, studio: Studio, service: SunoEmulator) -> None:
        super().__init__(studio, HandClock(service.clock))
        self.service = service
        studio.session.services.clock = self.clock

    async def by_id(self, text: str = "") -> SongByIdDialog:
        """Open the dialog by its menu entry and paste `text`."""
        self.studio.window.actions_bound.by_id("service.by_id").trigger()
        return await self.pasted(text)

    async def pasted(self, text: str) -> SongByIdDialog:
        """The dialog that is open, with `text` pasted by keys."""
        await until(lambda: self.has_dialog(SongByIdDialog))
        dialog = self.dialog()
        assert isinstance(dialog, SongByIdDialog)
        dialog.activateWindow()
        await until(dialog.isActiveWindow)
        dialog.service.setCurrentIndex(dialog.service.findData(self.service.service.member))
        if text:
            QGuiApplication.clipboard().setText(text)
            dialog.field.setFocus()
            QTest.keyClick(dialog.field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            QTest.keyClick(dialog.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        await self.idle()
        return dialog

    async def found(self, dialog: SongByIdDialog) -> list[ProviderCard]:
        """Press Enter on pasted ids and wait for what the task holds."""
        QTest.keyClick(dialog.field, ENTER)
        await until(lambda: dialog.list.choice is not None)
        await self.idle()
        return dialog.list.findChildren(ProviderCard)

    async def idle(self) -> None:
        """Wait until nothing is asked for."""
        jobs = self.session.jobs
        await until(lambda: not any(jobs.running(name) for name in ("by-id-look", "by-id-take", "by-id-credits")))

    async def taken(self) -> None:
        """Wait until the answer is in the lyrics and the dialog gone."""
        await until(lambda: not self.has_dialog(SongByIdDialog))
        await self.idle()

    def saved(self) -> None:
        """Nothing is left to be asked about at the end."""
        self.session.document.mark_saved()
