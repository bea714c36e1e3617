"""Reads the elements of a TTML document in one pass: paragraphs, spans, roles, singers and metadata.

Names are taken without their prefix, as files in the wild bind the prefixes of Apple's and AMLL's additions in several
ways or not at all. Entities that a document declares itself are refused, so nothing expands.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from lrc_studio.core.errors import InputError
from lrc_studio.formats.ttml_times import Clock

BACKGROUND = "x-bg"
_MOST_NESTED = 200
_MOST_LINES = 20_000
_NEAR_MS = 50  # what a child may stand outside its parent's times
_TAG_OF_META = {"musicName": "ti", "artists": "ar", "album": "al"}
_READ_ALOUD = frozenset({"text", "textContainer", "delimiter"})


@dataclass(slots=True)
class Piece:
    """Text with its times in ms as written; `within_ms` is the sum of the starts around it."""

    parts: list[str]
    begin_ms: int | None = None
    end_ms: int | None = None
    within_ms: int = 0


@dataclass(slots=True)
class Paragraph:
    """A `p`, or a span of background voices in one; times in ms as written."""

    begin_ms: int | None
    end_ms: int | None
    within_ms: int
    agent: str | None
    key: str | None
    background: bool
    section: str | None = None
    pieces: list[Piece] = field(default_factory=list)
    translation: list[str] = field(default_factory=list)
    romanization: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Frame:
    """An open element: what it adds to the times of its children, and where its text goes."""

    begin_ms: int | None = None
    end_ms: int | None = None
    within_ms: int = 0
    agent: str | None = None
    paragraph: Paragraph | None = None
    piece: Piece | None = None
    texts: list[str] | None = None  # text that is no lyrics: a name, a title, a translation
    silent: bool = True  # text is passed over


class Document:
    """A TTML document; raises InputError where it is no XML or declares entities of its own."""

    def __init__(self, text: str) -> None:
        self.paragraphs: list[Paragraph] = []
        self.agents: dict[str, list[str]] = {}
        self.translations: dict[str, list[str]] = {}  # by the key of their paragraph
        self.romanizations: dict[str, list[str]] = {}
        self.metas: dict[str, list[str]] = {}
        self._clock = Clock({})
        self._frames = [_Frame()]
        self._agent: str | None = None
        self._section: str | None = None
        self._sides = self.translations
        self._relative_votes = 0
        self._openers = {
            **dict.fromkeys(("body", "span", "p", "div"), self._open_timed),
            **dict.fromkeys(("title", "agent", "name", "meta", "text"), self._open_head),
        }
        self._parse(text)

    @property
    def relative(self) -> bool:
        """Whether times count from the element around them, as TTML has it, instead of from the song's start.

        Lyric files count from the start; so it is only where more times fit into the element around them that way.
        """
        return self._relative_votes > 0

    def _parse(self, text: str) -> None:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.EntityDeclHandler = _refuse_entity
        parser.StartElementHandler = self._open
        parser.EndElementHandler = self._close
        parser.CharacterDataHandler = self._take_text
        try:
            parser.Parse(text.encode("utf-8", "replace"), True)
        except expat.ExpatError as error:
            raise InputError(
                f"This file is damaged at row {error.lineno}, so its lyrics cannot be read; get it anew.", str(error)
            ) from error

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._frames) > _MOST_NESTED:
            raise InputError("This file is nested too deeply to hold lyrics; choose another one.")
        name = tag.rpartition(":")[2]
        local = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if name == "tt":
            self._clock = Clock(local)
        outer = self._frames[-1]
        frame = _Frame(
            *(outer.begin_ms, outer.end_ms, outer.within_ms, outer.agent, outer.paragraph, outer.piece),
            *(outer.texts, outer.silent),
        )
        self._frames.append(frame)
        opener = self._openers.get(name)
        if opener is not None:
            opener(name, local, frame)
        elif name == "br":
            self._take_text(" ")
        elif name in ("translations", "transliterations"):
            self._sides = self.translations if name == "translations" else self.romanizations
        elif name == "metadata":
            frame.silent = True

    def _close(self, _tag: str) -> None:
        self._frames.pop()

    def _take_text(self, text: str) -> None:
        frame = self._frames[-1]
        if frame.silent:
            return
        if frame.texts is not None:
            frame.texts.append(text)
        elif frame.paragraph is not None:
            pieces, own = frame.paragraph.pieces, frame.piece
            if own is not None and pieces[-1] is own:
                own.parts.append(text)
            elif own is not None and text.strip():
                pieces.append(Piece([text], own.begin_ms, own.end_ms, own.within_ms))
            elif pieces and pieces[-1].begin_ms is None:
                pieces[-1].parts.append(text)
            else:
                pieces.append(Piece([text]))

    def _open_head(self, name: str, attributes: dict[str, str], frame: _Frame) -> None:
        """A singer, his name, a title, a value, or a side text kept apart from its paragraph."""
        if name == "agent":
            self._agent = attributes.get("id")
        elif name == "meta" and attributes.get("key"):
            key = _TAG_OF_META.get(attributes["key"], attributes["key"].lower())
            self.metas.setdefault(key, [attributes.get("value", "")])
        elif name == "name" and self._agent is not None:
            self._take_first(frame, self.agents.setdefault(self._agent, []))
        elif name == "title":
            self._take_first(frame, self.metas.setdefault("ti", []))
        elif name == "text" and attributes.get("for"):
            self._take_first(frame, self._sides.setdefault(attributes["for"], []))

    @staticmethod
    def _take_first(frame: _Frame, texts: list[str]) -> None:
        """Let the text of an element go to `texts`, unless an earlier one, in another language perhaps, is there."""
        frame.texts, frame.silent = texts, bool(texts)

    def _open_timed(self, name: str, attributes: dict[str, str], frame: _Frame) -> None:
        """An element of the body: its times are noted, then what it is."""
        begin_ms, end_ms = self._clock.ms(attributes.get("begin")), self._clock.ms(attributes.get("end"))
        dur_ms = self._clock.ms(attributes.get("dur"))
        if end_ms is None and dur_ms is not None and name != "body":
            end_ms = (begin_ms or 0) + dur_ms
        within_ms = frame.within_ms
        if begin_ms is not None:
            self._vote(begin_ms, end_ms, frame)
            frame.begin_ms, frame.end_ms, frame.within_ms = begin_ms, end_ms, within_ms + begin_ms
        if name == "span":
            self._open_span(attributes, frame, Piece([], begin_ms, end_ms, within_ms))
            return
        frame.agent = attributes.get("agent") or frame.agent
        if name == "p":
            background = attributes.get("role") == BACKGROUND
            key, section = attributes.get("key"), self._section
            self._add(frame, Paragraph(begin_ms, end_ms, within_ms, frame.agent, key, background, section))
            self._section = None
        elif name == "div":
            self._section = attributes.get("song-part") or attributes.get("songPart")

    def _open_span(self, attributes: dict[str, str], frame: _Frame, piece: Piece) -> None:
        """A span: background voices, a side text, how a text is read aloud, or a piece of the text with its times."""
        role, paragraph = attributes.get("role"), frame.paragraph
        if paragraph is None or frame.texts is not None:
            frame.silent = frame.silent or role == BACKGROUND
        elif attributes.get("ruby") in _READ_ALOUD:
            frame.silent = True
        elif role == BACKGROUND:
            agent = attributes.get("agent")
            self._add(frame, Paragraph(piece.begin_ms, piece.end_ms, piece.within_ms, agent, None, True))
        elif role in ("x-translation", "x-roman"):
            self._take_first(frame, paragraph.translation if role == "x-translation" else paragraph.romanization)
        elif piece.begin_ms is not None:
            paragraph.pieces.append(piece)
            frame.piece = piece

    def _add(self, frame: _Frame, paragraph: Paragraph) -> None:
        if len(self.paragraphs) == _MOST_LINES:
            raise InputError(f"This file has more than {_MOST_LINES:,} lines; no song has so many.")
        self.paragraphs.append(paragraph)
        frame.paragraph, frame.piece, frame.texts, frame.silent = paragraph, None, None, False

    def _vote(self, begin_ms: int, end_ms: int | None, outer: _Frame) -> None:
        """Note whether times fit into those of the element around them in one way alone."""
        if not outer.begin_ms:
            return
        from_start = begin_ms >= outer.begin_ms - _NEAR_MS
        length_ms = None if outer.end_ms is None else outer.end_ms - outer.begin_ms + _NEAR_MS
        last_ms = begin_ms if end_ms is None else end_ms
        from_outer = length_ms is None or last_ms <= length_ms
        self._relative_votes += int(from_outer) - int(from_start)


def _refuse_entity(*_: Any) -> None:
    raise InputError("This file declares entities of its own, which no lyrics need; it was not read.")
