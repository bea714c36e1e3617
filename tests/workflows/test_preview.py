"""The preview of an export: what will be written, lost and shown, and what would help."""

from __future__ import annotations

import pytest

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import AudioRef, Line, Lyrics, Word
from lrc_studio.formats.base import WriteOptions
from lrc_studio.formats.profiles import PROFILES, Profile, profile_by_id
from lrc_studio.workflows import preview as previewing
from lrc_studio.workflows.export import render
from lrc_studio.workflows.preview import preview, warnings_of

SONG = Lyrics(
    (
        Line("Hold on", 1000, 2000, (Word("Hold ", 1000, 1500), Word("on", 1500, 2000)), voice="Ann"),
        Line("Again", 3000, 4000, translation="Encore"),
        Line("Again", 25_000, 26_000),
    )
)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.id)
def test_the_text_is_what_an_export_writes(profile: Profile) -> None:
    made = preview(SONG, profile, profile.options)
    assert made.text == render(SONG, profile.format_id, profile.options)
    assert made.proof
    assert {view.player for view in made.views} == {
        player for player in profile.players if profile.format_id in player.formats
    }


def test_losses_and_warnings_are_told_with_what_helps() -> None:
    mpv = profile_by_id("mpv")
    made = preview(SONG, mpv, mpv.options)
    assert made.losses == (("voice", 1), ("translation", 1), ("word times", 2), ("end times", 3))
    assert made.warnings == ("Line 2 stays for 22 s in mpv.",)
    assert made.repair == "gap_rows"
    assert made.ttml_keeps_more
    made = preview(SONG, mpv, WriteOptions(gap_rows=True))
    assert made.warnings == ("Line 3 stays to the end of the song in mpv.",)
    assert made.repair == "final_empty"
    made = preview(SONG, mpv, WriteOptions(gap_rows=True, final_empty=True))
    assert (made.warnings, made.repair) == ((), None)


def test_only_choices_that_make_a_difference_are_offered() -> None:
    assert preview(SONG, profile_by_id("mpv"), WriteOptions()).choices == {
        *("digits", "final_empty", "gap_rows", "compact", "prefixes"),
    }
    assert preview(SONG, profile_by_id("apple"), WriteOptions()).choices == {"words", "side_texts"}
    assert preview(Lyrics((Line("a", 0),)), profile_by_id("mpv"), WriteOptions()).choices == {"digits", "final_empty"}
    assert preview(Lyrics((Line("a"),)), profile_by_id("mpv"), WriteOptions()).choices == frozenset()


def test_the_song_s_length_ends_its_last_row() -> None:
    short = Lyrics(SONG.lines[2:], audio=AudioRef("song.mp3", duration_ms=28_000))
    assert preview(short, profile_by_id("mpv"), WriteOptions()).warnings == ()


def test_players_are_asked_about_formats_that_they_read_alone() -> None:
    assert preview(SONG, profile_by_id("kodi"), WriteOptions(), "srt").views == ()
    assert warnings_of(SONG, "", "csv", profile_by_id("generic").players) == ()
    assert preview(Lyrics(), profile_by_id("mpv"), WriteOptions()).views == ()


@pytest.mark.parametrize("format_id", ["srt", "vtt", "ass"])
def test_mpv_shows_subtitles_as_they_were_meant(format_id: str) -> None:
    made = preview(SONG, profile_by_id("mpv"), WriteOptions(), format_id)
    (view,) = made.views
    assert [(shown.start_ms, shown.end_ms, shown.text) for shown in view.shown] == [
        (line.start_ms, line.end_ms, line.text) for line in SONG.lines
    ]
    assert made.warnings == ()


def test_braces_in_subrip_are_lost_in_mpv_and_tags_are_kept() -> None:
    odd = Lyrics((Line("a < b & c > d", 1000, 2000), Line("<spoken>", 3000, 4000), Line("{sure} or", 5000, 6000)))
    mpv = profile_by_id("mpv")
    assert preview(odd, mpv, WriteOptions(), "srt").warnings == ("mpv shows the text of line 3 in another way.",)
    assert preview(odd, mpv, WriteOptions(), "vtt").warnings == ()
    assert preview(odd, mpv, WriteOptions(), "ass").warnings == ()
    assert preview(odd, mpv, WriteOptions(final_empty=True)).warnings == (
        "mpv does not show line 2.",
        "mpv shows the text of 2 rows, from line 1 on in another way.",
    )


def test_what_does_not_read_back_the_same_has_no_preview(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> tuple[str, bool]:
        raise InputError("The file would not read back the same at line 1, so nothing was written.")

    monkeypatch.setattr(previewing, "proved", refused)
    with pytest.raises(InputError, match="at line 1"):
        preview(SONG, profile_by_id("mpv"), WriteOptions())


def test_a_hundred_minutes_are_told_once() -> None:
    late = Lyrics((Line("Late", 6_000_000, 6_001_000), Line("", 6_001_000)))
    made = preview(late, profile_by_id("generic"), WriteOptions())
    assert made.warnings == ("Navidrome and LRCGET do not show line 1.",)
    assert made.late is None
