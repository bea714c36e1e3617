"""Lyrics into the song: its own tags, a file beside it or both, as what, and what is replaced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QFrame, QRadioButton, QVBoxLayout, QWidget

from lrc_studio.core.errors import StudioError
from lrc_studio.formats.base import WriteOptions
from lrc_studio.storage.files import file_state
from lrc_studio.ui.dialogs.aside import Aside
from lrc_studio.ui.dialogs.frame import MIDDLE_PX, Frame
from lrc_studio.ui.icons import themed_pixmap
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import across, button, down, label
from lrc_studio.workflows.embed import FRAMED, TAGGED, EmbedOptions, losses_in_tags, lyrics_in, put_both, remove
from lrc_studio.workflows.export import default_target, export, losses_of

if TYPE_CHECKING:
    from lrc_studio.audio.tag_lyrics import TagLyrics
    from lrc_studio.audio.tags import SongTags

_BELOW = (24, 0, 0, 6)
_TEXTS = (
    ("lrc", "Lines with their times", "LRC, which most players that show moving lyrics look for."),
    ("elrc", "Words with their times", "Enhanced LRC; players that do not know it show the marks as text."),
    ("txt", "Text only", "For players that show lyrics as a page."),
)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the person chose: into the tags, and the file beside the song or None."""

    tags: bool
    beside: Path | None
    options: EmbedOptions


