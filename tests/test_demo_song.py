"""The demo song that ships with the program: whole, small, true to its words, and not to be timed by even spacing."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import av
import numpy as np
import pytest

from lrc_studio.resources import resource

AUDIO = resource("samples", "demo.ogg")
LINES: list[dict[str, Any]] = json.loads(resource("samples", "demo.truth.json").read_text(encoding="utf-8"))["lines"]
STARTS_MS = [line["start_ms"] for line in LINES]
NEAR_MS = 300
GAP_MS = 3000


@pytest.fixture(scope="module")
def sound() -> np.ndarray[Any, np.dtype[np.float32]]:
    """The decoded song, channels x samples."""
    with av.open(str(AUDIO)) as file:
        return np.concatenate([frame.to_ndarray() for frame in file.decode(audio=0)], axis=1)


def test_it_is_small_and_tagged_with_a_cover() -> None:
    assert AUDIO.stat().st_size < 600_000
    with av.open(str(AUDIO)) as file:
        tags = {name.lower(): text for name, text in {**file.metadata, **file.streams.audio[0].metadata}.items()}
        assert (tags["title"], tags["artist"]) == ("Paper Boats", "LRC Studio")
        assert [stream.type for stream in file.streams] == ["audio", "video"], "the picture counts as a video stream"


def test_it_decodes_to_half_a_minute_or_more_in_stereo(sound: np.ndarray[Any, np.dtype[np.float32]]) -> None:
    with av.open(str(AUDIO)) as file:
        rate_hz = file.streams.audio[0].rate
    assert (len(sound), rate_hz) == (2, 44_100)
    assert 30 <= sound.shape[1] / rate_hz <= 60


def test_it_is_mixed_with_headroom_and_in_stereo(sound: np.ndarray[Any, np.dtype[np.float32]]) -> None:
    assert 0.5 < np.abs(sound).max() < 10 ** (-1 / 20)
    middle, side = sound.mean(0), (sound[0] - sound[1]) / 2
    assert 0.05 < np.mean(side**2) / np.mean(middle**2) < 1


def test_the_plain_lyrics_are_the_true_lines() -> None:
    rows = resource("samples", "demo.txt").read_text(encoding="utf-8").split("\n")
    assert [row for row in rows if row and not row.startswith("[")] == [line["text"] for line in LINES]
    assert {row for row in rows if row.startswith("[")} == {"[Verse]", "[Chorus]"}
    assert 10 <= len(LINES) <= 14


def test_words_make_up_their_lines() -> None:
    for line in LINES:
        words = line["words"]
        assert " ".join(word["text"] for word in words) == line["text"]
        assert (line["start_ms"], line["end_ms"]) == (words[0]["start_ms"], words[-1]["end_ms"])


def test_times_increase_and_lie_within_the_song(sound: np.ndarray[Any, np.dtype[np.float32]]) -> None:
    words = [word for line in LINES for word in line["words"]]
    edges = [edge for word in words for edge in (word["start_ms"], word["end_ms"])]
    assert all(word["start_ms"] < word["end_ms"] for word in words)
    assert edges == sorted(edges)
    assert edges[0] > 0
    assert edges[-1] < sound.shape[1] / 44.1


def test_there_is_music_before_between_and_after_the_words(sound: np.ndarray[Any, np.dtype[np.float32]]) -> None:
    length_ms = sound.shape[1] / 44.1
    pauses_ms = [after["start_ms"] - line["end_ms"] for line, after in pairwise(LINES)]
    assert STARTS_MS[0] > GAP_MS
    assert max(pauses_ms) > GAP_MS
    assert length_ms - LINES[-1]["end_ms"] > 2000


def test_even_spacing_fails_even_when_it_is_told_the_ends(sound: np.ndarray[Any, np.dtype[np.float32]]) -> None:
    length_ms = sound.shape[1] / 44.1
    assert _share_near(np.linspace(STARTS_MS[0], STARTS_MS[-1], len(LINES))) < 0.5
    assert _share_near(np.linspace(0, length_ms, len(LINES), endpoint=False)) < 0.5


def _share_near(guess_ms: np.ndarray[Any, np.dtype[np.float64]]) -> float:
    return float(np.mean(np.abs(guess_ms - np.array(STARTS_MS)) <= NEAR_MS))
