"""Unsaved work outlives its session, however that ends."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from lrc_studio.core.errors import InputError, StudioError
from lrc_studio.core.lyrics import Line, Lyrics, Origin, Word
from lrc_studio.storage import files
from lrc_studio.storage.recovery import Recovery, Work

LYRICS = Lyrics(
    (
        Line("Hold on", 500, 1200, (Word("Hold ", 500), Word("on", 900, 1200)), origin=Origin.DRAGGED, locked=True),
        Line("Not timed", section="Chorus", confidence=0.25),
    ),
    (("ti", "Harbour Lights"),),
)


def work(lyrics: Lyrics = LYRICS, saved_s: float = 1000.5) -> Work:
    return Work(lyrics, "/music/Harbour Lights.mp3", None, "Harbour Lights", saved_s)


@pytest.fixture
def window() -> Iterator[Recovery]:
    recovery = Recovery()
    yield recovery
    recovery.close()


@pytest.fixture
def other_window() -> Iterator[Recovery]:
    recovery = Recovery()
    yield recovery
    recovery.close()


SESSION = """
    import sys
    from lrc_studio.core.lyrics import Line, Lyrics
    from lrc_studio.storage.recovery import Recovery, Work
    recovery = Recovery()
    for number in range(3):
        recovery.write(Work(Lyrics((Line(f"edit {number}", number),)), None, None, "Song", float(number)))
    print("written", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def session() -> Iterator[subprocess.Popen[str]]:
    """Another process with unsaved work on disk."""
    command = [sys.executable, "-c", textwrap.dedent(SESSION)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "written\n"
        yield process
        process.kill()


def test_a_killed_session_leaves_its_last_work(session: subprocess.Popen[str], window: Recovery) -> None:
    assert window.orphans() == ()
    session.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
    session.wait()
    (orphan,) = window.orphans()
    assert (orphan.title, orphan.saved_s) == ("Song", 2.0)
    assert window.restore(orphan).lyrics == Lyrics((Line("edit 2", 2),))
    assert window.orphans() == ()


def test_restoring_gives_everything_back(window: Recovery, other_window: Recovery) -> None:
    window.write(work())
    assert window._lock is not None
    window._lock.release()  # as the system does when the process dies
    (orphan,) = other_window.orphans()
    assert other_window.restore(orphan) == work()
    assert other_window.path.exists(), "kept by the new session before the old file goes"
    assert not orphan.path.exists()


def test_a_long_document_is_not_read_to_be_offered(
    window: Recovery, other_window: Recovery, monkeypatch: pytest.MonkeyPatch
) -> None:
    title = 'A "quoted", "document": "title\\ 灯台'
    window.write(Work(LYRICS, None, None, title, 7.5))
    assert window._lock is not None
    window._lock.release()

    def refuse(_name: str) -> None:
        raise AssertionError("the document was read")

    with monkeypatch.context() as patched:
        patched.setattr("lrc_studio.formats.by_id", refuse)
        (orphan,) = other_window.orphans()
    assert (orphan.title, orphan.saved_s) == (title, 7.5)
    assert other_window.restore(orphan).lyrics == LYRICS


def test_living_windows_do_not_see_each_other(window: Recovery, other_window: Recovery) -> None:
    window.write(work())
    other_window.write(work())
    assert window.orphans() == other_window.orphans() == ()


def test_only_one_window_gets_the_work(window: Recovery, other_window: Recovery) -> None:
    dead = Recovery()
    dead.write(work())
    assert dead._lock is not None
    dead._lock.release()
    (seen,) = window.orphans()
    assert other_window.orphans() == (seen,)
    other_window.restore(seen)
    with pytest.raises(InputError, match="Another window"):
        window.restore(seen)
    window.discard(seen)
    assert other_window.path.exists()


def test_discarding_leaves_nothing(window: Recovery) -> None:
    dead = Recovery()
    dead.write(work())
    assert dead._lock is not None
    dead._lock.release()
    (orphan,) = window.orphans()
    window.discard(orphan)
    assert list(orphan.path.parent.iterdir()) == []


def test_a_clean_close_leaves_nothing(studio_home: Path) -> None:
    recovery = Recovery()
    recovery.write(work())
    recovery.close()
    recovery.close()
    assert list((studio_home / "recovery").iterdir()) == []


def test_a_session_without_changes_writes_nothing(studio_home: Path, window: Recovery) -> None:
    assert window.orphans() == ()
    assert not studio_home.exists()


def test_a_full_disk_keeps_the_work_written_before(
    window: Recovery, other_window: Recovery, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.write(work())

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "fsync", full)
        with pytest.raises((StudioError, OSError)):
            window.write(work(Lyrics(), 2000.0))
    assert window._lock is not None
    window._lock.release()
    (orphan,) = other_window.orphans()
    assert other_window.restore(orphan) == work()
    assert sorted(path.suffix for path in orphan.path.parent.iterdir()) == [".json", ".lock"]


def test_broken_files_are_left_alone(window: Recovery, studio_home: Path) -> None:
    folder = studio_home / "recovery"
    folder.mkdir(parents=True)
    for number, text in enumerate(('{"title": 1}', "{", '{"document": "x", "title": "", "saved_s": 1}')):
        (folder / f"{number}.json").write_text(text)
    assert window.orphans() == ()
    assert len(list(folder.glob("*.json"))) == 3


def test_old_locks_without_work_are_swept(window: Recovery, studio_home: Path) -> None:
    folder = studio_home / "recovery"
    folder.mkdir(parents=True)
    old, new = folder / "old.lock", folder / "new.lock"
    old.touch()
    new.touch()
    an_hour_ago_s = time.time() - 3600
    os.utime(old, (an_hour_ago_s, an_hour_ago_s))
    window.orphans()
    assert [path.name for path in folder.iterdir()] == ["new.lock"]
