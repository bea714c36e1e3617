"""What the services of the Suno kind have made: songs with timed words as they really come, and written lyrics."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
GRID_S = 15 / 376
"""The step of real times, about 40 ms."""
PEAKS_A_SECOND = 5.9
LOUDEST = 0.339
DEMO_TASK, DEMO_LYRICS = "5c79be8e" * 4, "11dc8b0f" * 4
DEMO_TEXT = """[Verse]
Lantern on the window sill
(hold the light)
Boats come home against the hill

[Chorus]
Sing it slow, sing it low
We're going where the rivers go"""


@dataclass(slots=True)
class Song:
    """A track of a task; `tokens` (word, start, end in seconds) win over the ones made from the text."""

    audio_id: str
    title: str
    text: str
    duration_s: float
    audio_url: str = ""
    instrumental: bool = False
    cer: float = 0.0371
    streamed: bool = False
    tokens: list[tuple[str, float, float]] | None = None

    def words(self) -> list[dict[str, Any]]:
        """`alignedWords` by today's names."""
        made = [] if self.instrumental else self.tokens if self.tokens is not None else tokens_of(self.text)
        return [{"word": w, "success": True, "startS": a, "endS": b, "palign": 0} for w, a, b in made]

    def waveform(self) -> list[float]:
        """Peaks that are nowhere near 1, as real ones; louder where words are."""
        sung = [(word["startS"], word["endS"]) for word in self.words()]
        return [
            height(at, any(a <= at / PEAKS_A_SECOND <= b for a, b in sung))
            for at in range(round(self.duration_s * PEAKS_A_SECOND))
        ]


@dataclass(slots=True)
class Task:
    """Something a key has had made: songs, or written lyrics as (title, text, status, error)."""

    id: str
    key: str
    status: str = "SUCCESS"
    songs: list[Song] = field(default_factory=list)
    written: list[tuple[str, str, str, str]] = field(default_factory=list)
    prompt: str = "A song about a harbour at night"
    error: tuple[int, str] | None = None
    reads_pending: int = 0
    """How many more reads find it PENDING."""


def demo_songs(sound: str) -> list[Song]:
    """Two songs, as a task makes them: the program's own demo song with its true words, and a placeholder."""
    truth = json.loads((SAMPLES / "demo.truth.json").read_text("utf-8"))
    first = Song("e231c0de-0000-4000-8000-0000008cadc7", "Paper boats", "", 58.114, sound)
    first.tokens = [token for line in truth["lines"] for token in line_tokens(line)]
    first.text = "".join(word for word, _, _ in first.tokens)
    second = Song("e231c0de-0000-4000-8000-0000008cadc8", "Lantern (EMULATOR)", DEMO_TEXT, 62.4, sound)
    return [first, second]


def line_tokens(line: dict[str, Any]) -> list[tuple[str, float, float]]:
    """The words of a true line with their blanks, the last with the line's end."""
    words = line["words"]
    ends = [" "] * (len(words) - 1) + ["\n"]
    return [
        (word["text"] + end, word["start_ms"] / 1000, word["end_ms"] / 1000)
        for word, end in zip(words, ends, strict=True)
    ]


def tokens_of(text: str, start_s: float = 6.0) -> list[tuple[str, float, float]]:
    """Tokens that joined are the text: a heading is part of the next word, every word has its own blanks."""
    made: list[tuple[str, float, float]] = []
    at = round(start_s / GRID_S)
    for word in re.findall(r"(?:\[[^\]]*\]\s*)*\S+\s*", text):
        long = max(2, round(len(word.strip()) * 0.07 / GRID_S))
        made.append((word, round(at * GRID_S, 5), round((at + long) * GRID_S, 5)))
        at += long + (20 if "\n" in word else 0)
    return made


def height(at: int, sung: bool) -> float:
    """A peak from its place alone, the same in every run."""
    byte = hashlib.sha256(at.to_bytes(4, "big")).digest()[0]
    return round(LOUDEST * (byte / 255) * (1.0 if sung else 0.25), 5)
