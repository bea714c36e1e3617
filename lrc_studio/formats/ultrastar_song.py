"""The parts of an UltraStar song: headers, the clock of its beats, and the notes of each voice."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

_NUMBER = re.compile(r"(-?)([0-9]{1,9})(?:[.,]([0-9]{1,9})[0-9]*)?")
_SCALE = 10**9  # parts of a ms that a gap and the place of a change of tempo are held in

# One blank parts the pitch from the text; further ones belong to it. A type is any sign but those of other rows.
NOTE = re.compile(r"([!-\"$-,.-DF-OQ-~])[ \t]*(-?[0-9]{1,9})[ \t]+([0-9]{1,9})[ \t]+(-?[0-9]{1,9})(?:[ \t](.*))?", re.S)
_BREAK = re.compile(r"-[ \t]*(-?[0-9]{1,9})(?:[ \t]+(-?[0-9]{1,9}))?[ \t]*")
_VOICE = re.compile(r"P[ \t]*([0-9])[ \t]*")
_TEMPO = re.compile(r"B[ \t]+([0-9]{1,9})(?:[.,][0-9]+)?[ \t]+([0-9]+(?:[.,][0-9]+)?)[ \t]*")
HEADER = re.compile(r"#[ \t]*([^:\r\n]{1,60}):(.*)", re.S)


def scaled(text: str) -> int | None:
    """A decimal number (point or comma) as whole billionths, or None if the text is none."""
    match = _NUMBER.match(text.strip())
    if match is None:
        return None
    value = int(match[2]) * _SCALE + int(f"{match[3] or '':0<9}")
    return -value if match[1] else value


class BeatClock:
    """Tells the time of a beat: `gap + beat * 15000 / BPM` ms, or `60000 / BPM` from version 2 on.

    Changes of tempo count from their beat on. Whole numbers throughout, rounded half up at the end.
    """

    def __init__(self, gap: int, bpm: int, minute_ms: int, changes: Iterable[tuple[int, int]] = ()) -> None:
        self._minute = minute_ms * _SCALE
        self._beats = [0]
        self._spans = [(gap, bpm)]
        for beat, tempo in sorted(changes):
            if tempo > 0 and beat >= self._beats[-1]:
                begin = self._at(beat)
                self._beats.append(beat)
                self._spans.append((begin, tempo))

    def _at(self, beat: int) -> int:
        """The time of a beat in billionths of a ms, rounded half up."""
        place = max(0, bisect_right(self._beats, beat) - 1)
        begin, bpm = self._spans[place]
        return begin + (2 * (beat - self._beats[place]) * self._minute * _SCALE + bpm) // (2 * bpm)

    def ms(self, beat: int) -> int:
        """The time of a beat in ms, never below 0."""
        return max(0, (2 * self._at(beat) + _SCALE) // (2 * _SCALE))


@dataclass(slots=True)
class Voice:
    """The notes of one singer, (beat, length, text) by lines; `base` is where the beats of the line count from."""

    lines: list[list[tuple[int, int, str]]] = field(default_factory=lambda: [[]])
    base: int = 0


class Song:
    """What the rows of a song say."""

    def __init__(self) -> None:
        self.headers: dict[str, str] = {}
        self.voices: dict[int, Voice] = {}
        self.tempos: list[tuple[int, int]] = []
        self.switched = False  # whether a row names a singer
        self.tuned = False  # whether a note has a pitch or is a special one
        self.unread = 0
        self._now = self._voice(1)

    def take(self, rows: Iterable[str]) -> None:
        """Take in all rows up to the one that says `E`."""
        for row in rows:
            note = NOTE.fullmatch(row)
            if note is not None:
                self._add_note(note)
            elif not self._take_other(row.strip(" \t\ufeff\u200b")):
                break

    def _add_note(self, note: re.Match[str]) -> None:
        kind, beat, length, pitch, text = note.groups()
        self.tuned = self.tuned or kind != ":" or pitch.strip("-0") != ""
        self._now.lines[-1].append((self._now.base + int(beat), int(length), text or ""))

    def _take_other(self, row: str) -> bool:
        """Take in a row that is no note at its very start; False where the song ends."""
        if row == "E":
            return False
        if match := HEADER.fullmatch(row):
            key, value = match[1].strip().upper(), match[2].strip()
            if value:
                self.headers.setdefault(key, value)
        elif match := _BREAK.fullmatch(row):
            self._break(int(match[1]), match[2])
        elif match := _VOICE.fullmatch(row):
            self.switched = True
            self._now = self._voice(int(match[1]))
        elif match := _TEMPO.fullmatch(row):
            self.tempos.append((self._now.base + int(match[1]), scaled(match[2]) or 0))
        elif match := NOTE.fullmatch(row):
            self._add_note(match)
        else:
            self.unread += bool(row)
        return True

    def _voice(self, number: int) -> Voice:
        return self.voices.setdefault(number, Voice())

    def _break(self, beat: int, shift: str | None) -> None:
        """End the line; in the relative mode of unversioned files the next one counts its beats from there."""
        if self._now.lines[-1]:
            self._now.lines.append([])
        if "VERSION" not in self.headers and self.headers.get("RELATIVE", "").lower() == "yes":
            self._now.base += beat if shift is None else int(shift)

    @property
    def clock(self) -> BeatClock | None:
        """The clock of the song, None where it has no tempo."""
        bpm = scaled(self.headers.get("BPM", "")) or 0
        if bpm <= 0:
            return None
        newer = self.headers.get("VERSION", "1").lstrip("vV ").split(".")[0] not in ("0", "1")
        return BeatClock(scaled(self.headers.get("GAP", "")) or 0, bpm, 60_000 if newer else 15_000, self.tempos)
