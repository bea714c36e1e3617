"""The list of recent songs."""

from __future__ import annotations

from pathlib import Path

from lrc_studio.storage.recent import RecentSong, forget, recent_path, recent_songs, remember


def song(folder: Path, number: int) -> RecentSong:
    path = folder / f"song {number}.mp3"
    path.touch()
    return RecentSong(str(path), f"Title {number}", "Artist", "20 lines timed", 1000.0 + number)


def test_the_last_opened_comes_first_and_twelve_are_kept(tmp_path: Path) -> None:
    songs = [song(tmp_path, number) for number in range(15)]
    for one in songs:
        remember(one)
    assert recent_songs() == tuple(reversed(songs[3:]))


def test_a_song_stands_there_once_with_its_newest_state(tmp_path: Path) -> None:
    first, other = song(tmp_path, 1), song(tmp_path, 2)
    remember(first)
    remember(other)
    again = RecentSong(first.path, "New title", "Artist", "Exported", 5000.0)
    assert remember(again) == (again, other)
    assert recent_songs() == (again, other)


def test_missing_songs_are_left_out(tmp_path: Path) -> None:
    gone, here = song(tmp_path, 1), song(tmp_path, 2)
    remember(gone)
    remember(here)
    Path(gone.path).unlink()
    assert recent_songs() == (here,)


def test_forgetting_takes_one_off(tmp_path: Path) -> None:
    one, other = song(tmp_path, 1), song(tmp_path, 2)
    remember(one)
    remember(other)
    assert forget(one.path) == (other,)
    assert recent_songs() == (other,)


def test_rows_that_are_none_are_passed_over(tmp_path: Path) -> None:
    good = song(tmp_path, 1)
    remember(good)
    text = recent_path().read_text("utf-8")
    recent_path().write_text(text.replace("[", '[3, {"path": "x"}, {"path": "a\\u0000b"},', 1))
    assert recent_songs() == (good,)
    recent_path().write_text('{"not": "a list"}')
    assert recent_songs() == ()
