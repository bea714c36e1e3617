"""What this program is, its version and its licence."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel, QTextBrowser, QWidget

from lrc_studio import __version__
from lrc_studio.resources import resource
from lrc_studio.ui.dialogs.frame import MIDDLE_PX, Frame
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import across, down, label


class AboutDialog(Frame):
    """Name, version, licence and the notices of what is shipped along."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, "About LRC Studio", MIDDLE_PX, parent)
        head = across(gap_px=16)
        picture = QLabel()
        picture.setPixmap(QIcon(str(resource("icons", "app", "lrc-studio.svg"))).pixmap(QSize(64, 64), 2.0))
        head.addWidget(picture)
        words = down(gap_px=4)
        words.addStretch(1)
        words.addWidget(label(f"LRC Studio {__version__}", "title"))
        said = label("Free software under the GNU General Public License, version 3 or later.", "secondary")
        said.setWordWrap(True)
        words.addWidget(said)
        words.addStretch(1)
        head.addLayout(words, 1)
        self.body.addLayout(head)
        self.body.addSpacing(4)
        notices = QTextBrowser()
        notices.setMarkdown(_notices())
        notices.setOpenLinks(False)  # they lead to files of the checkout
        notices.setAccessibleName("Notices of what is shipped along")
        notices.setTabChangesFocus(True)
        notices.setMinimumHeight(min(340, parent.height() - 300))
        self.body.addWidget(notices)
        self.finish("Close", cancel="")
        notices.setFocus()  # the arrow keys scroll, Enter closes


def _notices() -> str:
    """The notices and every licence in full, as Markdown."""
    licences = sorted(resource("notices").glob("*.txt"))
    texts = [f"## {path.stem}\n\n```\n{path.read_text(encoding='utf-8')}\n```\n" for path in licences]
    return "\n".join([resource("NOTICES.md").read_text(encoding="utf-8"), *texts])
