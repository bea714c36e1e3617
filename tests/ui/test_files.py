"""Songs, lyrics and projects come in, in any order, and nothing that was open is lost unasked."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lrc_studio.app import Studio
from lrc_studio.audio import sound as sounds
from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.ui.dialogs.unsaved import UnsavedDialog
from lrc_studio.ui.session import Session
from lrc_studio.workflows.open_song import FoundLyrics
from tests.audio.songs import tone, without_first_frame, write_song
from tests.ui.conftest import until
from tests.ui.songs import TEXT, Told, button, lines, make_song, opened, saved


@pytest.fixture
def song(tmp_path: Path) -> Path:
    return make_song(tmp_path / "Harbour Lights.wav")


def test_a_song_alone(studio: Studio, session: Session, runner: asyncio.Runner, told: Told, song: Path) -> None:
    runner.run(opened(session, song))
    assert session.song.path == song
    assert session.song.duration_ms == 2000
    assert studio.window.windowTitle() == "Harbour Lights – LRC Studio"
    assert told.banners == {}  # the table itself shows the ways to get lyrics


def test_a_container_that_lies_is_told_when_its_song_opens(
    session: Session, runner: asyncio.Runner, told: Told, tmp_path: Path
) -> None:
    bare = without_first_frame(write_song(tmp_path / "song.mp3", tone(3.0, 44_100)))
    runner.run(opened(session, bare))
    assert session.song.sound is not None
    assert [toast.text for toast in told.toasts] == [session.song.sound.truth]
    assert "Times here are counted in samples." in told.toasts[0].text


def test_of_several_songs_the_first_opens_and_the_others_are_told(
    session: Session, runner: asyncio.Runner, told: Told, song: Path, tmp_path: Path
) -> None:
    others = [tmp_path / f"{number}.wav" for number in range(3)]
    runner.run(opened(session, song, *others))
    assert session.song.path == song
    assert [toast.text for toast in told.toasts] == ["3 more songs were not opened: one song at a time."]
    assert [choice.label for choice in told.toasts[0].choices] == ["Time their folder…"]
    session.files.take_drop([song, others[0]])
    assert told.toasts[-1].text == "1 more song was not opened: one song at a time."
    runner.run(until(lambda: not session.jobs.running("song")))


def test_a_project_beside_the_song_is_one_in_capitals_too(
    session: Session, runner: asyncio.Runner, tmp_path: Path
) -> None:
    project = tmp_path / "Harbour Lights.LRCSTUDIO"

    async def run() -> None:
        session.document.load(Lyrics((Line("Kept", 500, 900),)))
        assert await saved(session, project)
        session.files.use(FoundLyrics(session.document.lyrics, project.name, project, "json"))
        await until(lambda: not session.jobs.running("words"))
        assert session.files.project_path == project
        assert session.document.undo_stack.count() == 0

    runner.run(run())


def test_lyrics_beside_the_song_are_offered(session: Session, runner: asyncio.Runner, told: Told, song: Path) -> None:
    song.with_suffix(".txt").write_text(TEXT, encoding="utf-8")
    runner.run(opened(session, song))
    assert told.said("lyrics") == "Found 3 lines in Harbour Lights.txt"
    assert lines(session) == []
    told.choose("lyrics", "Use them")
    assert lines(session) == TEXT.splitlines()
    assert "lyrics" not in told.banners
    assert session.document.undo_stack.undoText() == "use the lyrics of Harbour Lights.txt"
    session.document.mark_saved()


def test_empty_lyrics_beside_are_not_offered(session: Session, runner: asyncio.Runner, told: Told, song: Path) -> None:
    song.with_suffix(".txt").write_text("\n\n", encoding="utf-8")
    runner.run(opened(session, song))
    assert told.banners == {}


def test_unreadable_lyrics_beside_are_told(session: Session, runner: asyncio.Runner, told: Told, song: Path) -> None:
    song.with_suffix(".lrc").write_bytes(b"\x00\x01\x02\x03" * 400)
    runner.run(opened(session, song))
    assert "Harbour Lights.lrc" in told.said("beside")
    assert str(song.parent) not in told.said("beside")
    assert session.song.path == song


def test_another_song_closes_the_first_only_when_it_is_one(
    session: Session, runner: asyncio.Runner, told: Told, song: Path, tmp_path: Path
) -> None:
    other = make_song(tmp_path / "Other.wav", 1.0)
    junk = tmp_path / "junk.mp3"
    junk.write_bytes(b"no song" * 999)

    async def run() -> None:
        await opened(session, song)
        await opened(session, junk)
        assert session.song.path == song
        assert "junk.mp3" in told.said("trouble")
        await opened(session, other)
        assert session.song.path == other
        assert "trouble" not in told.banners

    runner.run(run())


def test_another_song_asks_while_work_is_unsaved(
    studio: Studio, session: Session, runner: asyncio.Runner, song: Path, tmp_path: Path
) -> None:
    other = make_song(tmp_path / "Other.wav", 1.0)

    async def run() -> None:
        await opened(session, song)
        session.files.paste(TEXT)
        assert studio.window.windowTitle() == "Harbour Lights* – LRC Studio"
        await opened(session, other)
        dialog = studio.window.findChildren(UnsavedDialog)[0]
        assert dialog.windowTitle() == "Save your work on Harbour Lights?"
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert (session.song.path, lines(session)) == (song, TEXT.splitlines())
        await until(lambda: not studio.window.findChildren(UnsavedDialog))
        session.files.open([other])
        QTest.mouseClick(
            button(studio.window.findChildren(UnsavedDialog)[0], "Go on without"), Qt.MouseButton.LeftButton
        )
        await until(lambda: session.song.path == other and not session.jobs.running("song"))
        assert lines(session) == []
        assert not session.document.modified

    runner.run(run())


def test_going_on_with_a_file_that_cannot_be_opened_keeps_the_work(
    studio: Studio, session: Session, runner: asyncio.Runner, song: Path, tmp_path: Path
) -> None:
    junk = tmp_path / "junk.mp3"
    junk.write_bytes(b"no song" * 999)

    async def run() -> None:
        await opened(session, song)
        session.files.paste(TEXT)
        session.files.open([junk])
        dialog = studio.window.findChildren(UnsavedDialog)[0]
        QTest.mouseClick(button(dialog, "Go on without"), Qt.MouseButton.LeftButton)
        await until(lambda: not session.jobs.running("song"))
        assert lines(session) == TEXT.splitlines()
        assert session.document.modified
        session.document.mark_saved()

    runner.run(run())


def test_a_song_closed_while_its_first_block_is_on_the_way_stays_closed(
    session: Session, runner: asyncio.Runner, song: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = threading.Event()
    load = sounds.load

    def slow(path: Path, show: object, report: object) -> object:
        def shown(sound: sounds.Sound) -> None:
            show(sound)  # type: ignore[operator]
            started.set()

        return load(path, shown, report)  # type: ignore[arg-type]

    monkeypatch.setattr(sounds, "load", slow)

    async def run() -> None:
        session.files.open([song])
        while not started.is_set():
            await asyncio.sleep(0)
        session.files.clear()
        await until(lambda: not session.jobs.running("song"))
        assert session.song.path is None
        assert session.song.sound is None

    runner.run(run())


def test_decoding_that_fails_half_way_leaves_the_lyrics_and_no_dead_song(
    session: Session, runner: asyncio.Runner, told: Told, song: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(sound: sounds.Sound, block: object) -> None:
        if sound.frames:
            raise InputError("The disk for temporary files is full; free some space there and open the song again.")
        append(sound, block)  # type: ignore[arg-type]

    append = sounds.Sound.append
    monkeypatch.setattr(sounds.Sound, "append", full)

    async def run() -> None:
        session.files.paste(TEXT)
        await opened(session, song)
        assert told.said("trouble").startswith("The disk for temporary files is full")
        assert session.song.path is None
        assert session.player.player.sound is None
        assert lines(session) == TEXT.splitlines()
        session.document.mark_saved()

    runner.run(run())


def test_a_cut_song_says_how_much_of_it_there_is(
    session: Session, runner: asyncio.Runner, told: Told, tmp_path: Path
) -> None:
    song = write_song(tmp_path / "cut.flac", tone(4.0, 44_100))
    data = song.read_bytes()
    song.write_bytes(data[: len(data) // 2])
    runner.run(opened(session, song))
    assert session.song.path == song
    assert "“cut.flac” is cut off or damaged" in told.said("damage")


def test_plain_text_keeps_the_times_of_lines_that_stay(session: Session, runner: asyncio.Runner) -> None:
    session.document.load(Lyrics((Line("One", 1000, 2000), Line("Two", 3000, 4000))))
    session.files.paste("One\nOne and a half\nTwo")
    kept = {line.text: line.start_ms for line in session.document.lyrics.lines}
    assert kept == {"One": 1000, "One and a half": None, "Two": 3000}
    session.document.mark_saved()


def test_a_json_without_a_song_is_lyrics_for_the_open_one(
    session: Session, runner: asyncio.Runner, song: Path, tmp_path: Path
) -> None:
    session.document.load(Lyrics((Line("Kept", 500, 900),)))

    async def run() -> None:
        assert await saved(session, tmp_path / "words.json")
        session.files.clear()
        await opened(session, song)
        await opened(session, tmp_path / "words.json")
        assert session.song.path == song
        assert lines(session) == ["Kept"]
        assert session.files.project_path is None
        session.document.mark_saved()

    runner.run(run())


def test_a_title_makes_a_name_that_every_system_takes(session: Session) -> None:
    session.document.load(Lyrics((Line("x"),), tags=(("ti", 'AC/DC: "Live?" <1991>. '),)))
    assert session.files.file_name == "AC-DC- -Live-- -1991-"
