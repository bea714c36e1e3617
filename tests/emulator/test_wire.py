"""What only the line can do, by hand-made sockets: resets, cuts, stalls, and bodies refused before they are sent."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.emulator import Emulator
from tests.emulator.conftest import Api
from tests.emulator.service import TASKS_PATH, UPLOAD_PATH
from tests.emulator.songs import song
from tests.emulator.wire import Proxy, Wire

FORM = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.mp3"\r\n\r\n' + song() + b"\r\n--x--\r\n"


@contextmanager
def line_to(origin: str) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", int(origin.rpartition(":")[2])), timeout=20) as line:
        yield line


def upload(key: str, body_bytes: int = len(FORM)) -> bytes:
    rows = [
        f"POST {UPLOAD_PATH} HTTP/1.1",
        "Host: x",
        f"Authorization: Bearer {key}",
        "Content-Type: multipart/form-data; boundary=x",
        f"Content-Length: {body_bytes}",
        "",
        "",
    ]
    return "\r\n".join(rows).encode()


def read_all(line: socket.socket) -> bytes:
    found = b""
    while data := line.recv(65_536):
        found += data
    return found


@pytest.fixture
def proxy(emulator: Emulator) -> Proxy:
    return emulator.proxy()


def test_a_body_that_is_too_large_is_refused_by_its_length_alone(emulator: Emulator) -> None:
    with line_to(emulator.origin) as line:
        line.sendall(upload(emulator.key("free"), body_bytes=100_000_000))
        answer = line.recv(65_536)
    assert answer.startswith(b"HTTP/1.1 403")


def test_without_a_fault_the_proxy_is_not_noticed(emulator: Emulator, proxy: Proxy) -> None:
    with line_to(proxy.origin) as line:
        line.sendall(upload(emulator.key()) + FORM)
        assert read_all(line).startswith(b"HTTP/1.1 200")
    assert proxy.seen == [("POST", UPLOAD_PATH)]
    assert len(emulator.tasks.all()) == 1


def test_a_request_that_is_refused_never_arrives(emulator: Emulator, proxy: Proxy) -> None:
    proxy.push(Wire("refuse", at_bytes=100), method="POST")
    with line_to(proxy.origin) as line:
        line.sendall(upload(emulator.key()) + FORM)
        with pytest.raises(ConnectionResetError):
            read_all(line)
    assert emulator.journal.all() == []


def test_a_lost_answer_leaves_the_work_done(emulator: Emulator, proxy: Proxy) -> None:
    proxy.push(Wire("lose"), method="POST")
    with line_to(proxy.origin) as line:
        line.sendall(upload(emulator.key()) + FORM)
        with pytest.raises(ConnectionResetError):
            read_all(line)
    assert len(emulator.tasks.all()) == 1
    assert [entry.status for entry in emulator.journal.all()] == [200]


@pytest.mark.parametrize(("kind", "ends"), [("cut", "reset"), ("half_close", "end")])
def test_an_answer_that_ends_in_its_middle(emulator: Emulator, proxy: Proxy, kind: str, ends: str) -> None:
    proxy.push(Wire(kind, at_bytes=40))
    with line_to(proxy.origin) as line:
        line.sendall(upload(emulator.key()) + FORM)
        found, how = b"", "end"
        try:
            while data := line.recv(10):
                found += data
        except ConnectionResetError:
            how = "reset"
    assert (len(found) <= 40, how) == (True, ends)


def test_an_answer_stalls_until_the_gate_opens(emulator: Emulator, proxy: Proxy) -> None:
    wire = Wire("stall", at_bytes=50)
    proxy.push(wire)
    with line_to(proxy.origin) as line:
        line.sendall(upload(emulator.key()) + FORM)
        assert wire.gate.wait_reached()
        assert len(line.recv(65_536)) == 50
        wire.gate.open()
        assert read_all(line).endswith(b"}")


def test_an_answer_comes_byte_by_byte_or_as_nonsense(emulator: Emulator, proxy: Proxy, api: Api) -> None:
    proxy.push(Wire("drip", pause_s=0))
    proxy.push(Wire("raw", raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"))
    request = f"GET {TASKS_PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {api.key}\r\n\r\n".encode()
    answers = []
    for _ in range(2):
        with line_to(proxy.origin) as line:
            line.sendall(request)
            answers.append(read_all(line))
    assert answers[0].endswith(b'"limit":20}')
    assert answers[1].endswith(b"zz\r\n")


def test_a_request_waits_at_the_gate(emulator: Emulator, proxy: Proxy) -> None:
    wire = Wire("hold")
    proxy.push(wire)
    with line_to(proxy.origin) as line:
        line.sendall(upload(emulator.key()) + FORM)
        assert wire.gate.wait_reached()
        assert emulator.journal.all() == []
        wire.gate.open()
        assert read_all(line).startswith(b"HTTP/1.1 200")
