"""A song's sound from another host: without the key, over https, within bounds, and from no private network."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lrc_studio.core.errors import Cancelled, InputError, ProtocolError, RefusedError, StudioError, UnreachableError
from lrc_studio.core.progress import Progress, silent
from lrc_studio.providers.download import download
from lrc_studio.providers.http import make_client
from tests.emulator import SunoEmulator
from tests.emulator import faults as bad
from tests.emulator.suno_server import SOUND_PATH

DEMO = Path(__file__).resolve().parents[2] / "resources" / "samples" / "demo.ogg"


@pytest.fixture
def emulator() -> Iterator[SunoEmulator]:
    with SunoEmulator("sunoapi") as running:
        yield running


def fetch(url: str, to: Path, report: Any = silent, **how: Any) -> StudioError | None:
    """The told error, or None where the file came."""

    async def work() -> None:
        async with make_client() as client:
            await download(client, url, to, report, **{"here": True, **how})

    try:
        asyncio.run(work())
    except StudioError as error:
        return error
    return None


def url_of(emulator: SunoEmulator) -> str:
    return emulator.sound_host.origin + SOUND_PATH


def left_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.is_file()]


def test_the_song_comes_whole_and_without_a_key(emulator: SunoEmulator, tmp_path: Path) -> None:
    told: list[Progress] = []
    assert fetch(url_of(emulator), tmp_path / "song.ogg", told.append) is None
    assert (tmp_path / "song.ogg").read_bytes() == DEMO.read_bytes()
    (entry,) = emulator.sounds.journal.all()
    assert not entry.authorized
    assert "cookie" not in entry.header_names
    assert (told[0].done, told[-1].done, told[-1].total) == (0, DEMO.stat().st_size, DEMO.stat().st_size)
    assert left_in(tmp_path) == ["song.ogg"]


def test_three_redirects_are_followed_and_no_fourth(emulator: SunoEmulator, tmp_path: Path) -> None:
    emulator.sounds.faults.push(bad.redirected(SOUND_PATH), times=3)
    assert fetch(url_of(emulator), tmp_path / "song.ogg") is None
    emulator.sounds.faults.push(bad.redirected(SOUND_PATH), times=4)
    assert isinstance(fetch(url_of(emulator), tmp_path / "other.ogg"), ProtocolError)
    assert left_in(tmp_path) == ["song.ogg"]


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/a.mp3",
        "https://127.0.0.1/a.mp3",
        "https://localhost/a.mp3",
        "https://10.0.0.1/a.mp3",
        "https://192.168.1.1/a.mp3",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/a.mp3",
        "https://[fd00::1]/a.mp3",
        "https://0.0.0.0/a.mp3",
        "https://2130706433/a.mp3",
        "https://me:secret@example.org/a.mp3",
        "file:///etc/passwd",
        "ftp://example.org/a.mp3",
        "https:///a.mp3",
        "https://example.org:99999/a.mp3",
        "",
    ],
)
def test_unsafe_addresses_are_not_asked(tmp_path: Path, url: str) -> None:
    assert isinstance(fetch(url, tmp_path / "a.mp3", here=False), RefusedError)
    assert left_in(tmp_path) == []


def test_a_name_that_leads_into_a_private_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def found(*_: object, **__: object) -> list[Any]:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in ("93.184.216.34", "10.0.0.7")
        ]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    assert isinstance(fetch("https://sounds.example.org/a.mp3", tmp_path / "a.mp3"), RefusedError)


def test_a_redirect_out_of_the_emulator_is_looked_at_again(emulator: SunoEmulator, tmp_path: Path) -> None:
    emulator.sounds.faults.push(bad.redirected("http://192.168.1.1/a.mp3"))
    assert isinstance(fetch(url_of(emulator), tmp_path / "a.mp3"), RefusedError)


def test_here_only_for_an_emulator(emulator: SunoEmulator, tmp_path: Path) -> None:
    assert isinstance(fetch(url_of(emulator), tmp_path / "a.mp3", here=False), RefusedError)
    assert emulator.sounds.journal.count() == 0


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (bad.endless(), ProtocolError),
        (bad.raw_body(b"x" * 4_000_000, "audio/mpeg"), ProtocolError),
        (bad.raw_body(b"<html>", "text/html"), ProtocolError),
        (bad.raw_body(b'{"code":404}', "application/json"), ProtocolError),
        (bad.raw_body(b"", "audio/mpeg"), ProtocolError),
        (bad.raw_body(b"gone", "audio/mpeg", 404), UnreachableError),
        (bad.raw_body(b"later", "audio/mpeg", 503), UnreachableError),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_what_is_no_song(emulator: SunoEmulator, tmp_path: Path, fault: bad.Fault, kind: type[StudioError]) -> None:
    emulator.sounds.faults.push(fault)
    error = fetch(url_of(emulator), tmp_path / "a.mp3", most_bytes=3_000_000)
    assert isinstance(error, kind)
    assert left_in(tmp_path) == []


def test_stopping_leaves_nothing(emulator: SunoEmulator, tmp_path: Path) -> None:
    def stop(progress: Progress) -> None:
        raise Cancelled

    assert isinstance(fetch(url_of(emulator), tmp_path / "a.mp3", stop), Cancelled)
    assert left_in(tmp_path) == []


def test_a_host_that_is_not_there(tmp_path: Path) -> None:
    assert isinstance(fetch("http://127.0.0.1:1/a.mp3", tmp_path / "a.mp3"), UnreachableError)


def test_a_folder_that_is_not_there(emulator: SunoEmulator, tmp_path: Path) -> None:
    assert isinstance(fetch(url_of(emulator), tmp_path / "nowhere" / "a.mp3"), InputError)
