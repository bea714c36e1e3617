"""The main job on the demo song, with the real aligner."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lrc_studio.audio.tags import SongTags
from lrc_studio.core.errors import Cancelled, InputError
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.core.progress import Progress, silent
from lrc_studio.workflows.demo_song import DemoTimed, demo_audio, demo_lyrics, demo_truth_ms
from lrc_studio.workflows.sync import counts, sync_offline, to_check, with_song_tags
from tests.demo_timing import timed_demo
from tests.workflows.conftest import MakeSong


@pytest.fixture
def timed() -> DemoTimed:
    return timed_demo()[0]


def test_the_demo_songs_lines_are_near_the_truth(timed: DemoTimed) -> None:
    assert timed.count == len(demo_truth_ms()) == len(timed.lyrics.lines)
    assert timed.near >= 0.9 * timed.count


def test_every_line_has_a_time_and_a_confidence(timed: DemoTimed) -> None:
    for line in timed.lyrics.lines:
        assert line.start_ms is not None
        assert line.confidence is not None


def test_the_answer_says_where_it_comes_from(timed: DemoTimed) -> None:
    assert timed.lyrics.source is not None
    assert timed.lyrics.source.provider == "offline"
    assert timed.lyrics.audio is not None
    assert timed.lyrics.audio.path == demo_audio().absolute().as_posix()
    assert timed.lyrics.audio.sha256 is not None
    assert 25_000 < (timed.lyrics.audio.duration_ms or 0) < 65_000


def test_progress_tells_phases_in_words() -> None:
    told = timed_demo()[1]
    assert len({progress.phase for progress in told}) > 1
    assert all(progress.message for progress in told)


def test_it_can_be_cancelled() -> None:
    def cancel(_: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        sync_offline(demo_audio(), demo_lyrics(), cancel)


@pytest.mark.parametrize("lyrics", [Lyrics(), Lyrics((Line(" "), Line("")))])
def test_no_lyrics_is_told_with_the_ways_to_get_them(lyrics: Lyrics) -> None:
    with pytest.raises(InputError) as caught:
        sync_offline(demo_audio(), lyrics, silent)
    assert str(caught.value) == (
        "This song has no lyrics yet. Paste them, open a file, or take them from the song's tags."
    )


def test_what_is_no_song_is_told(tmp_path: Path) -> None:
    path = tmp_path / "song.mp3"
    path.write_text("not a song")
    with pytest.raises(InputError):
        sync_offline(path, Lyrics((Line("One"),)), silent)


def test_an_offset_is_worked_in_before(make_song: MakeSong) -> None:
    kept = Line("La la la", 900, 1500, locked=True)
    timed = sync_offline(make_song(), Lyrics((kept, Line("La la")), offset_ms=400), silent)
    assert timed.offset_ms == 0
    assert timed.lines[0].start_ms == 500
    assert timed.audio is not None
    assert timed.audio.duration_ms == 2000


def test_tags_fill_in_what_the_lyrics_do_not_say() -> None:
    tags, path = SongTags("The title", "The artist"), Path("song.mp3")
    assert with_song_tags(Lyrics(), tags, path).tags == (("ti", "The title"), ("ar", "The artist"))
    own = Lyrics(tags=(("ar", "Somebody"), ("ti", "Mine")))
    assert with_song_tags(own, tags, path) == own
    assert with_song_tags(Lyrics(), SongTags("song"), path) == Lyrics()


def test_what_is_to_check_is_counted() -> None:
    doubtful = Line("One", 1000, confidence=0.3)
    lyrics = Lyrics((doubtful, replace(doubtful, locked=True), Line("Two", 2000, confidence=0.9), Line("", 3000)))
    assert to_check(lyrics) == 1
    assert counts(lyrics) == "3 lines timed, 1 to check"
    assert counts(Lyrics((doubtful,))) == "1 line timed, 1 to check"


def test_a_line_with_a_problem_is_to_check_however_sure_its_time_is() -> None:
    backwards = Line("One", 2000, 1000, confidence=0.99)
    assert to_check(Lyrics((backwards,))) == 1
    assert to_check(Lyrics((replace(backwards, locked=True),))) == 0
