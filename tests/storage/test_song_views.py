"""How songs were looked at, on disk."""

from __future__ import annotations

from pathlib import Path

from lrc_studio.storage.song_views import MOST_SONGS, SongView, load_views, save_views, song_key, views_path


def test_they_survive_in_order() -> None:
    views = {"b": SongView(0, 100.5), "a": SongView(5, 10, False, "centre")}
    save_views(views)
    assert list(load_views().items()) == list(views.items())


def test_only_the_last_are_kept() -> None:
    save_views({str(number): SongView(0, number + 1) for number in range(MOST_SONGS + 5)})
    kept = load_views()
    assert len(kept) == MOST_SONGS
    assert "4" not in kept
    assert kept[str(MOST_SONGS + 4)].to_ms == MOST_SONGS + 5


def test_what_cannot_be_used_is_left_out() -> None:
    views_path().parent.mkdir(parents=True, exist_ok=True)
    views_path().write_text(
        '{"a": 5, "b": {"from_ms": 9, "to_ms": 3}, "c": {"from_ms": "0", "to_ms": 1}, "d": {"from_ms": 0, "to_ms": NaN}'
        ', "e": {"from_ms": 1, "to_ms": 2, "follow": 7, "follow_how": "sideways"}, "f": {"to_ms": 2}}',
        "utf-8",
    )
    assert load_views() == {"e": SongView(1, 2)}
    views_path().write_text("broken", "utf-8")
    assert load_views() == {}


def test_a_songs_path_cannot_be_read_from_its_key(tmp_path: Path) -> None:
    assert song_key(tmp_path / "a.mp3") != song_key(tmp_path / "b.mp3")
    assert "a.mp3" not in song_key(tmp_path / "a.mp3")
