"""Export: for whom, the file as it will be written, what it will not keep, and where it goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from lrc_studio.core.errors import StudioError
from lrc_studio.formats import by_id
from lrc_studio.formats.base import WriteOptions
from lrc_studio.formats.losses import losses
from lrc_studio.ui.dialogs.frame import LARGE_PX, Frame
from lrc_studio.ui.icons import themed_pixmap
from lrc_studio.ui.messages import Choice
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import across, button, down, label
from lrc_studio.workflows.export import default_target, export, proved

KINDS = (
    ("lrc", "Any player", "LRC, one time a line: the safest choices"),
    ("elrc", "Players that show words", "Enhanced LRC, a time for each word"),
    ("txt", "Plain text", "The words alone"),
)


class ExportDialog(Frame):
    """Left: for whom and options; middle: the file; right: what will not be kept; foot: place and proof."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, "Export lyrics", LARGE_PX, parent)
        self._kind = "lrc"
        parts = across(gap_px=16)
        parts.addLayout(self._choices())
        parts.addWidget(self._preview(parent), 1)
        parts.addLayout(self._losses())
        self.body.addLayout(parts)
        self._place = QLineEdit(str(self._target()))
        self._place.setAccessibleName("Save to")
        self._place.textEdited.connect(self._on_changed)
        change = button("Change")
        change.clicked.connect(self._on_change_place)
        self.foot.addWidget(label("Save to", "small"))
        self.foot.addWidget(self._place, 1)
        self.foot.addWidget(change)
        self._proof_icon, self._proof = label(), label("", "small")
        self.foot.addWidget(self._proof_icon)
        self.foot.addWidget(self._proof)
        self._export = self.finish("Export", self._on_export)
        self._on_changed()
        self._export.setFocus()

    def _choices(self) -> QVBoxLayout:
        column = down(gap_px=4)
        column.addWidget(label("Made for", "small"))
        for kind, name, sentence in KINDS:
            choice = QRadioButton(name)
            choice.setChecked(kind == self._kind)
            choice.toggled.connect(lambda on, kind=kind: self._on_kind(kind, on))
            told = label(sentence, "caption")
            told.setContentsMargins(24, 0, 0, 8)
            told.setWordWrap(True)
            told.setFixedWidth(230)
            column.addWidget(choice)
            column.addWidget(told)
        self._final = QCheckBox("Empty row at the end")
        self._final.setChecked(True)
        self._digits = QCheckBox("Three digits · [01:05.698]")
        self._digits.setChecked(self.session.settings.export_digits == 3)
        for box in (self._final, self._digits):
            box.toggled.connect(self._on_changed)
            column.addWidget(box)
        column.addStretch(1)
        return column

    def _preview(self, parent: QWidget) -> QWidget:
        self._text = QPlainTextEdit(readOnly=True)
        self._text.setAccessibleName("The file as it will be written")
        self._text.setFont(self.session.theme.font("small", mono=True))
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setMinimumHeight(min(430, parent.height() - 220))
        self._colours = _Stamps(self._text.document(), self.session.theme.colour("accent.text"))
        return self._text

    def _losses(self) -> QVBoxLayout:
        column = down(gap_px=8)
        self._lost = QFrame()
        self._lost.setObjectName("lost")
        theme = self.session.theme
        self._lost.setStyleSheet(f"#lost {{ background: {theme.value('warning.tint')}; border-radius: 8px; }}")
        inside = down(self._lost, 6, (14, 12, 14, 12))
        self._lost_title = label()
        self._lost_title.setFont(theme.font("bodyStrong"))
        self._lost_text = label()
        self._lost_text.setWordWrap(True)
        inside.addWidget(self._lost_title)
        inside.addWidget(self._lost_text)
        self._lost.setFixedWidth(250)
        column.addWidget(self._lost)
        column.addStretch(1)
        return column

    def _options(self) -> WriteOptions:
        return WriteOptions(digits=3 if self._digits.isChecked() else 2, final_empty=self._final.isChecked())

    def _target(self) -> Path:
        return default_target(self.session.song.path, self._kind, self.session.files.title or "lyrics")

    def _on_kind(self, kind: str, on: bool) -> None:
        if on:
            self._kind = kind
            place = Path(self._place.text())
            self._place.setText(str(place.with_suffix(self._target().suffix)))
            self._on_changed()

    def _on_changed(self, *_: object) -> None:
        lyrics, theme = self.session.document.lyrics, self.session.theme
        try:
            text, proof = proved(lyrics, self._kind, self._options())
        except StudioError as error:
            self._proof.setText(str(error))
            self._proof_icon.setPixmap(themed_pixmap(theme, "problem", "danger.text"))
            self._export.setEnabled(False)
            return
        self._text.setPlainText(text)
        self._proof.setText("Reads back the same" if proof else "")
        self._proof_icon.setPixmap(themed_pixmap(theme, "proved", "success.text"))
        self._proof_icon.setVisible(proof)
        lost = losses(lyrics, by_id(self._kind))
        self._lost.setVisible(bool(lost))
        self._lost_title.setText(f"{'LRC' if self._kind != 'txt' else 'Plain text'} will not keep")
        named = [f"{count} {what}" for what, count in lost]
        self._lost_text.setText("\n".join([*named, "", "The project keeps all of them."]))
        self._export.setEnabled(bool(self._place.text().strip()))

    def _on_change_place(self) -> None:
        dialog = QFileDialog(self, "Export lyrics", self._place.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._place.setText)
        dialog.open()

    def _on_export(self) -> None:
        target = Path(self._place.text().strip())
        try:
            done = export(self.session.document.lyrics, self._kind, target, self._options())
        except StudioError as error:
            self._proof.setText(str(error))
            self._proof_icon.setPixmap(themed_pixmap(self.session.theme, "problem", "danger.text"))
            self._proof_icon.show()
            return
        self.accept()
        folder = Choice("Show the folder", lambda: _show_folder(done.path))
        self.session.messages.toast(f"{done.path.name} written", folder)


class _Stamps(QSyntaxHighlighter):
    """Colours the stamps of an LRC row."""

    def __init__(self, document: QTextDocument, colour: QColor) -> None:
        super().__init__(document)
        self._format = QTextCharFormat()
        self._format.setForeground(colour)

    def highlightBlock(self, text: str) -> None:
        at = 0
        for opening, closing in (("[", "]"), ("<", ">")):
            while (start := text.find(opening, at)) >= 0 and (end := text.find(closing, start)) > start:
                self.setFormat(start, end - start + 1, self._format)
                at = end + 1
                if opening == "[":
                    break


def _show_folder(path: Path) -> None:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
