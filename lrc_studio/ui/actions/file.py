"""The File menu."""

from __future__ import annotations

from lrc_studio.ui.actions.spec import Action, has_lines
from lrc_studio.ui.session import Session


def _has_anything(session: Session) -> bool:
    return has_lines(session) or session.song.path is not None


ACTIONS = (
    Action("file.open", "Open…", lambda s: s.asked.emit("open"), ("Ctrl+O",), "File", 0, "file.open",
           "A song, its lyrics or a project."),
    Action("file.open_lyrics", "Add lyrics from a file…", lambda s: s.asked.emit("open_lyrics"), ("Ctrl+Shift+O",),
           "File", 0, "lyrics.file", "Keeps the song that is open. A second file is offered as its translation."),
    Action("file.add_translation", "Add a translation from a file…", lambda s: s.asked.emit("open_translation"), (),
           "File", 0, "line.translation", "Its lines go beside yours by their times.", has_lines),
    Action("file.reopen_as", "Reopen lyrics as…", lambda s: s.asked.emit("reopen"), (), "File", 0, "file.reopen_as",
           "Reads the file in another encoding, where its words look wrong.",
           lambda s: s.origin is not None),
    Action("file.demo", "Open the demo song", lambda s: s.files.open_demo(), (), "File", 0, "play.line"),
    Action("file.save", "Save project", lambda s: s.files.save(), ("Ctrl+S",), "File", 1, "file.save",
           "Keeps all that LRC cannot: ends, words, verified marks.", _has_anything),
    Action("file.save_as", "Save project as…", lambda s: s.asked.emit("save_as"), ("Ctrl+Shift+S",), "File", 1, "",
           "", _has_anything),
    Action("file.export", "Export…", lambda s: s.asked.emit("export"), ("Ctrl+E",), "File", 2, "file.export",
           "Writes LRC beside the song.", has_lines),
    Action("file.embed", "Write into the song…", lambda s: s.asked.emit("embed"), (), "File", 2, "",
           "Puts the lyrics into the song's own tags.", lambda s: has_lines(s) and s.song.path is not None),
    Action("file.close", "Close song", lambda s: s.files.close(), ("Ctrl+W",), "File", 3, "close", "", _has_anything),
    Action("file.quit", "Quit", lambda s: s.asked.emit("quit"), ("Ctrl+Q",), "File", 3),
)  # fmt: skip
