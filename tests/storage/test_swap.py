"""A file that is changed through a copy: all of it, or as it was."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from lrc_studio.core.errors import Cancelled, InputError
from lrc_studio.core.progress import Progress
from lrc_studio.storage import files
from lrc_studio.storage.swap import changed_copy


@pytest.fixture
def song(tmp_path: Path) -> Path:
    path = tmp_path / "song.bin"
    path.write_bytes(b"old")
    return path


def only(song: Path, content: bytes) -> None:
    """The file holds `content` and nothing else was left beside it."""
    assert song.read_bytes() == content
    assert [path.name for path in song.parent.iterdir() if path.name.startswith(".")] == []


def change(song: Path, content: bytes, theirs: bytes = b"", then: Exception | None = None) -> None:
    """Write `content` through a copy, while another program writes `theirs`, and raise `then` before it is done."""
    with changed_copy(song) as copy:
        copy.write_bytes(content)
        if theirs:
            song.write_bytes(theirs)
        if then:
            raise then


def test_the_copy_takes_its_place_with_permissions(song: Path) -> None:
    song.chmod(0o640)
    inode = song.stat().st_ino
    with changed_copy(song) as copy:
        assert (copy.read_bytes(), copy.parent) == (b"old", song.parent)
        copy.write_bytes(b"new")
        assert song.read_bytes() == b"old"
    only(song, b"new")
    assert song.stat().st_ino != inode
    if os.name != "nt":
        assert stat.S_IMODE(song.stat().st_mode) == 0o640


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="links need rights there")
def test_a_link_stays_a_link(song: Path, tmp_path: Path) -> None:
    link = tmp_path / "folder" / "link.bin"
    link.parent.mkdir()
    link.symlink_to(song)
    with changed_copy(link) as copy:
        copy.write_bytes(b"new")
    assert link.is_symlink()
    only(song, b"new")


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no extended attributes on this system")
def test_extended_attributes_are_kept(song: Path) -> None:
    try:
        os.setxattr(song, "user.rating", b"5")
    except OSError:
        pytest.skip("this disk has no extended attributes")
    with changed_copy(song):
        pass
    assert os.getxattr(song, "user.rating") == b"5"


def test_whatever_goes_wrong_inside_leaves_the_file(song: Path) -> None:
    for error, sentence in (
        (InputError("Not the same."), "Not the same."),
        (OSError(errno.ENOSPC, "full"), "The disk is full: “song.bin” was not written; the old file is as it was."),
    ):
        with pytest.raises(InputError) as told:
            change(song, b"half", then=error)
        assert str(told.value) == sentence
        only(song, b"old")


def test_a_disk_that_is_full_at_the_end_leaves_the_file(song: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(InputError, match="The disk is full"), changed_copy(song) as copy:
        copy.write_bytes(b"new")
    only(song, b"old")


def test_a_file_that_may_not_be_written_is_not(song: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    song.chmod(0o444)
    monkeypatch.setattr(files.os, "access", lambda *_: False)  # who is root may write all the same
    with pytest.raises(InputError, match=r"There is no permission to write “song\.bin” there"), changed_copy(song):
        pytest.fail("there is a copy to write")
    only(song, b"old")
    song.chmod(0o644)


def test_another_programs_write_meanwhile_is_kept(song: Path) -> None:
    with pytest.raises(InputError, match="was changed by another program meanwhile"):
        change(song, b"new", theirs=b"theirs, longer")
    only(song, b"theirs, longer")


def test_it_can_be_cancelled_while_it_copies(song: Path) -> None:
    def stop(progress: Progress) -> None:
        assert (progress.done, progress.total) == (3, 3)
        raise Cancelled

    with pytest.raises(Cancelled), changed_copy(song, stop):
        pytest.fail("it went on")
    only(song, b"old")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"“gone\.bin”"), changed_copy(tmp_path / "gone.bin"):
        pytest.fail("there is a copy")
