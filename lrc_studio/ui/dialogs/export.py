"""Export: for whom, the file as it will be written, what it will not keep, and where it goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from lrc_studio.core.errors import StudioError
from lrc_studio.formats import by_id
from lrc_studio.formats.base import WriteOptions
from lrc_studio.storage.files import file_state
from lrc_studio.ui.dialogs.aside import Aside
from lrc_studio.ui.dialogs.file_preview import FilePreview
from lrc_studio.ui.dialogs.frame import LARGE_PX, Frame
from lrc_studio.ui.dialogs.kinds import KindList
from lrc_studio.ui.dialogs.losses import LossCard
from lrc_studio.ui.icons import themed_pixmap
from lrc_studio.ui.messages import Choice
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import across, button, down, label
from lrc_studio.workflows.export import Exported, default_target, export, proved

_TALL_PX, _AROUND_PX = 440, 250
_SIDE_PX, _MOST_SIDE_SHARE = 236, 0.28


class ExportDialog(Frame):
    """Left: for whom and options; middle: the file; right: what will not be kept; foot: place and proof."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, "Export lyrics", LARGE_PX, parent, parted=True)
        self._kind = session.files.export_kind
        self._ready = False
        self._checking, self._writing = Aside(session, "proof", self), Aside(session, "export", self)
        panes = across(gap_px=0)
        panes.addLayout(self._choices())
        panes.addLayout(self._preview(parent), 1)
        panes.addLayout(self._losses())
        self.body.addLayout(panes, 1)
        self.body.addWidget(self._note_row())
        self._build_foot()
        self._export = self.finish("Export", self._on_export)
        self._on_place()
        self._on_changed()
        self._export.setFocus()

    def _side_px(self) -> int:
        """The width of the panes beside the file, which keeps nearly half of a small window with large text."""
        return min(self.session.theme.length(_SIDE_PX), round(self.width() * _MOST_SIDE_SHARE))

    def _choices(self) -> QVBoxLayout:
        column = down(gap_px=4, margins_px=(12, 14, 12, 14))
        head = label("Made for", "small")
        head.setContentsMargins(8, 0, 0, 2)
        column.addWidget(head)
        self._kinds = KindList(self._kind, self._side_px())
        self._kinds.chosen.connect(self._on_kind)
        column.addWidget(self._kinds, 1)
        options = down(gap_px=2, margins_px=(8, 10, 0, 0))
        self._final = QCheckBox("Empty row at the end")
        self._final.setToolTip("Clears the screen after the last line.")
        self._final.setChecked(True)
        self._digits = QCheckBox("Three digits · 01:05.698")
        self._digits.setToolTip("Times to the millisecond; a few old players read only two digits.")
        self._digits.setChecked(self.session.settings.export_digits == 3)
        for box in (self._final, self._digits):
            box.toggled.connect(self._on_changed)
            options.addWidget(box)
        column.addLayout(options)
        return column

    def _preview(self, parent: QWidget) -> QVBoxLayout:
        column = down()
        head = QFrame()
        head.setObjectName("previewHead")
        row = across(head, 8, margins_px=(16, 8, 16, 8))
        self._name, self._facts = label(), label("", "small")
        self._name.setFont(self.session.theme.font("smallStrong"))
        row.addWidget(self._name)
        self._facts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self._facts, 1)
        column.addWidget(head)
        self._text = FilePreview(self.session)
        self._text.setMinimumHeight(max(160, min(_TALL_PX, parent.height() - _AROUND_PX)))
        column.addWidget(self._text, 1)
        return column

    def _losses(self) -> QVBoxLayout:
        column = down(margins_px=(14, 14, 14, 14))
        self._lost = LossCard(self.session.theme, self._side_px())
        column.addWidget(self._lost)
        column.addStretch(1)
        return column

    def _note_row(self) -> QWidget:
        """The one sentence on what stands in the way, and the button that goes on all the same."""
        self._note = QFrame()
        self._note.setObjectName("note")
        row = across(self._note, 8, margins_px=(20, 8, 20, 8))
        self._note_icon, self._note_text = label(), label("", "error")
        self._note_text.setWordWrap(True)
        self._replace = button("Replace", small=True)
        self._replace.clicked.connect(lambda: self._write(self._target()))
        row.addWidget(self._note_icon)
        row.addWidget(self._note_text, 1)
        row.addWidget(self._replace)
        self._note.hide()
        return self._note

    def _build_foot(self) -> None:
        self._place = QLineEdit(_shown(self._default()))
        self._place.setAccessibleName("Save to")
        self._place.textChanged.connect(self._on_place)
        change = button("Change")
        change.clicked.connect(self._on_change_place)
        self.foot.addWidget(label("Save to", "small"))
        self.foot.addWidget(self._place, 1)
        self.foot.addWidget(change)
        self.foot.addSpacing(8)
        self._proof_icon, self._proof = label(), label()
        self.foot.addWidget(self._proof_icon)
        self.foot.addWidget(self._proof)

    def _options(self) -> WriteOptions:
        return WriteOptions(digits=3 if self._digits.isChecked() else 2, final_empty=self._final.isChecked())

    def _default(self) -> Path:
        return default_target(self.session.song.path, self._kind, self.session.files.file_name)

    def _target(self) -> Path:
        """The file that is named: a bare name lies in the usual folder, and gets the kind's suffix if it has none."""
        target = self._default().parent / Path(self._place.text().strip()).expanduser()
        return target if target.suffix else target.with_name(target.name + by_id(self._kind).suffixes[0])

    def _on_kind(self, kind: str) -> None:
        target, before = self._target(), by_id(self._kind)
        self._kind = kind
        if self._place.text().strip():
            ends = [suffix for suffix in (*before.suffixes, target.suffix) if target.name.endswith(suffix)]
            stem = target.name.removesuffix(max(ends, key=len))  # a suffix may have two dots
            self._place.setText(_shown(target.with_name(stem + by_id(kind).suffixes[0])))
        self._on_changed()

    def _on_place(self, *_: object) -> None:
        named = bool(self._place.text().strip())
        self._export.setEnabled(named and self._ready)
        self._place.setToolTip(str(self._target()) if named else "")
        self._name.setText(self._target().name if named else "")
        self._note.hide()

    def _on_changed(self, *_: object) -> None:
        lyrics = self.session.document.lyrics
        heeded = by_id(self._kind).choices if lyrics.timed else frozenset()
        self._final.setVisible("final_empty" in heeded)
        self._digits.setVisible("digits" in heeded)
        self._lost.show_for(lyrics, self._kind)
        kind, options = self._kind, self._options()
        self._ready = False
        if self._checking.run(lambda: proved(lyrics, kind, options), self._on_proved):
            self._export.setEnabled(False)
            self._show_proof("Checking", "job.queued", "text.secondary")

    def _on_proved(self, outcome: tuple[str, bool] | StudioError) -> None:
        """Show the file as it will be written, or why it cannot be."""
        self._ready = not isinstance(outcome, StudioError)
        text, proof = ("", False) if isinstance(outcome, StudioError) else outcome
        self._on_place()
        if isinstance(outcome, StudioError):
            self._tell(str(outcome))
        self._text.setPlainText(text)
        rows = text.count("\n")
        self._facts.setText(f"{rows} {'row' if rows == 1 else 'rows'} · UTF-8 · as it will be written")
        self._show_proof("Reads back the same" if proof else "", "proved", "success.text")

    def _show_proof(self, words: str, symbol: str, role: str) -> None:
        theme = self.session.theme
        self._proof_icon.setPixmap(themed_pixmap(theme, symbol, role))
        self._proof.setText(words)
        self._proof.setStyleSheet(f"color: {theme.value(role)}")
        for part in (self._proof_icon, self._proof):
            part.setVisible(bool(words))

    def _on_change_place(self) -> None:
        dialog = QFileDialog(self, "Export lyrics", str(self._target()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # asked here, where the name can be changed as well
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self._place.setText(_shown(Path(name))))
        dialog.open()

    def _on_export(self) -> None:
        target = self._target()
        there = file_state(target)
        if there and target.is_file() and self.session.files.exported.get(target) != there:
            self._tell(f"“{target.name}” is there already. Replacing it cannot be undone.", replace=True)
        else:
            self._write(target)

    def _write(self, target: Path) -> None:
        lyrics, kind, options = self.session.document.lyrics, self._kind, self._options()
        if self._writing.run(lambda: export(lyrics, kind, target, options), self._on_written):
            self._export.setEnabled(False)

    def _on_written(self, outcome: Exported | StudioError) -> None:
        if isinstance(outcome, StudioError):
            self._on_place()
            self._tell(str(outcome))
            return
        files = self.session.files
        files.export_kind = self._kind
        files.exported[outcome.path] = file_state(outcome.path)
        self.accept()
        folder = Choice("Show the folder", lambda: _show_folder(outcome.path))
        self.session.messages.toast(f"{outcome.path.name} written", folder)

    def _tell(self, sentence: str, replace: bool = False) -> None:
        theme, group = self.session.theme, "warning" if replace else "danger"
        self._note_icon.setPixmap(themed_pixmap(theme, "problem", f"{group}.text"))
        self._note_text.setText(sentence)
        self._note_text.setStyleSheet(f"color: {theme.value(f'{group}.text')}")
        self._replace.setVisible(replace)
        self._note.show()


def _shown(path: Path) -> str:
    """The path with the home folder as ~, as the field shows and takes it."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)


def _show_folder(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
