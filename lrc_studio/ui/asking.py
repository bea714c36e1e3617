"""Answers what the session asks of the window: file dialogs and the dialogs of this program, one place each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from lrc_studio.core.settings import KEYS
from lrc_studio.storage.places import music_dir
from lrc_studio.ui.dialogs.about import AboutDialog
from lrc_studio.ui.dialogs.details import DetailsDialog
from lrc_studio.ui.dialogs.export import ExportDialog
from lrc_studio.ui.dialogs.frame import Scrim
from lrc_studio.ui.dialogs.keys import KeysDialog
from lrc_studio.ui.dialogs.paste import PasteDialog
from lrc_studio.ui.dialogs.preferences import PreferencesDialog
from lrc_studio.ui.dialogs.question import QuestionDialog
from lrc_studio.ui.dialogs.unsaved import UnsavedDialog
from lrc_studio.ui.dropped import LYRIC_SUFFIXES
from lrc_studio.ui.messages import Question
from lrc_studio.ui.session import Session
from lrc_studio.workflows.export import default_target
from lrc_studio.workflows.project import SUFFIX

_SONG_SUFFIXES = (".mp3", ".wav", ".ogg", ".flac", ".m4a", ".opus", ".aac", ".mp4", ".mkv", ".webm")


def _kinds(name: str, suffixes: Iterable[str]) -> str:
    """A row of the file dialog's list of kinds."""
    return f"{name} ({' '.join(f'*{suffix}' for suffix in suffixes)})"


SONGS = _kinds("Songs", _SONG_SUFFIXES)
WORDS = _kinds("Lyrics", LYRIC_SUFFIXES)
EVERYTHING = _kinds("Songs, lyrics and projects", (*_SONG_SUFFIXES, *LYRIC_SUFFIXES))


Maker = Callable[[Session, QWidget], QDialog]


def _late(module: str, name: str) -> Maker:
    """A dialog whose module is brought in when it is first asked for: the first window need not wait for it."""

    def make(session: Session, window: QWidget) -> QDialog:
        made: QDialog = getattr(import_module(f"lrc_studio.ui.dialogs.{module}"), name)(session, window)
        return made

    return make


DIALOGS: dict[str, Maker] = {
    "export": ExportDialog,
    "embed": _late("embed", "EmbedDialog"),
    "paste": PasteDialog,
    "preferences": PreferencesDialog,
    "key_preferences": lambda session, window: PreferencesDialog(session, window, KEYS),
    "keys": KeysDialog,
    "about": AboutDialog,
    "provider": _late("provider_picker", "ProviderPicker"),
    "service_key": _late("service_key", "ServiceKeyDialog"),
    "batch": _late("folder", "FolderDialog"),
    "song_by_id": _late("song_by_id", "SongByIdDialog"),
    "calibrate": _late("calibrate", "CalibrateDialog"),
    "shift": _late("shift", "ShiftDialog"),
    "snap": _late("snap", "SnapDialog"),
    "reopen": _late("reopen", "ReopenDialog"),
    "credits": _late("rows", "credits_dialog"),
    "pairs": _late("rows", "pairs_dialog"),
}


class Asking(QObject):
    """Opens dialogs without blocking; each is gone when it is closed."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._files = {
            "open": lambda: self._choose("Open", EVERYTHING, session.files.open, several=True),
            "open_lyrics": lambda: self._choose("Open lyrics", WORDS, session.files.open, several=True),
            "open_translation": lambda: self._choose(
                "Add a translation", WORDS, lambda paths: session.files.add_translation(paths[0])
            ),
            "relink": lambda: self._choose("Find the song", SONGS, lambda paths: session.files.relink(paths[0])),
            "save_as": self._save_as,
            "folder": self._choose_folder,
            "sound_place": self._choose_sound_place,
        }
        session.asked.connect(self._on_asked)
        session.files.decision_asked.connect(self._on_decision)
        session.messages.questioned.connect(self._on_question)
        session.messages.details_asked.connect(self._on_details)

    def _on_asked(self, name: str) -> None:
        if name in DIALOGS:
            self._open(DIALOGS[name](self._session, self._window))
        elif name == "preview_full":
            self._toggle_stage()
        elif name in self._files:
            self._files[name]()

    def _toggle_stage(self) -> None:
        """Show the karaoke stage full screen, or leave it."""
        from lrc_studio.ui.preview.full import FullStage

        shown = self._window.findChild(FullStage)
        if shown is None:
            FullStage(self._session, self._window)
        else:
            shown.close()

    def _on_decision(self, then: Callable[[], None]) -> None:
        self._open(UnsavedDialog(self._session, then, self._window))

    def _on_question(self, question: Question) -> None:
        self._open(QuestionDialog(self._session, question, self._window))

    def _on_details(self) -> None:
        self._open(DetailsDialog(self._session, self._window))

    def _choose(self, title: str, kinds: str, run: Callable[[list[Path]], object], several: bool = False) -> None:
        dialog = QFileDialog(self._window, title, self._folder(), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles if several else QFileDialog.FileMode.ExistingFile)
        dialog.filesSelected.connect(lambda names: run([Path(name) for name in names]))
        self._open(dialog)

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self._window, "Choose a folder of songs", self._folder())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.filesSelected.connect(lambda names: self._session.services.take_folder(Path(names[0])))
        self._open(dialog)

    def _save_as(self) -> None:
        files = self._session.files
        target = default_target(files.beside, "json", files.file_name).with_suffix(SUFFIX)
        dialog = QFileDialog(self._window, "Save project", str(target), f"LRC Studio project (*{SUFFIX})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX[1:])
        dialog.filesSelected.connect(lambda names: self._session.files.save_as(Path(names[0])))
        dialog.rejected.connect(self._session.files.forget_then)
        self._open(dialog)

    def _choose_sound_place(self) -> None:
        sounds = self._session.services.sounds
        target = Path(self._folder()) / sounds.name()
        dialog = QFileDialog(self._window, "Save the song's sound", str(target), f"Sound (*{target.suffix})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(target.suffix[1:])
        dialog.filesSelected.connect(lambda names: sounds.fetch(Path(names[0])))
        self._open(dialog)

    def _folder(self) -> str:
        song = self._session.song.path or self._session.files.project_path
        return str(song.parent if song else music_dir())

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        scrim = Scrim(self._session, self._window)
        dialog.finished.connect(scrim.deleteLater)
        dialog.open()
