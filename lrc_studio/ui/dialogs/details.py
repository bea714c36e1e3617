"""The technical text behind a message, for those who want it, and to copy it into a report."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from lrc_studio.ui.dialogs.frame import MIDDLE_PX, Frame
from lrc_studio.ui.messages import copy_details, details_text
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import button, label


class DetailsDialog(Frame):
    """Shows what `session.messages.detailed` holds."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, "Details", MIDDLE_PX, parent)
        error = session.messages.detailed
        said = label(str(error), "secondary")
        said.setWordWrap(True)
        self.body.addWidget(said)
        text = QPlainTextEdit()
        text.setReadOnly(True)
        text.setAccessibleName("Technical details")
        text.setFont(session.theme.font("small", mono=True))
        text.setMinimumHeight(min(200, parent.height() - 260))
        self.body.addWidget(text)
        if error is not None:
            text.setPlainText(details_text(error))
            copy = button("Copy details", "quiet")
            copy.clicked.connect(lambda: copy_details(error))
            self.foot.addWidget(copy)
        self.finish("Close", cancel="")
