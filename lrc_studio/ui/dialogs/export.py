"""Export: for whom, the file as it will be written, what the player will show, and where it goes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit, QVBoxLayout, QWidget

from lrc_studio.core.edits.moving import own_start
from lrc_studio.core.errors import StudioError
from lrc_studio.formats import by_id
from lrc_studio.formats.base import WriteOptions
from lrc_studio.storage.files import file_state
from lrc_studio.ui.dialogs.aside import Aside
from lrc_studio.ui.dialogs.export_options import ExportOptions
from lrc_studio.ui.dialogs.frame import LARGE_PX, Frame
from lrc_studio.ui.dialogs.kinds import KindList, kind_by_id
from lrc_studio.ui.dialogs.player_pane import PlayerPane
from lrc_studio.ui.dialogs.written import WrittenFile
from lrc_studio.ui.icons import themed_pixmap
from lrc_studio.ui.messages import Choice
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import ElidedLabel, across, button, down, label
from lrc_studio.workflows.export import Exported, default_target, export
from lrc_studio.workflows.preview import Preview, choices_for, preview

_TALL_PX, _AROUND_PX = 560, 250
_AT_ONCE_LINES = 120  # the preview of so many takes 15 ms; of more it is made beside the window
_SIDE_PX, _PLAYER_PX, _MOST_SIDE_SHARE = 236, 320, 0.28
_FACTS_PX = 110


class ExportDialog(Frame):
    """Left: for whom and options; middle: the file; right: what its player shows; foot: place and proof."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, "Export lyrics", LARGE_PX, parent, parted=True)
        self._kind = kind_by_id(session.files.export_kind)
        self._ready = False
        self._now_ms = self._moment()
        self._checking, self._writing = Aside(session, "proof", self), Aside(session, "export", self)
        panes = across(gap_px=0)
        panes.addLayout(self._choices())
        panes.addLayout(self._file(parent), 1)
        self._player = PlayerPane(session, self._side_px(_PLAYER_PX))
        self._player.row_shown.connect(self._text.mark_row)
        self._player.repaired.connect(self._options.set_choice)
        self._player.wanted.connect(self._kinds.choose)
        self._text.row_picked.connect(self._player.go_to_row)
        panes.addWidget(self._player)
        self.body.addLayout(panes, 1)
        self.body.addWidget(self._note_row())
        self._build_foot()
        self._export = self.finish("Export", self._on_export)
        self._take_options()
        self._on_place()
        self._on_changed()
        self._export.setFocus()

    def _side_px(self, wanted_px: int) -> int:
        """The width of a pane beside the file, which keeps nearly half of a small window with large text."""
        return min(self.session.theme.length(wanted_px), round(self.width() * _MOST_SIDE_SHARE))

    def _moment(self) -> int:
        """The start of the current line, as it is heard, where it has one."""
        lyrics, row = self.session.document.lyrics, self.session.selection.current
        start_ms = own_start(lyrics.lines[row]) if row is not None and row < len(lyrics.lines) else None
        return self.session.player.position_ms if start_ms is None else max(0, start_ms - lyrics.offset_ms)

    def _choices(self) -> QVBoxLayout:
        column = down(gap_px=4, margins_px=(12, 14, 12, 14))
        head = label("Made for", "small")
        head.setContentsMargins(8, 0, 0, 2)
        column.addWidget(head)
        self._kinds = KindList(self._kind.id, self._side_px(_SIDE_PX))
        self._kinds.chosen.connect(self._on_kind)
        column.addWidget(self._kinds, 1)
        self._options = ExportOptions()
        self._options.changed.connect(self._on_changed)
        column.addWidget(self._options)
        return column

    def _file(self, parent: QWidget) -> QVBoxLayout:
        column = down()
        head = QFrame()
        head.setObjectName("previewHead")
        row = across(head, 8, margins_px=(16, 8, 16, 8))
        self._name, self._facts = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle), ElidedLabel("", "small")
        self._name.setFont(self.session.theme.font("smallStrong"))
        self._facts.setMinimumWidth(self.session.theme.length(_FACTS_PX))
        row.addWidget(self._name, 100)
        row.addWidget(self._facts, 1)
        column.addWidget(head)
        self._text = WrittenFile(self.session)
        self._text.setMinimumHeight(max(160, min(_TALL_PX, parent.height() - self.session.theme.length(_AROUND_PX))))
        column.addWidget(self._text, 1)
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

    def _default(self) -> Path:
        files, kind = self.session.files, self._kind
        return default_target(files.beside, kind.format_id, files.file_name, kind.suffix)

    def _target(self) -> Path:
        """The file that is named: a bare name lies in the usual folder, and gets the kind's suffix if it has none."""
        target = self._default().parent / Path(self._place.text().strip()).expanduser()
        return target if target.suffix else target.with_name(target.name + self._kind.suffix)

    def _take_options(self) -> None:
        """Set the choices as the kind has them; times of three digits only where its player reads them."""
        fine = self._kind.fine and self.session.settings.export_digits == 3
        self._options.take(replace(self._kind.options, digits=3) if fine else self._kind.options)

    def _on_kind(self, kind_id: str) -> None:
        target, before = self._target(), self._kind
        self._kind = kind_by_id(kind_id)
        if self._place.text().strip():
            known = (before.suffix, *by_id(before.format_id).suffixes, target.suffix)
            stem = target.name.removesuffix(max((end for end in known if target.name.endswith(end)), key=len))
            self._place.setText(_shown(target.with_name(stem + self._kind.suffix)))
        self._take_options()
        self._on_changed()

    def _on_place(self, *_: object) -> None:
        named = bool(self._place.text().strip())
        self._export.setEnabled(named and self._ready)
        self._place.setToolTip(str(self._target()) if named else "")
        name = self._target().name if named else ""
        self._name.say(name)
        self._name.setMaximumWidth(self._name.fontMetrics().horizontalAdvance(name) + 2)
        self._note.hide()

    def _on_changed(self) -> None:
        lyrics, kind, options = self.session.document.lyrics, self._kind, self._chosen()
        self._ready = False
        long = len(lyrics.lines) > _AT_ONCE_LINES
        if self._checking.run(lambda: preview(lyrics, kind, options), self._on_made, long):
            self._export.setEnabled(False)
            self._show_proof("Checking", "job.queued", "text.secondary")

    def _chosen(self) -> WriteOptions:
        return self._options.options()

    def _on_made(self, outcome: Preview | StudioError) -> None:
        """Show the file as it will be written and what its player will show, or why it cannot be."""
        self._ready = not isinstance(outcome, StudioError)
        self._on_place()
        fmt = by_id(self._kind.format_id)
        if isinstance(outcome, StudioError):
            self._options.offer(choices_for(self.session.document.lyrics, fmt))
            self._tell(str(outcome))
            self._text.clear_file()
            self._facts.say("")
            self._player.clear()
            self._show_proof("", "proved", "success.text")
            return
        self._options.offer(outcome.choices)
        self._text.show_file(outcome.text)
        name = "Plain text" if fmt.id == "txt" else fmt.label
        self._player.show_preview(outcome, name, fmt.id, self._player.now_ms() or self._now_ms)
        rows = outcome.text.count("\n")
        self._facts.say(f"{rows} {'row' if rows == 1 else 'rows'} · UTF-8 · as it will be written")
        self._show_proof("Reads back the same" if outcome.proof else "", "proved", "success.text")

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
        lyrics, format_id, options = self.session.document.lyrics, self._kind.format_id, self._chosen()
        if self._writing.run(lambda: export(lyrics, format_id, target, options), self._on_written):
            self._export.setEnabled(False)

    def _on_written(self, outcome: Exported | StudioError) -> None:
        if isinstance(outcome, StudioError):
            self._on_place()
            self._tell(str(outcome))
            return
        files = self.session.files
        files.export_kind = self._kind.id
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
