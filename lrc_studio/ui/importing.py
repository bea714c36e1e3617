"""Lyrics come in: from a file, the clipboard or a song's tags, each as one edit, with what may follow offered."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lrc_studio.core import edits
from lrc_studio.core.errors import StudioError
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.formats.lrc_rows import MAYBE_TRANSLATION
from lrc_studio.ui.messages import Choice
from lrc_studio.ui.origin import Origin
from lrc_studio.ui.reading import Reading, sized
from lrc_studio.ui.session import Session
from lrc_studio.ui.verified import REPLACE, edit_times
from lrc_studio.workflows.open_lyrics import OpenedLyrics, read_pasted

if TYPE_CHECKING:
    from lrc_studio.workflows.open_song import FoundLyrics

LONG_CHARS = 30_000
"""Text longer than any song's is read beside the window."""
_MOST_LINES = 2_000
"""More lines than this are no song's; nothing is offered for them."""
_SAME_SHARE = 0.6
"""Two songs of one language have up to half of their different words in common, versions of one song nearly all."""
_WORD = re.compile(r"\w+")
KEYS = ("lyrics", "tidy", "encoding", "together")
"""The banners that belong to the lyrics that are open."""


class Importing(QObject):
    """Takes lyrics in. `taken()`: other lyrics are there."""

    taken = Signal()

    def __init__(self, session: Session, reading: Reading, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._reading = session, reading

    def paste(self, text: str) -> None:
        """Take pasted lyrics in any format; lines that are there already keep their times."""
        if len(text) > LONG_CHARS:
            self._reading.run(lambda: read_pasted(text), self._take_pasted)
            return
        try:
            opened = sized(read_pasted(text))
        except StudioError as error:
            self._session.messages.trouble(error)
        else:
            self._take_pasted(opened)

    def use(self, found: FoundLyrics) -> None:
        """Take lyrics that lay beside the song or in its tags."""
        self.take(found.as_opened(), f"use the lyrics of {found.name}")

    def take(self, opened: OpenedLyrics, label: str) -> None:
        """Take lyrics that were read: with times they replace the old ones; plain text keeps the lines that stay."""
        self._clear_banners()

        def change(old: Lyrics, verified_too: bool) -> Lyrics:
            return taken_words(old, opened.lyrics) if verified_too else around_verified(old, opened.lyrics)

        edit_times(self._session, label, change, then=lambda: self.came_in(opened), words=REPLACE)

    def came_in(self, opened: OpenedLyrics) -> None:
        """Lyrics are there: remember their file, and offer what may follow."""
        self._session.origin = Origin(opened.path, [opened]) if opened.path else None
        self.taken.emit()
        self._tell(opened)
        self.offer()

    def forget(self) -> None:
        """Other lyrics, or none, are open."""
        self._session.origin = None
        self._clear_banners()

    def offer(self) -> None:
        """Offer to take rows out that are no lyrics, and to pair lines that begin together; nothing is done unasked."""
        lyrics, messages = self._session.document.lyrics, self._session.messages
        messages.clear("tidy")
        if len(lyrics.lines) > _MOST_LINES:
            return
        rows, pairs = len(edits.credit_rows(lyrics)), len(edits.translation_pairs(lyrics))
        said, choices = [], []
        if rows:
            said.append(f"{counted(rows, 'row')} that may be no lyrics")
            choices.append(Choice("Look at them" if not pairs else "Rows", self._asker("credits")))
        if pairs:
            said.append(f"{counted(pairs, 'line')} that may be a translation of the line above")
            choices.append(Choice("Pair them" if not rows else "Translations", self._asker("pairs")))
        if said:
            messages.banner("tidy", f"{' and '.join(said)}.", *choices, kind="info", title="Found")

    def reopen(self, encoding: str, name: str) -> None:
        """Read the file of the lyrics again in `encoding` (`name` for people); what was done to them stays."""
        if origin := self._session.origin:
            done = f"reopen {origin.path.name} as {name}"
            self._reading.start(origin.path, lambda opened: self._respell(origin, opened, done), encoding)

    def translate(self, path: Path) -> None:
        """Take the texts of the lyric file at `path` as translations of the lines that are open."""
        self._reading.start(path, lambda opened: self._take_translation(path, opened))

    def offer_translation(self, path: Path) -> None:
        """Offer a file that came together with the lyrics as their translation."""

        def offer(opened: OpenedLyrics | None) -> None:
            if opened:
                self._together(path, opened, sure=False)

        self._reading.start(path, offer)

    def held_back(self, path: Path, opened: OpenedLyrics) -> bool:
        """Whether lyrics seem to be a translation of those that are open; they are then offered as both."""
        return self._together(path, opened, sure=True)

    def _take_pasted(self, opened: OpenedLyrics | None) -> None:
        if opened:
            self.take(opened, "paste lyrics")

    def _together(self, path: Path, opened: OpenedLyrics, sure: bool) -> bool:
        lyrics, messages = self._session.document.lyrics, self._session.messages
        if sure and not edits.seems_translation(lyrics, opened.lyrics):
            return False
        matched = edits.with_translation(lyrics, opened.lyrics)
        if not matched.count:
            messages.toast(f"“{path.name}” was left out: none of its lines begins with one of these.", kind="info")
            return False
        rows = matched.count + len(matched.left)
        messages.banner(
            "together",
            f"{matched.count} of its {counted(rows, 'line')} {'fits' if matched.count == 1 else 'fit'} yours.",
            Choice("Add as translation", lambda: self._take_translation(path, opened)),
            Choice("Open instead", lambda: self.take(opened, f"open lyrics from {path.name}")),
            kind="info",
            title=f"“{path.name}” may be a translation.",
            icon="line.translation",
        )
        return True

    def _take_translation(self, path: Path, opened: OpenedLyrics | None) -> None:
        if opened is None:
            return
        session = self._session
        session.messages.clear("together")
        matched = edits.with_translation(session.document.lyrics, opened.lyrics)
        if not matched.count:
            session.messages.banner(
                "together",
                "None of its lines begins with one of these. Nothing was changed.",
                title=f"“{path.name}” fits no line.",
            )
            return
        session.document.edit(f"add translations from {path.name}", lambda _old: matched.lyrics)
        left = f", {counted(len(matched.left), 'line')} fitted none" if matched.left else ""
        undo = Choice("Undo", session.document.undo_stack.undo)
        session.messages.toast(f"{counted(matched.count, 'translation')} added{left}", undo)

    def _respell(self, origin: Origin, opened: OpenedLyrics | None, label: str) -> None:
        if opened is None or origin is not self._session.origin:
            return
        self._session.messages.clear("encoding")
        readings = [reading.lyrics for reading in reversed(origin.readings)]
        origin.readings.append(opened)

        def change(old: Lyrics, verified_too: bool) -> Lyrics:
            return respelt(old, readings, opened.lyrics, verified_too)

        def then() -> None:
            self.taken.emit()
            self.offer()

        edit_times(self._session, label, change, then=then, words=REPLACE)

    def _tell(self, opened: OpenedLyrics) -> None:
        messages = self._session.messages
        said = [warning for warning in opened.warnings if not warning.endswith(MAYBE_TRANSLATION)]  # that is offered
        if said:
            messages.toast(said[0], kind="warning")
        if not opened.encoding_sure:
            from lrc_studio.storage.files import encoding_label

            messages.banner(
                "encoding",
                "The file does not say its encoding. Do the words look right?",
                Choice("Reopen as", self._asker("reopen")),
                kind="info",
                title=f"Read as {encoding_label(opened.encoding)}.",
                icon="file.reopen_as",
            )

    def _asker(self, name: str) -> Callable[[], None]:
        return lambda: self._session.asked.emit(name)

    def _clear_banners(self) -> None:
        for key in KEYS:
            self._session.messages.clear(key)


def counted(count: int, what: str) -> str:
    """A number and its noun."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def taken_words(old: Lyrics, words: Lyrics) -> Lyrics:
    """Lyrics with times in place of the old ones; plain text keeps the times of lines that stay.

    Where the new ones have no tags, the old tags stay with lyrics of the same song; a title is no other song's.
    """
    tags = words.tags or (old.tags if old.tags and _same_song(old, words) else ())
    if words.timed or not old.lines:
        return replace(words, audio=old.audio, tags=tags)
    new = replace(edits.replace_text(old, "\n".join(line.text for line in words.lines)), tags=tags)
    if len(new.lines) != len(words.lines):
        return new
    pairs = zip(new.lines, words.lines, strict=True)
    return new.with_lines(replace(line, section=word.section) for line, word in pairs)


def _same_song(old: Lyrics, words: Lyrics) -> bool:
    """Whether most words are among the old ones, wherever rows are broken, or nothing was there."""
    known, said = (
        set(_WORD.findall("\n".join(line.text for line in every.lines).casefold())) for every in (old, words)
    )
    return not known or len(known & said) >= _SAME_SHARE * len(said)


def around_verified(old: Lyrics, words: Lyrics) -> Lyrics:
    """As `taken_words`, where verified lines stay as they are."""
    return edits.take_answer(old, replace(words, waveform=None, source=None)) if words.timed else old


def respelt(old: Lyrics, readings: list[Lyrics], now: Lyrics, verified_too: bool = True) -> Lyrics:
    """The lyrics with the texts of the newest reading, by the earlier reading they came from; else that reading."""
    if any(reading == now for reading in readings[:1]):
        return old
    for reading in readings:
        new = edits.respell(old, reading, now)
        if new is not None and new != old:
            return new
    return taken_words(old, now) if verified_too else around_verified(old, now)
