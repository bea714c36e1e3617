"""A song by its id: what was pasted, what the task holds, and what to take of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from lrc_studio.providers.base import Ids
from lrc_studio.providers.pasted_ids import ids_in, names_task
from lrc_studio.ui.dialogs.found_list import FoundList
from lrc_studio.ui.dialogs.frame import MIDDLE_PX, Frame
from lrc_studio.ui.dialogs.provider_picker import LeavesRow
from lrc_studio.ui.icons import themed_pixmap
from lrc_studio.ui.services.found import Found
from lrc_studio.ui.services.offers import NOTHING_LEAVES
from lrc_studio.ui.session import Session
from lrc_studio.ui.spinner import Spinner
from lrc_studio.ui.widgets import across, button, label

_MOST_CHARS = 200_000
_LEAST_PX, _MOST_PX, _REST_PX = 140, 320, 400
"""The room of the list with its text, and what the dialog needs beside it."""


class SongByIdDialog(Frame):
    """Shows `session.services.ids` and asks it; Enter goes on from pasted ids to the words."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, "Song by id", MIDDLE_PX, parent)
        self.ids = session.services.ids
        self.body.addLayout(self._service_row())
        self.body.addWidget(self._field())
        self.body.addWidget(self._pasted_label())
        self.body.addWidget(self._kinds())
        self._prompt = label("", "secondary")
        self._prompt.setWordWrap(True)
        self.body.addWidget(self._prompt)
        self.list = FoundList(session, max(_LEAST_PX, min(_MOST_PX, parent.height() - _REST_PX)))
        self.body.addWidget(self.list)
        self.body.addLayout(self._told_row())
        self._leaves = LeavesRow(session)
        self.body.addLayout(self._leaves)
        self._build_foot()
        self.ids.watched = True
        self.ids.forget()
        self._connect()
        self._on_service()
        self.field.setFocus()
        self._begin_with()

    @property
    def found(self) -> Found | None:
        """What is chosen: of the list, or the one song that the ids name; None where nothing can be taken."""
        chosen = self.list.choice
        if chosen is not None:
            return chosen if chosen.usable else None
        pasted = self.pasted
        named = not self._wants_texts and self.ids.enough(pasted)
        return Found(pasted, pasted.audio_id or "A song") if named else None

    @property
    def pasted(self) -> Ids:
        """The ids in the field."""
        return ids_in(self.field.text())

    def done(self, result: int) -> None:
        self.ids.watched = self.ids.waits_for_key = False
        self.session.services.looked.disconnect(self._on_key_looked)
        super().done(result)

    # ---- parts ------------------------------------------------------------------------------------------------------

    def _service_row(self) -> QHBoxLayout:
        row = across(gap_px=12)
        self.service = QComboBox()
        self.service.setAccessibleName("Service")
        for provider in self.ids.providers:
            self.service.addItem(provider.label, provider.id)
        self.service.setCurrentIndex(self.service.findData(self.ids.provider.id))
        self._coins, self._credits = label(), label("", "small")
        self._coins.setPixmap(themed_pixmap(self.session.theme, "credits", "text.secondary"))
        row.addWidget(label("Service"))
        row.addWidget(self.service)
        row.addStretch(1)
        row.addWidget(self._coins)
        row.addWidget(self._credits)
        return row

    def _field(self) -> QLineEdit:
        self.field = QLineEdit()
        self.field.setAccessibleName("Ids")
        self.field.setPlaceholderText("Paste the task's id, an address or JSON with it")
        self.field.setMaxLength(_MOST_CHARS)
        return self.field

    def _pasted_label(self) -> QLabel:
        self._pasted = label("", "small")
        self._pasted.setWordWrap(True)
        return self._pasted

    def _kinds(self) -> QWidget:
        self._kind_row = QWidget()
        row = across(self._kind_row, 16)
        self.songs, self.texts = QRadioButton("A song, with times"), QRadioButton("Lyrics that a task wrote")
        for made in (self.texts, self.songs):
            row.addWidget(made)
        row.addStretch(1)
        self.texts.setChecked(True)
        return self._kind_row

    def _told_row(self) -> QHBoxLayout:
        row = across(gap_px=6)
        self._mark, self._spinner, self.told = label(), Spinner(self.session.theme), label("", "small")
        self._mark.setPixmap(themed_pixmap(self.session.theme, "error", "danger.text", 14))
        self.told.setWordWrap(True)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        for part in (self._mark, self._spinner):
            row.addWidget(part, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.told, 1)
        return row

    def _build_foot(self) -> None:
        self.sound, self.jobs = button("Fetch the sound…", "quiet"), button("Show jobs", "quiet")
        self.more = button("Find songs", "quiet")
        self.sound.setToolTip("Saves the song's sound and opens it. It comes without your key being sent.")
        self.more.setToolTip("Lists the songs of the task, to choose one by its title and length; costs nothing.")
        for made, run in ((self.sound, self._on_sound), (self.jobs, self._on_jobs), (self.more, self._find)):
            made.clicked.connect(run)
            self.foot.addWidget(made)
        self.primary = self.finish("Find songs", self._on_primary)

    def _connect(self) -> None:
        self.service.currentIndexChanged.connect(self._on_service)
        self.field.textChanged.connect(self._on_ids)
        self.songs.toggled.connect(self._on_ids)
        self.list.chosen.connect(self._show_choice)
        self.ids.changed.connect(self._show)
        self.ids.taken.connect(self.accept)
        self.session.services.looked.connect(self._on_key_looked)

    def _begin_with(self) -> None:
        """What was copied at the service is there already; anything that is not surely an id is left alone."""
        known, self.ids.prefilled = self.ids.prefilled, ""
        if known:
            self.field.setText(known)
            if not self.ids.waits_for_key:
                self._find()
            return
        copied = QGuiApplication.clipboard().text()[:_MOST_CHARS].strip()
        if names_task(copied):
            self.field.setText(copied)

    # ---- what happens -----------------------------------------------------------------------------------------------

    @property
    def _wants_texts(self) -> bool:
        return self.ids.gives_texts and self.texts.isChecked()

    def _on_service(self, *_: object) -> None:
        if self.service.currentData() != self.ids.provider.id:
            self.ids.choose(self.service.currentData())
        self._kind_row.setVisible(self.ids.gives_texts)
        self.ids.ask_credits()
        self._on_ids()

    def _on_ids(self, *_: object) -> None:
        pasted = self.pasted
        if pasted.audio_id and self.sender() is self.field:
            self.songs.setChecked(True)
        self.ids.forget()
        parts = (
            f"Task {pasted.task_id}" if pasted.task_id else "",
            f"Audio {pasted.audio_id}" if pasted.audio_id else "",
        )
        told = " · ".join(part for part in parts if part)
        if self.field.text().strip() and not pasted.task_id:
            told = " · ".join(
                part for part in (told, "The task's id is needed; copy it from the service's page.") if part
            )
        self._pasted.setText(told)
        self._pasted.setVisible(bool(told))
        self._show()

    def _on_primary(self) -> None:
        found = self.found
        if self.ids.needs_key:
            self._ask_key()
        elif found is None:
            self._find()
        else:
            self.ids.take(found)

    def _find(self) -> None:
        self.ids.find(self.pasted, self._wants_texts)

    def _ask_key(self) -> None:
        """The key dialog takes the place of this one, which comes back with the same ids."""
        ids, text = self.ids, self.field.text()
        self.reject()
        ids.prefilled, ids.waits_for_key = text, True
        self.session.services.ask_key(ids.provider.id, lambda: self.session.asked.emit("song_by_id"))

    def _on_key_looked(self) -> None:
        """The key is in its place now: go on where it was missing, with what costs nothing."""
        if not self.session.services.keys.knows(self.ids.provider.id):
            return
        self.ids.ask_credits()
        waited, self.ids.waits_for_key = self.ids.waits_for_key, False
        if waited and self.found is None and self.pasted.task_id:
            self._find()

    def _on_jobs(self) -> None:
        self.reject()
        self.session.services.show_panel()

    def _on_sound(self) -> None:
        found = self.found
        if found and found.track:
            self.accept()
            self.session.services.sounds.ask(self.ids.provider, found.track)

    # ---- showing ----------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        ids = self.ids
        self.list.show_found(ids.found)
        self._credits.setText(ids.credits_said)
        for part in (self._coins, self._credits):
            part.setVisible(bool(ids.credits_said))
        self._prompt.setText(f"Asked for: {ids.prompt}")
        self._prompt.setVisible(bool(ids.prompt))
        self._tell(ids.doing or ids.said)
        self._enable(not ids.taking)
        self._show_choice()

    def _enable(self, free: bool) -> None:
        """Nothing is chosen while something is paid for; the choice has the keys again afterwards."""
        again = free and not self.field.isEnabled()
        for place in (self.service, self.field, self._kind_row, self.list):
            place.setEnabled(free)
        if again and self.list.cards:
            self.list.cards.take_focus()
        elif again:
            self.field.setFocus()

    def _show_choice(self, *_: object) -> None:
        ids, found = self.ids, self.found
        self.primary.setText(self._verb(found))
        self.primary.setEnabled(not ids.doing and bool(found or (self.pasted.task_id and not self.list.choice)))
        self.jobs.setVisible(ids.trouble and not ids.needs_key and found is not None)
        self.sound.setVisible(bool(found and found.track and found.track.audio_url))
        self.more.setVisible(ids.needs_key or (found is not None and self.list.choice is None))
        self.more.setText(self._search())
        self.more.setEnabled(not ids.doing)
        self._leaves.say(self._what_leaves(found))
        self.adjustSize()

    def _verb(self, found: Found | None) -> str:
        if self.ids.needs_key:
            return "Replace key" if self.ids.trouble else "Enter key"
        if found is None:
            return self._search()
        if found.ids.variation is not None:
            return "Take these lyrics"
        return "Take the kept answer" if found.kept else "Fetch words"

    def _search(self) -> str:
        return "Find lyrics" if self._wants_texts else "Find songs"

    def _what_leaves(self, found: Found | None) -> str:
        if found and (found.kept or found.ids.variation is not None):
            return NOTHING_LEAVES
        host = self.session.services.host(self.ids.provider)
        cost = "Words cost credits there." if found else "Looking costs nothing."
        return f"Sends only the ids to {host}. {cost}"

    def _tell(self, sentence: str) -> None:
        busy, bad = bool(self.ids.doing), self.ids.trouble and not self.ids.doing
        self.told.setText(sentence)
        self.told.setStyleSheet(f"color: {self.session.theme.value('danger.text' if bad else 'text.muted')}")
        self._spinner.setVisible(busy)
        self._mark.setVisible(bad)
        self.told.setVisible(bool(sentence))
