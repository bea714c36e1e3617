"""Files are read in one sentence's worth of trouble and written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import NoReturn

import pytest

from lrc_studio.core.errors import InputError
from lrc_studio.storage import files
from lrc_studio.storage.files import file_state, read_text, write_atomic

posix_only = pytest.mark.skipif(os.name == "nt", reason="permissions and links of POSIX")


def refuse(code: int):  # type: ignore[no-untyped-def]  # noqa: ANN201
    def refused(*_: object) -> NoReturn:
        raise OSError(code, os.strerror(code))

    return refused


def told(error: pytest.ExceptionInfo[InputError], folder: Path) -> str:
    sentence = str(error.value)
    assert str(folder) not in sentence
    assert "\n" not in sentence
    return sentence


def test_a_text_and_its_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.lrc"
    path.write_bytes("\ufeff[00:01.00]ü\r\n".encode("utf-16-le"))
    assert read_text(path) == files.Decoded("[00:01.00]ü\r\n", "utf-16-le")
    assert read_text(str(path), "latin-1").encoding == "latin-1"


@pytest.mark.parametrize(
    ("name", "part"), [("gone.lrc", "is not there"), (".", "folder"), ("a\0b", "could not be read")]
)
def test_what_cannot_be_read_is_told_by_name_alone(tmp_path: Path, name: str, part: str) -> None:
    with pytest.raises(InputError) as error:
        read_text(tmp_path / name)
    assert part in told(error, tmp_path.parent)


def test_no_permission_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "open", refuse(errno.EACCES))
    with pytest.raises(InputError, match="no permission to read “a"):
        read_text(tmp_path / "a.lrc")


def test_too_large_a_file_is_refused_and_the_largest_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_BYTES", 100)
    path = tmp_path / "a.lrc"
    path.write_bytes(b"x" * 101)
    with pytest.raises(InputError, match="too large"):
        read_text(path)
    path.write_bytes(b"x" * 100)
    assert len(read_text(path).text) == 100


@pytest.mark.parametrize("data", ["a\r\nü\n", b"\x00\xff", ""])
def test_what_is_written_is_there_and_nothing_else(tmp_path: Path, data: bytes | str) -> None:
    path = tmp_path / "a.lrc"
    for _ in range(2):
        write_atomic(path, data)
    assert path.read_bytes() == (data.encode() if isinstance(data, str) else data)
    assert [file.name for file in tmp_path.iterdir()] == ["a.lrc"]


@posix_only
def test_what_a_killed_run_left_is_taken_out_by_the_next(tmp_path: Path) -> None:
    left, in_work, own = (tmp_path / name for name in (".lrc-studio-0a.tmp", ".lrc-studio-0b.tmp", "song.tmp"))
    for path in (left, in_work, own):
        path.write_text("a copy")
    for path in (left, own):
        os.utime(path, (0, 0))
    write_atomic(tmp_path / "song.lrc", "text")
    assert {path.name for path in tmp_path.iterdir()} == {in_work.name, own.name, "song.lrc"}


def test_permissions_stay_and_new_files_follow_the_umask(tmp_path: Path) -> None:
    old, new, usual = tmp_path / "old", tmp_path / "new", tmp_path / "usual"
    old.touch()
    old.chmod(0o640)
    usual.touch()
    write_atomic(old, "x")
    write_atomic(new, "x")
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert new.stat().st_mode == usual.stat().st_mode


@posix_only
def test_a_link_stays_and_its_target_is_written(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "song.lrc", tmp_path / "link.lrc"
    target.write_text("old")
    link.symlink_to(target)
    write_atomic(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert len(list(target.parent.iterdir())) == 1


@posix_only
def test_links_in_a_circle_are_told(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(InputError):
        write_atomic(tmp_path / "a", "x")


@posix_only
def test_a_pipe_is_written_as_it_is(tmp_path: Path) -> None:
    read_end, write_end = os.pipe()
    try:
        write_atomic(f"/dev/fd/{write_end}", "song")
        assert os.read(read_end, 10) == b"song"
    finally:
        os.close(read_end)
        os.close(write_end)


@pytest.mark.parametrize(
    ("code", "part"),
    [
        (errno.ENOSPC, "The disk is full: “song.lrc” was not written; the old file is as it was."),
        (errno.EROFS, "no permission to write “song.lrc”"),
        (errno.EACCES, "no permission to write “song.lrc”"),
        (errno.EIO, "could not be written"),
    ],
)
@pytest.mark.parametrize("door", ["fsync", "replace"])
def test_a_failed_write_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, part: str, door: str
) -> None:
    path = tmp_path / "song.lrc"
    path.write_text("the old file")
    with monkeypatch.context() as patch:
        patch.setattr(files.os if door == "fsync" else Path, door, refuse(code))
        with pytest.raises(InputError) as error:
            write_atomic(path, "the new file")
    assert part in told(error, tmp_path)
    assert path.read_text() == "the old file"
    assert [file.name for file in tmp_path.iterdir()] == ["song.lrc"]


def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "song.lrc"
    path.write_text("kept")
    monkeypatch.setattr(files.os, "access", lambda *_: False)  # root may write anything, so the mode is no test
    with pytest.raises(InputError, match="no permission"):
        write_atomic(path, "x")
    assert path.read_text() == "kept"


def test_a_cancelled_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(files.os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(tmp_path / "a", "x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("gone/a.lrc", "The folder for “a.lrc”"),
        (".", "is a folder"),
        ("x" * 300, "cannot be a file's name"),
        ("a\0", "cannot be"),
    ],
)
def test_where_nothing_can_be_written(tmp_path: Path, name: str, part: str) -> None:
    with pytest.raises(InputError) as error:
        write_atomic(tmp_path / name, "x")
    assert part in told(error, tmp_path.parent)
    assert list(tmp_path.iterdir()) == []


def test_a_change_by_another_program_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a.lrc"
    assert file_state(path) is None
    write_atomic(path, "one")
    state = file_state(path)
    assert state == file_state(path)
    path.write_text("other")
    assert file_state(path) != state
