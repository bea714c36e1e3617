"""A service's key: where to get it, the field, its account's limits, a test, and where it is kept."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from lrc_studio.ui.dialogs.frame import MIDDLE_PX, Frame
from lrc_studio.ui.dialogs.tier_fields import TierFields
from lrc_studio.ui.icons import themed_pixmap
from lrc_studio.ui.services.keys import KEPT_IN, PLACES, KeyTest
from lrc_studio.ui.services.tiers import TierNumbers
from lrc_studio.ui.session import Session
from lrc_studio.ui.spinner import Spinner
from lrc_studio.ui.widgets import across, button, down, label, set_button_icon

_SOURCES = {
    True: "Keys are shown only once there: copy it now.",
    False: "Make a key on the service's own page, or copy the one you have there.",
}
_TESTS = {True: "Reads the list of your tasks once", False: "Asks for your credits once"}


class ServiceKeyDialog(Frame):
    """Takes a key for a service of `session.services.keys`; nothing of it is shown but its first and last signs."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        self._keys = session.services.keys
        self._held = self._keys.held()
        super().__init__(session, "Key of a service", MIDDLE_PX, parent)
        self.body.addLayout(self._service_row())
        self.body.addLayout(self._source())
        self.body.addSpacing(4)
        self.body.addLayout(self._field_row())
        self.body.addLayout(self._told_row())
        self.body.addSpacing(8)
        self.tier = TierFields(self._keys.presets(), self._keys.numbers())
        self.body.addWidget(self.tier)
        self.body.addLayout(self._place_row())
        self._align()
        self._remove = button("Remove key", "quiet")
        self._remove.setToolTip("Forgets it on this computer; at the service it stays until you revoke it there.")
        self._remove.clicked.connect(self._on_remove)
        self._remove.setVisible(self._held.removable)
        self.foot.addWidget(self._remove)
        self.keep = self.finish("Keep key", self._on_keep)
        self.field.textChanged.connect(self._on_text)
        self._keys.tested.connect(self._on_tested)
        self._keys.looked.connect(self._on_looked)
        self.service.currentIndexChanged.connect(self._on_service)
        self._keys.look()
        self._on_service()
        self.field.setFocus()

    def done(self, result: int) -> None:
        self.field.clear()  # typed keys do not outlive the dialog
        self._keys.stop_test()
        super().done(result)
        self.session.services.key_dialog_closed(bool(result))

    def _service_row(self) -> QHBoxLayout:
        row = across(gap_px=12)
        self.service = QComboBox()
        self.service.setAccessibleName("Service")
        for provider in self._keys.providers:
            self.service.addItem(provider.label, provider.id)
        self.service.setCurrentIndex(self.service.findData(self._keys.provider.id))
        self._service_name = label("Service")
        row.addWidget(self._service_name)
        row.addWidget(self.service)
        row.addStretch(1)
        return row

    def _align(self) -> None:
        """Let the choices begin below each other."""
        names = (self._service_name, self.tier.name, self._place_name)
        for name in names:
            name.setMinimumWidth(max(other.sizeHint().width() for other in names))

    def _source(self) -> QHBoxLayout:
        row = across(gap_px=8)
        words = down(gap_px=2)
        self._shown_once = label("")
        leaked = label("If it leaked, reset it there. It is never written to a log, a project or a job.", "small")
        for part in (self._shown_once, leaked):
            part.setWordWrap(True)
            words.addWidget(part)
        row.addLayout(words, 1)
        self._page = button("Open the key page")
        set_button_icon(self._page, self.session.theme, "external", "text.primary")
        self._page.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._keys.provider.key_page)))
        row.addWidget(self._page)
        return row

    def _on_service(self, *_: object) -> None:
        """The dialog is about another service: what was typed was meant for the one before."""
        keys = self._keys
        keys.stop_test()
        keys.choose(self.service.currentData())
        self.field.clear()
        self._page.setToolTip(keys.provider.key_page)
        self._shown_once.setText(_SOURCES[keys.has_tiers])
        self.test.setToolTip(f"{_TESTS[keys.has_tiers]}; costs nothing.")
        self.tier.setVisible(keys.has_tiers)
        self._on_looked()
        self.adjustSize()

    def _field_row(self) -> QHBoxLayout:
        row = across(gap_px=8)
        self.field = QLineEdit()
        self.field.setAccessibleName("Key")
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self._hint()
        self.field.setMaxLength(512)
        row.addWidget(self.field, 1)
        self.test = button("Test")
        self.test.clicked.connect(self._on_test)
        row.addWidget(self.test)
        return row

    def _told_row(self) -> QHBoxLayout:
        row = across(gap_px=6)
        self._mark, self._spinner, self.told = label(), Spinner(self.session.theme), label("", "small")
        self.told.setWordWrap(True)
        for part in (self._mark, self._spinner):
            row.addWidget(part)
        row.addWidget(self.told, 1)
        self._say(self._held.sentence, "")
        return row

    def _place_row(self) -> QHBoxLayout:
        row = across(gap_px=12)
        self._place_name = label("Keep it")
        row.addWidget(self._place_name)
        self.place = QComboBox()
        self.place.setAccessibleName("Where the key is kept")
        for where, words, _ in PLACES:
            self.place.addItem(words, where)
        self._place_told = label("", "small")
        self._place_told.setWordWrap(True)
        row.addWidget(self.place)
        row.addWidget(self._place_told, 1)
        self.place.currentIndexChanged.connect(self._on_place)
        self._on_place()
        return row

    def _on_place(self, *_: object) -> None:
        where = self.place.currentData()
        self._place_told.setText(next(sentence for place, _, sentence in PLACES if place == where))

    def _on_looked(self) -> None:
        """The keychain was asked, which takes a while where it is slow or has to be opened."""
        held = self._held = self._keys.held()
        self._hint()
        self._remove.setVisible(held.removable)
        if not self._keys.testing and not self.field.text():
            self._say(held.sentence, "")
        model = self.place.model()
        if not self._keys.keychain:
            self.place.setItemText(0, "No keychain on this computer")
            model.item(0).setEnabled(False)  # type: ignore[attr-defined]
            if self.place.currentIndex() == 0:
                self.place.setCurrentIndex(1)
        if held.place in KEPT_IN:
            self.place.setCurrentIndex(self.place.findData(held.place))
        self._on_typed()

    def _hint(self) -> None:
        shown = self._held.masked.strip("…")  # nothing is shown of a short key
        self.field.setPlaceholderText(self._held.masked if shown else "Paste the key here")

    def _on_text(self, *_: object) -> None:
        """What was said of another key is not true of this one."""
        self._keys.stop_test()
        self._say("" if self.field.text() else self._held.sentence, "")
        self._on_typed()

    def _on_typed(self) -> None:
        typed = bool(self.field.text().strip())
        self.test.setEnabled((typed or bool(self._held.masked)) and not self._keys.testing)
        self.keep.setEnabled(typed or bool(self._held.masked))
        self.keep.setText("Keep key" if typed or not self._held.masked else "Keep these settings")
        if not (typed or self._keys.has_tiers or self._held.removable):
            self.keep.setEnabled(False)

    def _on_test(self) -> None:
        self._keys.test(self.field.text().strip())
        self._say("Asking the service", "busy")
        self.test.setEnabled(False)

    def _on_tested(self, outcome: KeyTest) -> None:
        self._say(outcome.sentence, "good" if outcome.works else "bad")
        self._on_typed()

    def _say(self, sentence: str, kind: str) -> None:
        self.told.setText(sentence)
        role = {"good": "success.text", "bad": "danger.text"}.get(kind, "text.muted")
        self.told.setStyleSheet(f"color: {self.session.theme.value(role)}")
        self._spinner.setVisible(kind == "busy")
        self._mark.setVisible(kind in ("good", "bad"))
        if self._mark.isVisibleTo(self):
            self._mark.setPixmap(themed_pixmap(self.session.theme, "done" if kind == "good" else "error", role, 14))

    def _on_keep(self) -> None:
        self._keys.keep(self.field.text().strip(), self.place.currentData(), self._numbers())
        self.accept()

    def _numbers(self) -> TierNumbers | None:
        """The limits that were chosen, where the service has accounts of several sizes."""
        return self.tier.numbers if self._keys.has_tiers else None

    def _on_remove(self) -> None:
        self._keys.remove()
        self.reject()
