"""Auto sync: finds the times on this computer; the answer is one edit."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from lrc_studio.core import edits
from lrc_studio.core.doubt import UNSURE
from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.core.progress import Report
from lrc_studio.ui.messages import Choice
from lrc_studio.ui.session import Session

JOB = "sync"


class Syncing(QObject):
    """Runs the job `sync`."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._doubted = False
        session.document.changed.connect(self._on_changed)

    def start(self) -> None:
        """Find the times of the open lyrics in the open song; without lyrics, say the ways to get them."""
        session = self._session
        if session.song.path is None:
            return
        if not any(line.text.strip() for line in session.document.lyrics.lines):
            self._offer_ways()
            return
        for key in ("trouble", "doubt"):
            session.messages.clear(key)
        session.jobs.start(JOB, self._sync(session.song.path, session.document.lyrics))

    def _offer_ways(self) -> None:
        from lrc_studio.workflows.open_song import embedded_lyrics

        session = self._session
        ways = [
            Choice("Paste lyrics", lambda: session.asked.emit("paste")),
            Choice("Open a file", lambda: session.asked.emit("open_lyrics")),
            Choice("Ask a service", lambda: session.asked.emit("provider")),
        ]
        tags = session.song.tags
        embedded = embedded_lyrics(tags) if tags else None
        if embedded:
            ways.append(Choice("Take them from the song's tags", lambda: session.files.use(embedded)))
            text = "Paste them, open a file, or take them from the song's tags."
        else:
            text = "Paste them, open a file, or let a service hear them."
        session.messages.banner("lyrics", text, *ways, kind="info", title="This song has no lyrics yet.")

    async def _sync(self, path: Path, lyrics: Lyrics) -> None:
        from lrc_studio.workflows.sync import sync_offline, to_check

        session = self._session
        thorough = session.settings.thorough

        def work(report: Report) -> tuple[Lyrics, Lyrics, int]:
            answer = sync_offline(path, lyrics, report, thorough)
            taken = edits.take_answer(lyrics, answer)
            return answer, taken, to_check(taken)

        try:
            answer, taken, left = await session.jobs.in_thread(JOB, work)
        except InputError as error:
            find = [] if path.exists() else [Choice("Find the song", lambda: session.asked.emit("relink"))]
            session.messages.trouble(error, *find, safe="The lyrics are as they were.")
            return
        if session.song.path != path:
            return
        timed = sum(1 for line in answer.lines if line.start_ms is not None and line.text.strip())
        lines = f"{timed} {'line' if timed == 1 else 'lines'}"
        if session.document.lyrics is not lyrics:  # edited meanwhile, so the answer goes into other lines
            taken = edits.take_answer(session.document.lyrics, answer)
            left = to_check(taken)
        session.document.edit(f"auto sync {lines}", lambda _old: taken)
        self._tell(answer, lines, left)

    def _tell(self, answer: Lyrics, lines: str, left: int) -> None:
        session = self._session
        choices = [Choice("Undo", session.document.undo_stack.undo)]
        if left:
            choices.append(Choice("Review", lambda: session.asked.emit("review"), "N"))
        session.messages.toast(f"{lines} timed, {left or 'nothing'} to check", *choices)
        self._doubted = _all_guessed(answer)
        if self._doubted:
            session.messages.banner(
                "doubt",
                "All times are guesses and marked doubtful. Check that these are its words.",
                title="No singing could be followed in this song.",
            )

    def _on_changed(self) -> None:
        """What was said of the guesses goes with the last of them, as when the sync is undone."""
        if self._doubted and not any(_guessed(line) for line in self._session.document.lyrics.lines):
            self._doubted = False
            self._session.messages.clear("doubt")


def _all_guessed(answer: Lyrics) -> bool:
    """Whether every time that was found is doubtful, as without a voice or with the words of another song."""
    found = [_guessed(line) for line in answer.lines if line.start_ms is not None and not line.locked]
    return bool(found) and all(found)


def _guessed(line: Line) -> bool:
    return line.start_ms is not None and line.confidence is not None and line.confidence < UNSURE
