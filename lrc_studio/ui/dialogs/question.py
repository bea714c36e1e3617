"""Asks before something is lost, left or deleted: one sentence, one way on, one way back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from lrc_studio.ui.dialogs.frame import SMALL_PX, Frame
from lrc_studio.ui.messages import Question
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import button, label


class QuestionDialog(Frame):
    """Does what the question is about, or nothing. What cannot be undone is not done by Enter."""

    def __init__(self, session: Session, question: Question, parent: QWidget) -> None:
        super().__init__(session, question.title, SMALL_PX, parent)
        self._question = question
        text = label(question.sentence, "secondary")
        text.setWordWrap(True)
        self.body.addWidget(text)
        if question.other:
            other = button(question.other)
            other.clicked.connect(self._on_other)
            self.foot.addWidget(other)
        primary = self.finish(question.verb, self._on_primary, cancel=question.stay)
        if question.destroys:
            primary.setProperty("kind", "danger")
            primary.setDefault(False)
            self.setFocus()

    def _on_other(self) -> None:
        self.accept()
        if self._question.otherwise:
            self._question.otherwise()

    def _on_primary(self) -> None:
        self.accept()
        self._question.then()
