"""Files that come together are sorted out by their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from lrc_studio.ui.dropped import Dropped, is_words, sorted_out


def of(*names: str) -> Dropped:
    return sorted_out(map(Path, names))


def test_a_song_its_lyrics_and_a_translation() -> None:
    found = of("Song.en.lrc", "Song.lrc", "Song.mp3")
    assert found == Dropped(Path("Song.mp3"), Path("Song.lrc"), Path("Song.en.lrc"))
    assert of("short.lrc", "A long name.lrc", "A long name.mp3").words == Path("A long name.lrc")
    assert of("A.lrc", "Work.LRCSTUDIO").words == Path("Work.LRCSTUDIO")


@pytest.mark.parametrize(
    ("side", "main"),
    [
        ("song_de.lrc", "song_words.lrc"),
        ("song.pt-BR.lrc", "song lyrics.lrc"),
        ("Song (eng).srt", "Song (live).lrc"),
        ("song-JA.ultrastar.txt", "song-first.lrc"),
    ],
)
def test_a_name_that_ends_in_a_language_is_the_translation(side: str, main: str) -> None:
    for given in ((side, main), (main, side)):
        assert (of(*given).words, of(*given).side) == (Path(main), Path(side))
    assert of("song_words.lrc", "song_de.lrc", "song_de.mp3").words == Path("song_de.lrc")  # the song is called so


def test_what_is_left_is_told() -> None:
    assert of("a.mp3", "b.mp3").left == "1 more song was not opened: one song at a time."
    found = of("a.lrc", "b.lrc", "c.lrc", "d.srt")
    assert found.left == "2 more lyric files were not opened: two at a time."
    assert of().left == ""
    assert of() == Dropped()


def test_lyrics_by_name() -> None:
    assert all(is_words(Path(name)) for name in ("a.lrc", "a.ELRC", "a.ttml", "a.srt", "a.lrcstudio"))
    assert not any(is_words(Path(name)) for name in ("a.mp3", "lrc", "a"))
