"""A song through the service in the window: key, queue, answer, undo; closing, and going on after a restart."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from lrc_studio.storage.jobs import JobState
from lrc_studio.ui.dialogs.provider_picker import ProviderPicker
from lrc_studio.ui.dialogs.question import QuestionDialog
from lrc_studio.ui.lines.invite import LyricsInvite
from tests.emulator import Emulator, Script
from tests.ui.services.at_work import Hands, click
from tests.ui.services.conftest import End, Start
from tests.ui.services.hand_clock import HandClock
from tests.ui.songs import TEXT, button, lines, texts
from tests.ui.waiting import until

LRC = "[00:00.20]Hold on tight\n[00:00.80]Let the harbour sleep\n[00:01.40]Count the windows"
TITLE = "Harbour Lights"


def uploads(emulator: Emulator) -> int:
    return len(emulator.journal.all("POST"))


async def choose_the_service(hands: Hands) -> None:
    """The picker: this computer first; the service asks for its key."""
    picker = await hands.picker()
    assert (picker.cards.offer.label, picker.primary.text()) == ("Offline", "Time 3 lines")
    assert "Nothing leaves this computer" in texts(picker)
    card = hands.card("AI LRC Generator")
    assert (card.offer.chip, picker.primary.text()) == ("Needs a key", "Enter key")
    click(picker.primary)


async def enter_key(hands: Hands, key: str) -> None:
    """The key dialog: masked, tested with one press, its tier chosen, kept."""
    dialog = await hands.key_dialog()
    assert "Keys are shown only once there: copy it now." in texts(dialog)
    assert "If it leaked, reset it there." in texts(dialog)
    assert not dialog.keep.isEnabled()
    QTest.keyClicks(dialog.field, key)
    assert key not in dialog.field.displayText()
    click(dialog.test)
    await until(lambda: dialog.told.text() == "The key works.")
    dialog.tier._choice.setCurrentText("Premium")
    dialog.tier._choice.activated.emit(2)
    assert (dialog.tier.numbers.per_hour, dialog.tier.numbers.most_mib) == (200, 50)
    click(dialog.keep)


async def send(hands: Hands) -> None:
    """Back in the picker: what leaves the computer is said, then sent."""
    await until(lambda: hands.has_dialog(ProviderPicker))
    await until(lambda: hands.services.keys.known)
    await hands.looked()
    picker = hands.dialog()  # type: ignore[assignment]
    assert "Sends the song (32 kB) to 127.0.0.1" in texts(picker)
    assert picker.primary.text() == "Send song (32 kB)"
    click(picker.primary)
    await until(lambda: hands.services.jobs() and hands.job.task_id)
    assert [toast.text for toast in hands.told.toasts][-1] == f"Sending {TITLE}"


async def follow(hands: Hands) -> None:
    """The job's row from the queue to the answer, which is one step that can be undone."""
    row = hands.row(TITLE)
    await until(lambda: "place 2 in the queue" in texts(row))
    await hands.pass_time(7)
    await until(lambda: "place 1 in the queue" in texts(row))
    await hands.pass_time(10)
    await until(lambda: "working" in texts(row))
    assert not hands.session.document.lyrics.timed
    await hands.until_state(JobState.SUCCEEDED)
    await until(lambda: hands.session.document.lyrics.timed)
    assert [line.start_ms for line in hands.session.document.lyrics.lines] == [200, 800, 1400]
    assert hands.told.toasts[-1].text == "3 lines from AI LRC Generator"
    hands.session.document.undo_stack.undo()
    assert not hands.session.document.lyrics.timed
    assert lines(hands.session) == TEXT.splitlines()
    hands.session.document.mark_saved()


def test_from_the_key_to_the_answer(
    hands: Hands, end: End, runner: asyncio.Runner, emulator: Emulator, song: Path, studio_home: Path
) -> None:
    emulator.content.register(song.read_bytes(), LRC)
    emulator.script(Script(queue=2, per_position_s=5, processing_s=20))
    key = emulator.key("premium")

    async def walk() -> None:
        await hands.open(song, TEXT)
        await choose_the_service(hands)
        await enter_key(hands, key)
        await send(hands)
        await follow(hands)

    runner.run(walk())
    assert uploads(emulator) == 1
    end(hands.studio)
    kept = [path for path in studio_home.rglob("*") if path.is_file() and key.encode() in path.read_bytes()]
    assert kept == []


async def send_and_close(hands: Hands, song: Path) -> None:
    """Send a song and close the program, which asks once."""
    closed: list[bool] = []
    hands.studio.window.closed.connect(lambda: closed.append(True))
    await hands.open(song)
    await hands.sent()
    hands.studio.window.close()
    await until(lambda: hands.has_dialog(QuestionDialog))
    assert not closed
    dialog = hands.dialog()
    assert "1 job goes on at the service" in texts(dialog)
    assert "found again at the next start" in texts(dialog)
    click(button(dialog, "Close the program"))
    assert closed


async def find_the_answer(again: Hands, song: Path) -> None:
    """The next start brings the answer and waits with it."""
    await again.begin()
    await again.until_state(JobState.SUCCEEDED)
    await until(lambda: again.told.toasts)
    toast = again.told.toasts[-1]
    assert toast.text == f"1 job finished: {TITLE}"
    assert not again.told.banners
    assert again.session.song.path is None
    toast.choices[0].run()
    await until(lambda: again.session.document.lyrics.timed)
    assert again.session.song.path == song
    assert [line.start_ms for line in again.session.document.lyrics.lines] == [200, 800, 1400]
    await until(lambda: not again.session.jobs.running("song"))
    again.session.document.mark_saved()


