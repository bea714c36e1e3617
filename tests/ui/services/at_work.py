"""What a person does with services in the window, in short words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu, QPushButton, QToolButton, QWidget

from lrc_studio.app import Studio
from lrc_studio.storage.jobs import Job
from lrc_studio.ui.dialogs.frame import Frame
from lrc_studio.ui.dialogs.provider_card import ProviderCard
from lrc_studio.ui.dialogs.provider_picker import ProviderPicker
from lrc_studio.ui.dialogs.service_key import ServiceKeyDialog
from lrc_studio.ui.joblist.panel import JobsPanel
from lrc_studio.ui.joblist.row import Row
from lrc_studio.ui.services.desk import Services
from tests.ui.services.hand_clock import HandClock
from tests.ui.songs import Told, button, opened
from tests.ui.waiting import until


class Hands:
    """The window of a studio and the clock of the service."""

    def __init__(self, studio: Studio, clock: HandClock) -> None:
        self.studio, self.session, self.clock = studio, studio.session, clock
        self.told = Told(studio.session.messages)

    @property
    def services(self) -> Services:
        return self.session.services

    @property
    def job(self) -> Job:
        """The newest job."""
        return self.services.jobs()[0]

    async def begin(self) -> None:
        """As at the start of the program."""
        self.services.begin()
        await until(lambda: not self.session.jobs.running("services"))

    async def open(self, song: Path, text: str = "") -> None:
        await opened(self.session, song)
        if text:
            self.session.files.paste(text)

    def dialog(self) -> Frame:
        """The dialog that is open."""
        found = [each for each in self.studio.window.findChildren(QDialog) if each.isVisible()]
        assert len(found) == 1, found
        assert isinstance(found[0], Frame)
        return found[0]

    def has_dialog(self, kind: type[QDialog]) -> bool:
        return any(each.isVisible() for each in self.studio.window.findChildren(kind))

    async def picker(self) -> ProviderPicker:
        """Open the provider picker by the arrow beside Auto sync, and wait until it knows the song."""
        arrow = next(
            made
            for made in self.studio.window.findChildren(QPushButton)
            if made.accessibleName() == "Choose who finds the times"
        )
        click(arrow)
        await self.looked()
        found = self.dialog()
        assert isinstance(found, ProviderPicker)
        return found

    async def looked(self) -> None:
        await until(lambda: self.has_dialog(ProviderPicker))
        jobs = self.session.jobs
        await until(lambda: not jobs.running("look") and not jobs.running("key-look"))

    async def key_dialog(self) -> ServiceKeyDialog:
        await until(lambda: self.has_dialog(ServiceKeyDialog) and not self.session.jobs.running("key-look"))
        found = self.dialog()
        assert isinstance(found, ServiceKeyDialog)
        return found

    def card(self, name: str) -> ProviderCard:
        """Choose a card of the open dialog by mouse."""
        found = next(card for card in self.dialog().findChildren(ProviderCard) if card.offer.label == name)
        click(found)
        return found

    async def send(self) -> None:
        """Send the open song to the service and wait for its receipt."""
        dialog = await self.picker()
        self.card("AI LRC Generator")
        before = {job.id for job in self.services.jobs()}
        click(dialog.primary)
        await until(lambda: {job.id for job in self.services.jobs()} - before)

    async def sent(self) -> None:
        await self.send()
        await until(lambda: self.job.task_id)

    async def pass_time(self, seconds: float) -> None:
        """Let time pass once the program waits for it."""
        await until(lambda: self.clock.asleep)
        self.clock.advance(seconds)

    async def until_state(self, state: str, within_s: float = 20.0) -> None:
        """Let the program ask every 10 s until its newest job stands so."""

        def reached() -> bool:
            if self.job.state != state and self.clock.asleep:
                self.clock.advance(10)
            return self.job.state == state

        await until(reached, within_s)

    def panel(self) -> JobsPanel:
        """The Jobs panel, opened."""
        self.services.show_panel()
        return next(each for each in self.studio.window.findChildren(JobsPanel) if each.isVisible())

    def row(self, title: str) -> Row:
        """The visible row of a song."""
        found = [row for row in self.panel().findChildren(Row) if row.isVisible()]
        mine = [row for row in found if row.accessibleName().startswith(title)]
        assert mine, [row.accessibleName() for row in found]
        return mine[0]

    def press(self, title: str, step: str) -> None:
        """Press the button of a song's row."""
        click(button(self.row(title), step))

    def choose(self, title: str, step: str) -> None:
        """Choose from the menu of a song's row."""
        more = next(made for made in self.row(title).findChildren(QToolButton) if made.menu())
        menu = more.menu()
        assert isinstance(menu, QMenu)
        menu.aboutToShow.emit()
        next(action for action in menu.actions() if action.text() == step).trigger()

    def step_of(self, title: str) -> str:
        """What the button of a song's row says."""
        found = [made.text().strip() for made in self.row(title).findChildren(QPushButton) if made.isVisible()]
        return found[0] if found else ""

    def menu_of(self, title: str) -> list[str]:
        """What the menu of a song's row offers."""
        more = next(made for made in self.row(title).findChildren(QToolButton) if made.menu())
        more.menu().aboutToShow.emit()
        return [action.text() for action in more.menu().actions()]


def click(widget: QWidget) -> None:
    """Press the left mouse button on its middle."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
