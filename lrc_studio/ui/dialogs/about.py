"""What this program is, its version and its licence."""

from __future__ import annotations

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from lrc_studio import __version__
from lrc_studio.resources import resource
from lrc_studio.ui.dialogs.frame import SMALL_PX, Frame
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import label


class AboutDialog(Frame):
    """Name, version, licence and the notices of what is shipped along."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, "About LRC Studio", SMALL_PX, parent)
        picture = QLabel()
        picture.setPixmap(QIcon(str(resource("icons", "app", "lrc-studio.svg"))).pixmap(64, 64))
        self.body.addWidget(picture)
        self.body.addWidget(label(f"LRC Studio {__version__}", "title"))
        said = label("Free software under the GNU General Public License, version 3 or later.", "secondary")
        said.setWordWrap(True)
        self.body.addWidget(said)
        notices = QPlainTextEdit(resource("NOTICES.md").read_text(encoding="utf-8"), readOnly=True)
        notices.setAccessibleName("Notices of what is shipped along")
        notices.setMinimumHeight(220)
        self.body.addWidget(notices)
        self.finish("Close", cancel="")