def test_a_job_goes_on_after_the_program_was_closed(
    hands: Hands,
    start: Start,
    end: End,
    runner: asyncio.Runner,
    emulator: Emulator,
    clock: HandClock,
    song: Path,
    key: str,
) -> None:
    emulator.content.register(song.read_bytes(), LRC)
    runner.run(send_and_close(hands, song))
    end(hands.studio)
    emulator.clock.advance(3600)
    runner.run(find_the_answer(Hands(start(), clock), song))
    assert uploads(emulator) == 1


def test_staying_keeps_the_window_and_the_job(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator, song: Path, key: str
) -> None:
    async def stay() -> None:
        await hands.open(song)
        await hands.sent()
        hands.studio.window.close()
        await until(lambda: hands.has_dialog(QuestionDialog))
        click(button(hands.dialog(), "Stay"))
        assert hands.studio.window.isVisible()
        await hands.until_state(JobState.SUCCEEDED)
        await until(lambda: hands.session.document.lyrics.timed)
        hands.session.document.mark_saved()

    runner.run(stay())


def test_an_answer_waits_where_another_song_is_open(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator, song: Path, key: str, tmp_path: Path
) -> None:
    from tests.ui.songs import make_song

    emulator.content.register(song.read_bytes(), LRC)
    other = make_song(tmp_path / "Other.wav", 1.0)

    async def change() -> None:
        await hands.open(song)
        await hands.sent()
        await hands.open(other)
        await until(lambda: hands.session.song.path == other)
        await hands.until_state(JobState.SUCCEEDED)
        await until(lambda: hands.told.toasts[-1].text == f"1 job finished: {TITLE}")
        assert not hands.session.document.lyrics.lines
        assert hands.services.summary() == "1 result to open"
        hands.press(TITLE, "Open result")
        await until(lambda: hands.session.document.lyrics.timed)
        assert hands.session.song.path == song
        assert hands.services.summary() == "none under way"
        hands.session.document.mark_saved()

    runner.run(change())


def test_the_kept_answer_is_offered_first(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator, song: Path, key: str
) -> None:
    emulator.content.register(song.read_bytes(), LRC)

    async def twice() -> None:
        await hands.open(song)
        await hands.sent()
        await hands.until_state(JobState.SUCCEEDED)
        await until(lambda: hands.session.document.lyrics.timed)
        hands.session.document.undo_stack.undo()
        picker = await hands.picker()
        card = hands.card("AI LRC Generator")
        assert card.offer.chip == "Kept here"
        assert "Nothing leaves this computer" in texts(picker)
        assert picker.primary.text() == "Take the kept answer"
        click(picker.primary)
        await until(lambda: hands.session.document.lyrics.timed)
        assert uploads(emulator) == 1
        hands.session.document.undo_stack.undo()
        picker = await hands.picker()
        hands.card("AI LRC Generator")
        click(button(picker, "Send it again"))
        await until(lambda: len(hands.services.jobs()) == 2 and hands.job.task_id)
        assert uploads(emulator) == 2
        hands.session.document.mark_saved()

    runner.run(twice())


def test_a_job_is_removed_and_its_task_deleted_only_when_that_is_confirmed(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator, song: Path, key: str
) -> None:
    emulator.content.register(song.read_bytes(), LRC)

    async def tidy() -> None:
        await hands.open(song)
        await hands.sent()
        await hands.until_state(JobState.SUCCEEDED)
        await until(lambda: hands.session.document.lyrics.timed)
        await until(lambda: not hands.services.at_work)
        await until(lambda: "3 lines" in texts(hands.row(TITLE)))
        hands.choose(TITLE, "Delete at the service")
        assert "Its answer stays in the list here." in texts(hands.dialog())
        click(button(hands.dialog(), "Delete there"))
        await until(lambda: not emulator.tasks.all())
        await until(lambda: "Delete at the service" not in hands.menu_of(TITLE))
        hands.choose(TITLE, "Remove from the list")
        click(button(hands.dialog(), "Cancel"))
        assert hands.services.jobs()
        hands.choose(TITLE, "Remove from the list")
        click(button(hands.dialog(), "Remove"))
        await until(lambda: not hands.services.jobs())
        assert hands.session.document.lyrics.timed
        hands.session.document.mark_saved()

    runner.run(tidy())


def test_nobody_is_asked_for_words_that_a_service_hears(
    hands: Hands, runner: asyncio.Runner, song: Path, key: str
) -> None:
    window = hands.studio.window

    async def go() -> None:
        await hands.open(song)
        invite = window.editor.table.findChild(LyricsInvite)
        assert button(invite, "Paste lyrics").isVisible()
        await hands.sent()
        assert "The words are on their way" in texts(invite)
        assert not any(made.isVisible() for made in invite.findChildren(QPushButton) if made.text() != "Jobs")
        click(button(invite, "Jobs"))
        assert hands.services.panel_open
        hands.services.do("stop", hands.job.id)
        await until(lambda: not hands.services.runs.is_at_work(hands.job.id))
        hands.services.runs.remove(hands.job)
        await until(lambda: button(invite, "Paste lyrics").isVisible())

    runner.run(go())
