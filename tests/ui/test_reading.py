"""Lyric files are read beside the window, and come in the order in which they were opened."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from lrc_studio.ui.messages import Message
from lrc_studio.ui.session import Session
from lrc_studio.workflows.open_lyrics import OpenedLyrics, open_lyrics
from tests.ui.conftest import until
from tests.ui.songs import TEXT, lines, make_song


@pytest.fixture
def song(tmp_path: Path) -> Path:
    return make_song(tmp_path / "Harbour Lights.wav")


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Reading words waits for this; it never runs on the window's thread."""
    go = threading.Event()

    def slow(path: Path) -> OpenedLyrics:
        assert threading.current_thread() is not threading.main_thread()
        assert go.wait(20)
        return open_lyrics(path)

    monkeypatch.setattr("lrc_studio.ui.reading.open_lyrics", slow)
    yield go
    go.set()


def test_what_is_opened_while_words_are_read_waits_for_its_turn(
    session: Session, runner: asyncio.Runner, song: Path, tmp_path: Path, held: threading.Event
) -> None:
    shown: list[Message] = []
    session.messages.banner_shown.connect(shown.append)
    first, second = tmp_path / "first.txt", tmp_path / "second.lrc"
    first.write_text("One\nTwo\n", encoding="utf-8")
    second.write_text("[00:01.00]Three\n", encoding="utf-8")

    async def run() -> None:
        session.files.open([first])
        session.files.open([tmp_path / "missing.lrc"])
        session.files.open([second, song])
        await until(lambda: session.jobs.running("words"))
        assert lines(session) == []
        held.set()
        await until(lambda: session.document.modified)
        assert lines(session) == ["One", "Two"]
        session.document.mark_saved()
        await until(lambda: session.song.path == song and not session.jobs.running("song"))
        assert lines(session) == ["Three"]
        assert any("missing.lrc" in message.text for message in shown)

    runner.run(run())


def test_words_that_are_still_read_when_all_is_closed_do_not_come(
    session: Session, runner: asyncio.Runner, tmp_path: Path, held: threading.Event
) -> None:
    words = tmp_path / "words.txt"
    words.write_text(TEXT, encoding="utf-8")

    async def run() -> None:
        session.files.open([words])
        session.files.open([words])
        session.files.clear()
        held.set()
        await until(lambda: not session.jobs.running("words"))
        assert not session.files.anything

    runner.run(run())


def test_more_lines_than_any_song_has_leave_what_is_open(
    session: Session, runner: asyncio.Runner, tmp_path: Path
) -> None:
    shown: list[Message] = []
    session.messages.banner_shown.connect(shown.append)
    session.files.paste(TEXT)
    path = tmp_path / "log.txt"
    path.write_text("row\n" * 20_001, encoding="utf-8")
    session.files.open([path])
    runner.run(until(lambda: any("“log.txt” has 20,001 lines" in message.text for message in shown)))
    session.files.paste("row\n" * 20_001)  # so long a text is read beside the window
    runner.run(until(lambda: "This text has 20,001 lines" in shown[-1].text))
    session.files.paste(f"[00:01.00]{'a' * 10_001}\n[00:02.00]b")
    assert "This text has a line of 10,001 characters" in shown[-1].text
    assert lines(session) == TEXT.splitlines()
    session.document.mark_saved()
