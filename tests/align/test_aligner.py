"""The aligner by its door: right words come near and sure, wrong ones doubtful, pins hold, odd input does no harm."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from statistics import median

import numpy as np
import pytest

from lrc_studio.align import RATE_HZ, align, search
from lrc_studio.align.model import F32
from lrc_studio.core.errors import Cancelled, InputError
from lrc_studio.core.lyrics import Line, Lyrics, Origin, Word, problems_of_shape
from lrc_studio.core.progress import Progress
from tests.align.conftest import Song, real_song

OTHER_WORDS = (
    "There is a lady who keeps seven clocks",
    "None of them ever agree on the hour",
    "Ticking and tocking in cardboard box",
    "Under the stairs of a crumbling tower",
    "Monday is Tuesday and Friday is May",
    "Breakfast is served by a penguin in boots",
    "Nobody told her to send them away",
    "So she just waters the vegetable roots",
    "Give me a ticket for yesterday's train",
)


def sheet(*texts: str) -> Lyrics:
    return Lyrics(tuple(Line(text) for text in texts))


def quiet(seconds: float) -> F32:
    return np.zeros((int(seconds * RATE_HZ), 2), np.float32)


@pytest.fixture(scope="module")
def timed(demo: Song) -> Lyrics:
    return align(demo.pcm, demo.lyrics)


def test_the_demo_song_is_found_line_by_line(demo: Song, timed: Lyrics) -> None:
    assert demo.share_near(timed, 300) == 1.0
    assert demo.share_near(timed, 100) >= 0.9


def test_the_demo_song_is_found_word_by_word(demo: Song, timed: Lyrics) -> None:
    off_ms = [
        abs((word.start_ms or 0) - true_ms)
        for line, truth in zip(timed.lines, demo.word_starts_ms, strict=True)
        for word, true_ms in zip(line.words, truth, strict=True)
    ]
    assert median(off_ms) <= 30
    assert sum(ms <= 300 for ms in off_ms) >= 0.9 * len(off_ms)


def test_right_words_are_sure(timed: Lyrics) -> None:
    assert all(line.confidence is not None and line.confidence >= 0.8 for line in timed.lines)
    assert all(word.confidence is not None and word.confidence >= 0.5 for line in timed.lines for word in line.words)


def test_the_answer_has_the_promised_shape(demo: Song, timed: Lyrics) -> None:
    assert list(problems_of_shape(timed)) == []
    assert [line.text for line in timed.lines] == [line.text for line in demo.lyrics.lines]
    assert {line.origin for line in timed.lines} == {Origin.ALIGNED}
    times = [(word.start_ms, word.end_ms) for line in timed.lines for word in line.words]
    flat = [ms for pair in times for ms in pair if ms is not None]
    assert len(flat) == 2 * len(times)
    assert flat == sorted(flat)
    for line in timed.lines:
        assert (line.start_ms, line.end_ms) == (line.words[0].start_ms, line.words[-1].end_ms)


def test_wrong_words_are_doubtful(demo: Song) -> None:
    wrong = align(demo.pcm, sheet(*OTHER_WORDS))
    doubtful = [line.confidence is not None and line.confidence < 0.5 for line in wrong.lines]
    assert sum(doubtful) >= 0.9 * len(doubtful)


@pytest.mark.parametrize("sound", ["silence", "noise", "hum"])
def test_sound_without_a_voice_is_doubtful(sound: str) -> None:
    at_s = np.arange(20 * RATE_HZ) / RATE_HZ
    made = {
        "silence": np.zeros_like(at_s),
        "noise": np.random.default_rng(7).normal(0, 0.1, len(at_s)),
        "hum": 0.2 * np.sin(2 * np.pi * 220 * at_s) * (1 + 0.5 * np.sin(4 * np.pi * at_s)),
    }[sound]
    pcm = np.stack([made, made], axis=1).astype(np.float32)
    answer = align(pcm, sheet(*OTHER_WORDS[:3]))
    assert all(line.confidence is not None and line.confidence < 0.5 for line in answer.lines)
    assert all(line.start_ms is not None for line in answer.lines)


def test_a_locked_line_keeps_its_time_and_holds_its_neighbours(demo: Song, timed: Lyrics) -> None:
    pinned_ms = (timed.lines[4].start_ms or 0) + 1500
    held = replace(demo.lyrics.lines[4], start_ms=pinned_ms, locked=True, origin=Origin.TYPED, confidence=1.0)
    lines = [*demo.lyrics.lines[:4], held, *demo.lyrics.lines[5:]]
    answer = align(demo.pcm, Lyrics(tuple(lines)))
    assert (answer.lines[4].start_ms, answer.lines[4].locked, answer.lines[4].origin) == (pinned_ms, True, Origin.TYPED)
    assert answer.lines[4].confidence == 1.0
    assert abs((answer.lines[4].words[0].start_ms or 0) - pinned_ms) <= 10
    assert (answer.lines[3].words[-1].end_ms or 0) <= pinned_ms
    assert abs((answer.lines[8].start_ms or 0) - demo.starts_ms[8]) <= 300


def test_a_locked_word_keeps_its_times(demo: Song) -> None:
    words = (Word("One "), Word("for ", 16_000, 16_400, Origin.TYPED, 1.0, True), Word("the "), Word("rain"))
    lines = [*demo.lyrics.lines[:2], replace(demo.lyrics.lines[2], words=words), *demo.lyrics.lines[3:]]
    answer = align(demo.pcm, Lyrics(tuple(lines))).lines[2]
    assert answer.words[1] == words[1]
    assert (answer.words[0].end_ms or 0) <= 16_000
    assert (answer.words[2].start_ms or 0) >= 16_400


def test_pins_that_contradict_each_other_do_no_harm(demo: Song) -> None:
    starts_ms = (30_000, 10_000, 999_000)
    pins = tuple(Line(f"line number {ms}", ms, locked=True) for ms in starts_ms)
    answer = align(demo.pcm[: 20 * RATE_HZ], Lyrics((*pins, Line("and a free one"))))
    assert tuple(line.start_ms for line in answer.lines[:3]) == starts_ms
    assert answer.lines[3].start_ms is not None


def test_headings_and_signs_get_a_time_between_with_little_trust(demo: Song) -> None:
    rows = ("[Verse]", demo.lyrics.lines[0].text, "", "♪ ♪", demo.lyrics.lines[1].text)
    answer = align(demo.pcm[: 13 * RATE_HZ], sheet(*rows)).lines
    assert [line.text for line in answer] == list(rows)
    assert answer[2] == Line("")
    for number, (before, after) in {0: (None, 1), 3: (1, 4)}.items():
        line = answer[number]
        assert line.origin is Origin.INTERPOLATED
        assert line.confidence is not None
        assert line.confidence <= 0.3
        earliest_ms = answer[before].end_ms if before is not None else 0
        assert (earliest_ms or 0) <= (line.start_ms or 0) <= (answer[after].start_ms or 0)


def test_signs_of_unknown_sound_are_timed_with_little_trust(demo: Song) -> None:
    answer = align(demo.pcm[: 13 * RATE_HZ], sheet("世界和平", "我爱你")).lines
    assert [len(line.words) for line in answer] == [4, 3]
    for line in answer:
        assert all(word.start_ms is not None for word in line.words)
        assert line.confidence is not None
        assert line.confidence < 0.5


@pytest.mark.parametrize("frames", [160, 1000, 8000])
def test_sound_too_short_for_the_words_spreads_them_without_trust(demo: Song, frames: int) -> None:
    answer = align(demo.pcm[70_000 : 70_000 + frames], demo.lyrics)
    starts_ms = [line.start_ms if line.start_ms is not None else -1 for line in answer.lines]
    assert starts_ms == sorted(starts_ms)
    assert starts_ms[0] >= 0
    assert starts_ms[-1] <= frames * 1000 / RATE_HZ
    assert {line.confidence for line in answer.lines} == {0.0}


def test_a_single_line_is_found(demo: Song) -> None:
    answer = align(demo.pcm[: 8 * RATE_HZ], Lyrics(demo.lyrics.lines[:1])).lines[0]
    assert answer.start_ms is not None
    assert abs(answer.start_ms - demo.starts_ms[0]) <= 300


def test_a_single_word_fits_anywhere_and_is_never_sure(demo: Song) -> None:
    answer = align(demo.pcm[: 5 * RATE_HZ], sheet("boats")).lines[0]
    assert answer.start_ms is not None
    assert answer.end_ms is not None
    assert 0 <= answer.start_ms < answer.end_ms <= 5000
    assert answer.confidence is not None
    assert answer.confidence < 0.65


def test_a_thousand_lines_do_no_harm(demo: Song) -> None:
    answer = align(demo.pcm, Lyrics(demo.lyrics.lines * 77))
    assert len(answer.lines) == 1001
    assert all(line.start_ms is not None for line in answer.lines)


def test_little_memory_is_enough(demo: Song, timed: Lyrics, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_BYTES", 2 * 1024 * 1024)
    monkeypatch.setattr(search, "GUIDED_FRAMES", 500)
    answer = align(demo.pcm, demo.lyrics)
    for line, usual in zip(answer.lines, timed.lines, strict=True):
        assert abs((line.start_ms or 0) - (usual.start_ms or 0)) <= 50


def test_thorough_listens_twice(demo: Song, timed: Lyrics) -> None:
    reports: list[Progress] = []
    answer = align(demo.pcm, demo.lyrics, reports.append, thorough=True)
    assert demo.share_near(answer, 300) >= 0.9
    phases = [report.phase for report in reports]
    assert phases.count("words") == 1
    assert [phase for phase, before in zip(phases, ["", *phases], strict=False) if phase != before].count("match") == 2


def test_no_sound_or_no_words_is_one_clear_sentence() -> None:
    with pytest.raises(InputError, match="no sound"):
        align(quiet(0), sheet("One"))
    with pytest.raises(InputError, match="no words"):
        align(quiet(1), sheet("", " "))


def test_only_headings_are_spread_over_the_song() -> None:
    answer = align(quiet(9), sheet("[Intro]", "[Outro]")).lines
    assert [line.start_ms for line in answer] == [3000, 6000]


def test_progress_names_each_phase_in_words_and_only_rises(demo: Song) -> None:
    reports: list[Progress] = []
    align(demo.pcm[: 10 * RATE_HZ], sheet(demo.lyrics.lines[0].text), reports.append)
    phases = list(dict.fromkeys((report.phase, report.message) for report in reports))
    assert phases == [
        ("words", "Words to sounds"),
        ("voice", "Finding the voice"),
        ("match", "Matching the words"),
        ("check", "Checking"),
    ]
    for phase, _ in phases:
        shares = [report.done / report.total for report in reports if report.phase == phase and report.total]
        assert shares == sorted(shares)
        assert shares[-1] <= 1


@pytest.mark.parametrize("phase", ["words", "voice", "match", "check"])
def test_cancelling_in_any_phase_comes_through(demo: Song, phase: str) -> None:
    def stop(progress: Progress) -> None:
        if progress.phase == phase:
            raise Cancelled

    with pytest.raises(Cancelled):
        align(demo.pcm[: 5 * RATE_HZ], sheet(demo.lyrics.lines[0].text), stop)


@pytest.mark.parametrize(
    ("name", "share"),
    [("jonathan-coulton-monkey-shines", 0.9), ("fabios-la-nueva-expresion-de-la-cancion-te-amo", 0.85)],
)
def test_a_real_song_is_found(shared: Path, name: str, share: float) -> None:
    song = real_song(shared / "audio" / name)
    answer = align(song.pcm, song.lyrics)
    assert song.share_near(answer, 300) >= share
    sure = [line.confidence is not None and line.confidence >= 0.8 for line in answer.lines]
    assert sum(sure) >= 0.8 * len(sure)
