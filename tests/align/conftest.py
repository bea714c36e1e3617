"""Songs for the aligner's tests: the demo song that ships, and real ones where the shared material stands."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from lrc_studio.align.model import F32
from lrc_studio.audio.decode import decode_16k
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.resources import resource


@dataclass(frozen=True)
class Song:
    """Sound (frames, 2) at 16 kHz, the lyrics without times, and the true starts of lines and words."""

    pcm: F32
    lyrics: Lyrics
    starts_ms: list[int]
    word_starts_ms: list[list[int]]

    def share_near(self, timed: Lyrics, within_ms: int) -> float:
        """The share of lines that start within `within_ms` of the truth."""
        pairs = zip(timed.lines, self.starts_ms, strict=True)
        near = [line.start_ms is not None and abs(line.start_ms - true_ms) <= within_ms for line, true_ms in pairs]
        return sum(near) / len(near)


@pytest.fixture(scope="session")
def demo() -> Song:
    truth = json.loads(resource("samples", "demo.truth.json").read_text(encoding="utf-8"))["lines"]
    return Song(
        decode_16k(resource("samples", "demo.ogg")),
        Lyrics(tuple(Line(line["text"]) for line in truth)),
        [line["start_ms"] for line in truth],
        [[word["start_ms"] for word in line["words"]] for line in truth],
    )


def real_song(folder: Path) -> Song:
    """A song of the shared material."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))["lines"]
    return Song(
        decode_16k(next(folder.glob("song.*"))),
        Lyrics(tuple(Line(line["text"]) for line in truth)),
        [line["start_ms"] for line in truth],
        [[start_ms for start_ms, _ in line["words"]] for line in truth],
    )