class EmbedDialog(Frame):
    """Tells what the song's tags hold now, takes where and as what, and asks again before anything is replaced."""

    fits = True

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, "Write lyrics into the song", MIDDLE_PX, parent)
        assert session.song.path is not None
        self._song, self._lyrics = session.song.path, session.document.lyrics
        self._there: tuple[TagLyrics, ...] = ()
        self._busy = False
        self._looked = self._song.suffix.lower() not in TAGGED
        self._looking, self._writing = Aside(session, "tags", self), Aside(session, "embed", self)
        self._build_places()
        self._build_texts()
        self._lost = label("", "secondary")
        self._lost.setWordWrap(True)
        self.body.addWidget(self._lost)
        self.body.addWidget(self._note_row())
        self._remove = button("Remove from the song", "quiet")
        self._remove.setToolTip("Takes the lyrics out of the song's tags, and nothing else.")
        self._remove.clicked.connect(self._on_remove)
        self._remove.hide()
        self.foot.addWidget(self._remove)
        self._write = self.finish("Write", self._on_write)
        self._on_changed()
        self._write.setFocus()
        if not self._looked:
            self._looking.run(lambda: lyrics_in(self._song), self._on_looked, aside=True)

    def reject(self) -> None:
        """Close, but not while the song is written: how that ends must be told."""
        if not self._busy:
            super().reject()

    def _build_places(self) -> None:
        can = not self._looked
        self._tagged = QCheckBox(f"Into the tags of “{self._short(self._song.name)}”")
        self._tagged.setToolTip(str(self._song))
        self._tagged.setChecked(can)
        self._tagged.setEnabled(can)
        self._state = label("Looking at its tags" if can else "The tags of such a file hold no lyrics.", "caption")
        self._state.setWordWrap(True)
        self._state.setContentsMargins(*_BELOW)
        self._beside = QCheckBox()
        self._beside.setChecked(not can)
        for box in (self._tagged, self._beside):
            box.toggled.connect(self._on_changed)
        _add_told(self.body, self._tagged, self._state)
        self.body.addWidget(self._beside)

    def _short(self, name: str) -> str:
        """A file's name for a tick box, where & marks a key, without its middle where it is too long for the row."""
        room_px = self.session.theme.length(MIDDLE_PX / 2)
        return self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, room_px).replace("&", "&&")

    def _build_texts(self) -> None:
        self.body.addSpacing(8)
        self.body.addWidget(label("As", "small"))
        self._texts = QButtonGroup(self)
        for number, (format_id, name, sentence) in enumerate(_TEXTS):
            radio = QRadioButton(name)
            radio.setAccessibleDescription(sentence)
            radio.setEnabled(self._offered(format_id))
            radio.setChecked(format_id == ("lrc" if self._lyrics.timed else "txt"))
            radio.toggled.connect(self._on_changed)
            self._texts.addButton(radio, number)
            told = label(sentence, "caption")
            told.setContentsMargins(*_BELOW)
            told.setWordWrap(True)
            _add_told(self.body, radio, told)
        self.body.addSpacing(4)
        self._synced = QCheckBox("And with exact times for players that read SYLT")
        self._synced.setToolTip("A frame of its own beside the text; it holds words to the millisecond.")
        self._synced.setVisible(self._lyrics.timed and self._song.suffix.lower() in FRAMED)
        self._synced.setChecked(True)
        self._synced.toggled.connect(self._on_changed)
        self.body.addWidget(self._synced)

    def _offered(self, format_id: str) -> bool:
        timed = {"lrc": self._lyrics.timed, "elrc": self._lyrics.has_words}
        return timed.get(format_id, True)

    def _note_row(self) -> QWidget:
        """What will be lost, with the button that goes on all the same; or what went wrong."""
        self._note = QFrame()
        self._note.setObjectName("note")
        row = across(self._note, 8, margins_px=(0, 4, 0, 4))
        self._note_icon, self._note_text = label(), label("", "error")
        self._note_text.setWordWrap(True)
        self._sure = button("Replace", small=True)
        self._sure.clicked.connect(lambda: self._then())
        row.addWidget(self._note_icon)
        row.addWidget(self._note_text, 1)
        row.addWidget(self._sure)
        self._note.hide()
        return self._note

    def _wanted(self) -> _Wanted:
        format_id = _TEXTS[self._texts.checkedId()][0]
        beside = default_target(self._song, format_id) if self._beside.isChecked() else None
        return _Wanted(self._tagged.isChecked(), beside, EmbedOptions(format_id, self._synced.isChecked()))

    def _on_changed(self, *_: object) -> None:
        wanted = self._wanted()
        self._note.hide()
        target = default_target(self._song, wanted.options.text_format)
        self._beside.setText(f"Into a file beside it, “{self._short(target.name)}”")
        self._beside.setToolTip(str(target))
        self._synced.setEnabled(wanted.tags)
        self._write.setEnabled(self._looked and (wanted.tags or wanted.beside is not None))
        lost: tuple[str, ...] = ()
        if wanted.tags:
            lost += losses_in_tags(self._lyrics, self._song, wanted.options)
        if wanted.beside:
            lost += losses_of(self._lyrics, wanted.options.text_format)
        self._lost.setText("\n".join(dict.fromkeys(lost)))
        self._lost.setVisible(bool(lost))

    def _on_looked(self, outcome: tuple[TagLyrics, ...] | StudioError) -> None:
        self._looked = True
        if isinstance(outcome, StudioError):
            self._tagged.setChecked(False)
            self._tagged.setEnabled(False)
            self._state.setText(str(outcome))
        else:
            self._there = outcome
            names = ", ".join(entry.named for entry in outcome)
            self._state.setText(f"They hold lyrics now: {names}." if outcome else "They hold no lyrics yet.")
            self._remove.setVisible(bool(outcome))
        self._on_changed()
        self._write.setFocus()

    def _on_write(self) -> None:
        wanted = self._wanted()
        replaced = [name for name in (self._known_in_tags(wanted), self._known_beside(wanted)) if name]
        if replaced:
            said = " and ".join(replaced)
            self._ask(f"Replacing {said} cannot be undone.", "Replace", lambda: self._start(wanted))
        else:
            self._start(wanted)

    def _known_in_tags(self, wanted: _Wanted) -> str:
        """What is replaced in the tags, "" where that is nothing or what this session wrote there itself."""
        own = self.session.files.exported.get(self._song) == file_state(self._song)
        return "the lyrics in the song's tags" if wanted.tags and self._there and not own else ""

    def _known_beside(self, wanted: _Wanted) -> str:
        there = file_state(wanted.beside) if wanted.beside else None
        if wanted.beside is None or there is None or self.session.files.exported.get(wanted.beside) == there:
            return ""
        return f"“{wanted.beside.name}”"

    def _on_remove(self) -> None:
        self._ask("Removing the lyrics from the song's tags cannot be undone.", "Remove", self._start_removing)

    def _start(self, wanted: _Wanted) -> None:
        lyrics, song = self._lyrics, self._song

        def work() -> SongTags:
            if wanted.tags:
                put_both(lyrics, song, wanted.options, wanted.beside)
            elif wanted.beside:
                export(lyrics, wanted.options.text_format, wanted.beside, WriteOptions())
            return _read(song)

        files = [song] if wanted.tags else []
        self._run(work, [*files, *([wanted.beside] if wanted.beside else [])], "written")

    def _start_removing(self) -> None:
        song = self._song

        def work() -> SongTags:
            remove(song)
            return _read(song)

        self._run(work, [], f"Lyrics removed from {song.name}")

    def _run(self, work: Callable[[], SongTags], written: list[Path], said: str) -> None:
        self._busy = True
        for part in (self._write, self._remove, self._sure):
            part.setEnabled(False)
        self._writing.run(work, lambda outcome: self._on_done(outcome, written, said), aside=True)

    def _on_done(self, outcome: SongTags | StudioError, written: list[Path], said: str) -> None:
        self._busy = False
        for part in (self._write, self._remove, self._sure):
            part.setEnabled(True)
        if isinstance(outcome, StudioError):
            self._tell(str(outcome), "danger")
            return
        session = self.session
        if session.song.path == self._song:
            session.song.tags = outcome
        session.files.exported.update((path, file_state(path)) for path in written)
        self.accept()
        names = " and ".join(path.name for path in written)
        session.messages.toast(f"{names} {said}" if written else said)

    def _ask(self, sentence: str, verb: str, then: Callable[[], None]) -> None:
        self._then = then
        self._sure.setText(verb)
        self._tell(sentence, "warning")
        self._sure.show()

    def _tell(self, sentence: str, group: str) -> None:
        theme = self.session.theme
        self._note_icon.setPixmap(themed_pixmap(theme, "problem", f"{group}.text"))
        self._note_text.setText(sentence)
        self._note_text.setStyleSheet(f"color: {theme.value(f'{group}.text')}")
        self._sure.hide()
        self._note.show()


def _read(song: Path) -> SongTags:
    from lrc_studio.audio.tags import read_tags

    return read_tags(song)


def _add_told(column: QVBoxLayout, choice: QWidget, told: QWidget) -> None:
    """Add a choice and, close below it, the sentence on it."""
    pair = down()
    pair.addWidget(choice)
    pair.addWidget(told)
    column.addLayout(pair)
