"""Lyrics come in from files and the clipboard; what is offered is done by a person alone and can be undone."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lrc_studio.app import Studio
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.ui.dialogs.reopen import ReopenDialog
from lrc_studio.ui.dialogs.rows import RowsDialog
from lrc_studio.ui.importing import LONG_CHARS
from lrc_studio.ui.session import Session
from tests.ui.conftest import until
from tests.ui.songs import Told, activate, button, lines, opened

RUSSIAN = ("Держись крепче ночью", "Гавань спит под дождём", "Считай мои окна")
SONG = "".join(f"[00:0{2 * row + 1}.00]{text}\n" for row, text in enumerate(("eins", "zwei", "drei", "vier")))
ENGLISH = "".join(f"[00:0{2 * row + 1}.05]{text}\n" for row, text in enumerate(("one", "two", "three", "four")))


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def russian(folder: Path) -> Path:
    """A file whose bytes also make sense, of a kind, in other encodings."""
    rows = "".join(f"[00:0{row + 1}.00]{text}\n" for row, text in enumerate(RUSSIAN))
    return written(folder / "song.lrc", rows, "cp1251")


async def reopening(studio: Studio) -> ReopenDialog:
    """The dialog that is open, once it is the active window."""
    found = [made for made in studio.window.findChildren(ReopenDialog) if made.isVisible()]
    found[0].activateWindow()
    await until(found[0].isActiveWindow)
    return found[0]


def rows_shown(studio: Studio) -> RowsDialog:
    """The dialog that is open, active."""
    found = [made for made in studio.window.findChildren(RowsDialog) if made.isVisible()]
    assert len(found) == 1
    activate(found[0])
    return found[0]


# ---- encodings ------------------------------------------------------------------------------------------------------


def test_a_guessed_encoding_is_told_and_another_is_chosen_by_keys(
    studio: Studio, session: Session, runner: asyncio.Runner, told: Told, tmp_path: Path
) -> None:
    async def run() -> None:
        await opened(session, russian(tmp_path))
        assert lines(session) == list(RUSSIAN)
        assert told.said("encoding").startswith("Read as Cyrillic (Windows-1251).")
        steps = session.document.undo_stack.count()
        told.choose("encoding", "Reopen as")
        shown = await reopening(studio)
        await until(lambda: shown.choice is not None)
        assert shown.choice is not None
        assert shown.choice.encoding == "cp1251"
        assert not button(shown, "Reopen").isEnabled()  # it is read so already
        QTest.keyClick(shown.list, Qt.Key.Key_Down)
        assert shown.choice.encoding == "koi8-r"
        assert RUSSIAN[0] not in shown.text.toPlainText()
        assert shown.text.toPlainText().startswith("[00:01.00]")
        QTest.keyClick(shown.list, Qt.Key.Key_Return)
        assert not shown.isVisible()
        await until(lambda: not session.jobs.running("words"))
        assert lines(session)[0] == RUSSIAN[0].encode("cp1251").decode("koi8-r")
        assert session.document.undo_stack.count() == steps + 1
        assert "encoding" not in told.banners
        session.document.undo_stack.undo()
        assert lines(session) == list(RUSSIAN)

    runner.run(run())
    session.document.mark_saved()


def test_reopening_keeps_times_and_verified_marks(session: Session, runner: asyncio.Runner, tmp_path: Path) -> None:
    async def run() -> None:
        path = russian(tmp_path)
        await opened(session, path)
        verified = replace(session.document.lyrics.lines[1], start_ms=2222, locked=True)
        session.document.edit(
            "verify", lambda old: old.with_lines((old.lines[0], verified, old.lines[2], Line("By hand", 9000)))
        )
        for encoding in ("koi8-r", "cp1251"):
            session.files.importing.reopen(encoding, encoding)
            await until(lambda: not session.jobs.running("words"))
            respelt = [row.encode("cp1251").decode(encoding) for row in RUSSIAN]
            assert lines(session) == [*respelt, "By hand"]
        assert lines(session) == [*RUSSIAN, "By hand"]
        assert session.document.lyrics.lines[1] == verified

    runner.run(run())
    session.document.mark_saved()


def test_a_file_that_is_gone_changes_nothing(
    studio: Studio, session: Session, runner: asyncio.Runner, told: Told, tmp_path: Path
) -> None:
    async def run() -> None:
        path = russian(tmp_path)
        await opened(session, path)
        path.unlink()
        session.asked.emit("reopen")
        shown = await reopening(studio)
        await until(lambda: not session.jobs.running("spellings"))
        assert shown.choice is None
        assert not button(shown, "Reopen").isEnabled()
        QTest.keyClick(shown, Qt.Key.Key_Escape)
        session.files.importing.reopen("koi8-r", "KOI8-R")
        await until(lambda: not session.jobs.running("words"))
        assert "song.lrc" in told.said("trouble")
        assert lines(session) == list(RUSSIAN)

    runner.run(run())
    session.document.mark_saved()


def test_only_lyrics_of_a_file_can_be_reopened(session: Session, runner: asyncio.Runner, tmp_path: Path) -> None:
    async def run() -> None:
        session.files.paste(SONG)
        assert session.origin is None
        await opened(session, written(tmp_path / "a.lrc", SONG))
        assert session.origin is not None
        session.document.mark_saved()
        session.files.close()
        assert session.origin is None

    runner.run(run())


# ---- credits and pairs ----------------------------------------------------------------------------------------------


def test_credits_are_taken_out_by_keys_and_come_back(studio: Studio, session: Session, told: Told) -> None:
    session.files.paste("[00:00.00]Lyrics by: A\n[00:00.50]www.example.org\n[00:01.00]Sung\n[00:02.00]Sung too\n")
    steps = session.document.undo_stack.count()
    assert told.said("tidy") == "Found 2 rows that may be no lyrics."
    told.choose("tidy", "Look at them")
    shown = rows_shown(studio)
    QTest.keyClick(shown.list, Qt.Key.Key_Space)  # the first row stays
    assert shown.ticked == [1]
    QTest.keyClick(shown.list, Qt.Key.Key_Return)
    assert lines(session) == ["Lyrics by: A", "Sung", "Sung too"]
    assert session.document.undo_stack.count() == steps + 1
    assert told.said("tidy") == "Found 1 row that may be no lyrics."
    session.document.undo_stack.undo()
    assert len(lines(session)) == 4
    session.document.mark_saved()


def test_pairs_are_made_by_mouse(studio: Studio, session: Session, told: Told) -> None:
    session.files.paste("[00:01.00]灯台\n[00:01.00]Lighthouse\n[00:03.00]波\n[00:03.00]Waves\n")
    assert told.said("tidy") == "Found 2 lines that may be a translation of the line above."
    assert told.toasts == []  # the reader's remark on them says the same
    QTest.mouseClick(button(studio.window, "Pair them"), Qt.MouseButton.LeftButton)
    shown = rows_shown(studio)
    QTest.mouseClick(button(shown, "Make 2 translations"), Qt.MouseButton.LeftButton)
    assert [(line.text, line.translation) for line in session.document.lyrics.lines] == [
        ("灯台", "Lighthouse"),
        ("波", "Waves"),
    ]
    assert "tidy" not in told.banners
    session.document.mark_saved()


def test_nothing_found_is_said(studio: Studio, session: Session) -> None:
    session.files.paste(SONG)
    for name in ("credits", "pairs"):
        session.asked.emit(name)
        shown = rows_shown(studio)
        assert shown.ticked == []
        QTest.keyClick(shown, Qt.Key.Key_Return)
        assert not shown.isVisible()
    session.document.mark_saved()


def test_rows_that_changed_under_the_dialog_stay(studio: Studio, session: Session) -> None:
    session.files.paste("Lyrics by: A\nSung\nwww.example.org\n")
    session.asked.emit("credits")
    shown = rows_shown(studio)
    session.document.edit("answer", lambda old: old.with_lines((Line("Other"), *old.lines[1:])))
    QTest.mouseClick(button(shown, "Take 2 rows out"), Qt.MouseButton.LeftButton)
    assert lines(session) == ["Other", "Sung"]
    session.document.mark_saved()


# ---- translations from files ----------------------------------------------------------------------------------------


def test_a_second_file_that_fits_is_offered_before_it_replaces(
    session: Session, runner: asyncio.Runner, told: Told, tmp_path: Path
) -> None:
    async def run() -> None:
        session.files.paste(SONG)
        await opened(session, written(tmp_path / "x.lrc", ENGLISH))
        assert lines(session) == ["eins", "zwei", "drei", "vier"]
        told.choose("together", "Open instead")
        assert lines(session) == ["one", "two", "three", "four"]
        assert "together" not in told.banners
        await opened(session, written(tmp_path / "y.lrc", ENGLISH.replace("05]", "09]")))  # the same words
        assert "together" not in told.banners
        assert session.document.lyrics.lines[0].start_ms == 1090

    runner.run(run())
    session.document.mark_saved()


def test_a_translation_is_added_from_the_menu(
    session: Session, runner: asyncio.Runner, told: Told, tmp_path: Path
) -> None:
    async def run() -> None:
        session.files.paste(SONG)
        for text in ("[05:00.00]late\n", "\0" * 99):
            session.files.add_translation(written(tmp_path / "x.lrc", text))
            await until(lambda: not session.jobs.running("words"))
        assert told.said("together").startswith("“x.lrc” fits no line.")
        assert "holds no text" in told.said("trouble")
        assert session.document.undo_stack.count() == 1
        session.files.add_translation(written(tmp_path / "y.lrc", ENGLISH + "[05:00.00]late\n"))
        await until(lambda: not session.jobs.running("words"))
        assert session.document.lyrics.lines[3].translation == "four"
        assert told.toasts[-1].text == "4 translations added, 1 line fitted none"
        assert session.document.undo_stack.count() == 2

    runner.run(run())
    session.document.mark_saved()


# ---- titles ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".lrc", ".txt"])
def test_a_title_stays_with_its_song_alone(
    session: Session, runner: asyncio.Runner, tmp_path: Path, suffix: str
) -> None:
    async def run() -> None:
        again = "[00:02.00]eins zwei\n[00:04.00]drei vier\n" if suffix == ".lrc" else "eins zwei\ndrei vier\n"
        other = "[00:02.00]Hold on tight\n" if suffix == ".lrc" else "Hold on tight\n"
        await opened(session, written(tmp_path / "first.lrc", f"[ti:Zahlen]\n{SONG}"))
        await opened(session, written(tmp_path / f"again{suffix}", again))
        assert (lines(session), session.files.title) == (["eins zwei", "drei vier"], "Zahlen")
        await opened(session, written(tmp_path / f"other{suffix}", other))
        assert (lines(session), session.files.title) == (["Hold on tight"], "")
        session.document.undo_stack.undo()
        assert session.files.title == "Zahlen"

    runner.run(run())
    session.document.mark_saved()


# ---- pastes ---------------------------------------------------------------------------------------------------------


def test_a_huge_paste_is_read_beside_the_window(session: Session, runner: asyncio.Runner) -> None:
    rows = LONG_CHARS // 20
    text = "".join(f"[{row // 60:02d}:{row % 60:02d}.00]line {row} of many\n" for row in range(rows))

    async def run() -> None:
        session.files.paste(text)
        assert lines(session) == []
        await until(lambda: len(lines(session)) == rows)

    runner.run(run())
    assert session.document.undo_stack.count() == 1
    session.document.mark_saved()


@pytest.mark.parametrize("text", ['{"format": "lrc-studio", "lines": [', "\0" * 50])
def test_a_bad_paste_changes_nothing(session: Session, told: Told, text: str) -> None:
    session.document.load(Lyrics((Line("Kept", 100),)))
    session.files.paste(text)
    assert lines(session) == ["Kept"] or session.document.undo_stack.canUndo()
    assert session.document.undo_stack.count() == 0
    assert told.said("trouble")
