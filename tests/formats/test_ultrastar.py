"""UltraStar songs: beats to times and back, singers, and what games expect."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import AudioRef, Line, Lyrics, Word
from lrc_studio.formats import WriteOptions, by_id
from lrc_studio.formats.base import Reading
from lrc_studio.formats.ultrastar import read
from tests.formats.drawn import back, sung_lines

HEAD = "#TITLE:T\n#ARTIST:A\n#BPM:300\n"


def notes_of(lyrics: Lyrics) -> list[tuple[str, int | None, int | None]]:
    return [(word.text, word.start_ms, word.end_ms) for line in lyrics.lines for word in line.words]


def written(lyrics: Lyrics, **options: Any) -> list[str]:
    write = by_id("ultrastar").write
    assert write is not None
    return write(lyrics, WriteOptions(**options)).splitlines()


@pytest.mark.shared
def test_the_corpus(shared: Path) -> None:
    """Blanks stand on the word before and `~` gives its end to it (the note of that case); all else is as asked."""
    for case in json.loads((shared / "corpus" / "ultrastar.json").read_text("utf-8"))["cases"]:
        asked: list[list[Any]] = []
        for note in case["expect"]["notes"]:
            if note["text"] == "~":
                asked[-1][2] = note["end_ms"]
            else:
                asked.append([note["text"].strip(), note["start_ms"], note["end_ms"]])
        lyrics = read(case["input"]).lyrics
        assert [[text.strip(), start, end] for text, start, end in notes_of(lyrics)] == asked, case["id"]
        singers = {line.voice for line in lyrics.lines}
        assert len(singers) == len({note["voice"] for note in case["expect"]["notes"]}), case["id"]
        lines = ["".join(texts).strip() for texts in case["expect"].get("lines", [])]
        assert [line.text for line in lyrics.lines] == lines or not lines, case["id"]


def test_headers_become_tags_and_name_the_song_beside() -> None:
    song = (
        "#TITLE: Bench \n#ARTIST:Ann\n#CREATOR:me\n#YEAR:1999\n#COVER:\n#MP3:../../etc/a.mp3\n#BPM:300\n: 0 1 0 x\nE\n"
    )
    lyrics = read(song).lyrics
    assert lyrics.tags == (("ti", "Bench"), ("ar", "Ann"), ("by", "me"), ("year", "1999"))
    assert lyrics.audio == AudioRef("a.mp3")


def test_a_duet_is_one_document_with_singers_in_the_order_of_time() -> None:
    song = HEAD + "#P1:Ann\nP1\n: 0 2 0 a\n- 4\n: 40 2 0 c\nP2\n: 20 2 0 b\nE\n"
    assert [(line.voice, line.text) for line in read(song).lyrics.lines] == [("Ann", "a"), ("v2", "b"), ("Ann", "c")]


def test_relative_beats_count_from_the_break_in_unversioned_files_only() -> None:
    rows = "#RELATIVE:YES\n: 0 2 0 a\n- 10 20\n: 5 2 0 b\n- 10\n: 0 2 0 c\nE\n"
    assert [line.start_ms for line in read(HEAD + rows).lyrics.lines] == [0, 1250, 1500]
    assert [line.start_ms for line in read("#VERSION:1.0.0\n" + HEAD + rows).lyrics.lines] == [0, 0, 250]


def test_a_change_of_tempo_counts_from_its_beat() -> None:
    assert notes_of(read(HEAD + ": 10 10 0 a\nB 20 150\n: 20 10 0 b\nE\n").lyrics) == [
        ("a", 500, 1000),
        ("b", 1000, 2000),
    ]


def test_times_before_the_song_are_its_beginning() -> None:
    assert notes_of(read(HEAD + "#GAP:-1000\n: 10 20 0 a\nE\n").lyrics) == [("a", 0, 500)]


@pytest.mark.parametrize("tempo", ["", "#BPM:\n", "#BPM:0\n", "#BPM:fast\n"])
def test_without_a_tempo_the_text_stays_and_a_sentence_says_why(tempo: str) -> None:
    reading: Reading = read(f"#TITLE:T\n{tempo}: 0 1 0 a \n: 2 1 0 b\nE\n")
    assert reading.lyrics.lines == (Line("a b"),)
    assert any("#BPM" in warning for warning in reading.warnings)


def test_rows_that_are_no_notes_are_counted() -> None:
    reading = read(HEAD + ": 0 1 0 a\n: x y z\nwords\nE\nwords after the end\n")
    assert reading.warnings == ("2 rows that are no notes were left out.",)


def test_no_song_at_all() -> None:
    with pytest.raises(InputError):
        read("Only words\nto sing\n")


@given(sung_lines())
def test_what_is_written_reads_back_to_the_ms_with_fine_beats(lines: tuple[Line, ...]) -> None:
    lyrics = Lyrics(lines, (("ti", "T"), ("ar", "A"), ("key", "value")))
    assert back("ultrastar", lyrics, digits=3) == lyrics


@given(sung_lines(), st.sampled_from(["", "Ann", "v1"]))
def test_usual_beats_are_off_by_5_ms_at_most(lines: tuple[Line, ...], singer: str) -> None:
    lyrics = Lyrics(tuple(Line(line.text, line.start_ms, words=line.words, voice=singer or None) for line in lines))
    again = back("ultrastar", lyrics)
    assert [(line.text, line.voice) for line in again.lines] == [(line.text, line.voice) for line in lyrics.lines]
    for (_, start, _), (_, meant, _) in zip(notes_of(again), notes_of(lyrics), strict=True):
        assert abs((start or 0) - (meant or 0)) <= 5


def test_a_written_song_has_all_that_games_ask_for() -> None:
    lyrics = Lyrics(
        (
            Line("la la", 1000, words=(Word("la ", 1000), Word("la", 1500)), voice="Ann"),
            Line("oh", 3000, 4000, voice="Bob"),
            Line("", 5000),
        ),
        (("al", "B"), ("bpm", "9"), ("p1", "x")),
        offset_ms=500,
        audio=AudioRef("songs/a.mp3"),
    )
    assert written(lyrics) == [
        *("#VERSION:1.0.0", "#TITLE:Unknown", "#ARTIST:Unknown", "#MP3:a.mp3", "#BPM:1500", "#GAP:0", "#ALBUM:B"),
        *("#P1:Ann", "#P2:Bob", "P1", ": 50 50 0 la ", ": 100 100 0 la", "P2", ": 250 100 0 oh", "E"),
    ]
    assert read("\n".join(written(lyrics))).lyrics.tags == (("al", "B"),)


def test_lines_without_a_singer_among_others_stay_without() -> None:
    lines = tuple(
        Line(f"x{number}", number * 1000, voice=voice) for number, voice in enumerate(["v1", None, "v2", None])
    )
    assert "#P2:Unknown" in written(Lyrics(lines))
    assert [line.voice for line in back("ultrastar", Lyrics(lines)).lines] == ["v1", None, "v2", None]


def test_lines_of_one_singer_are_parted_and_no_note_is_empty() -> None:
    lyrics = Lyrics((Line("a", 0, words=(Word("a", 0, 0),)), Line("b", 5), Line("c", 2000, 3000)))
    assert written(lyrics)[6:] == [": 0 1 0 a", "- 1", ": 1 199 0 b", "- 200", ": 200 100 0 c", "E"]


def test_untimed_lyrics_are_written_as_text() -> None:
    assert written(Lyrics((Line("a"), Line(""), Line("b")))) == ["a", "b"]


def test_more_singers_than_parts_share_the_last_one() -> None:
    lyrics = Lyrics(tuple(Line(f"x{number}", number * 1000, voice=f"s{number}") for number in range(12)))
    again = back("ultrastar", lyrics)
    assert [line.text for line in again.lines] == [line.text for line in lyrics.lines]
    assert len({line.voice for line in again.lines}) == 9
