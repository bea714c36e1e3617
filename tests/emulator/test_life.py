"""The emulator starts and ends cleanly, keeps virtual time, and can be run for the window."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest

from tests.emulator import Driver, Emulator, Gate, VirtualClock, faults
from tests.emulator.__main__ import know_demo_song, told
from tests.emulator.conftest import Api
from tests.emulator.service import TASKS_PATH
from tests.emulator.wire import Wire

ROOT = Path(__file__).resolve().parents[2]


def test_nothing_is_left_of_it_even_while_requests_hang() -> None:
    before = set(threading.enumerate())
    with Emulator() as emulator:
        proxy = emulator.proxy()
        held, stalled = emulator.key("free"), emulator.key("pro")
        emulator.faults.push(faults.held(Gate()), key=held)
        proxy.push(Wire("stall"))
        asked = ((emulator.origin, held), (proxy.origin, stalled))
        hanging = [threading.Thread(target=hang, args=one) for one in asked]
        for thread in hanging:
            thread.start()
        assert emulator.journal.wait_until(lambda entries: len(entries) == 2)
    for thread in hanging:
        thread.join(20)
    assert not set(threading.enumerate()) - before
    for origin in (emulator.origin, f"http://127.0.0.1:{emulator.port}"):
        with pytest.raises(httpx.ConnectError):
            httpx.get(origin, trust_env=False)
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", emulator.port))


def hang(origin: str, key: str) -> None:
    headers = {"Authorization": f"Bearer {key}"}
    with pytest.raises(httpx.TransportError):
        httpx.get(origin + TASKS_PATH, headers=headers, trust_env=False, timeout=30)


def test_two_emulators_do_not_know_each_other(emulator: Emulator, api: Api) -> None:
    with Emulator() as second:
        api.submit()
        assert second.journal.all() == []
        assert len(emulator.journal.all()) == 1


def test_time_stands_until_it_is_moved_and_runs_at_a_speed_for_a_demo() -> None:
    standing, running = VirtualClock(), VirtualClock(speed=1e6)
    first_s = standing.now_s()
    assert standing.now_s() == first_s
    standing.advance(1.5)
    assert standing.now_s() == first_s + 1.5
    with pytest.raises(ValueError, match="go back"):
        standing.advance(-1)
    earlier_s = running.now_s()
    assert any(running.now_s() > earlier_s + 1 for _ in range(100_000))


def test_an_hour_of_waiting_takes_no_time_and_keeps_its_order() -> None:
    clock = VirtualClock()
    driver = Driver(clock)
    began_s = clock.now_s()
    woke: list[tuple[str, float]] = []

    async def sleeper(name: str, *naps_s: float) -> None:
        for nap_s in naps_s:
            await driver.sleep(nap_s)
            woke.append((name, clock.now_s() - began_s))

    async def both() -> None:
        await asyncio.gather(sleeper("a", 3600, 10), sleeper("b", 5, 3600))

    asyncio.run(both())
    assert woke == [("b", 5), ("a", 3600), ("b", 3605), ("a", 3610)]


def test_time_stands_while_a_request_is_on_its_way(emulator: Emulator) -> None:
    gate, driver = Gate(), Driver(emulator.clock)
    emulator.faults.push(faults.held(gate))
    ended: list[str] = []

    async def ask(client: httpx.AsyncClient) -> None:
        await client.get(TASKS_PATH)
        ended.append("request")

    async def nap() -> None:
        await driver.sleep(60)
        ended.append("nap")

    async def both() -> None:
        headers = {"Authorization": f"Bearer {emulator.key()}"}
        async with driver.watch(
            httpx.AsyncClient(base_url=emulator.origin, headers=headers, trust_env=False)
        ) as client:
            asking, napping = asyncio.ensure_future(ask(client)), asyncio.ensure_future(nap())
            assert await asyncio.to_thread(gate.wait_reached)
            gate.open()
            await asyncio.gather(asking, napping)

    asyncio.run(both())
    assert ended == ["request", "nap"]


def test_the_demo_song_is_answered_with_its_true_times(emulator: Emulator, api: Api) -> None:
    know_demo_song(emulator)
    audio = (ROOT / "resources/samples/demo.ogg").read_bytes()
    task_id = api.submit(audio, "demo.ogg").json()["items"]["taskId"]
    emulator.clock.advance(130)
    assert api.items(task_id)["result"]["lrc"].startswith("[00:04.18]Fold the morning into paper boats\n")


def test_it_says_how_to_point_the_program_at_it(emulator: Emulator) -> None:
    text = told(emulator, 20)
    assert f"LRC_STUDIO_URL_AILRC={emulator.origin} LRC_STUDIO_KEY_AILRC=ailrc_sk_premium_demo" in text
    assert all(access.key in text for access in emulator.accounts.all())


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C cannot be sent to one process there")
def test_it_runs_as_a_program_until_ctrl_c() -> None:
    command = [sys.executable, "-m", "tests.emulator", "--port", "0", "--speed", "50"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUTF8": "1"}
    ) as run:
        assert run.stdout
        origin = run.stdout.readline().split(" at ")[1].split(",")[0]
        headers = {"Authorization": "Bearer ailrc_sk_free_demo"}
        assert httpx.get(origin + TASKS_PATH, headers=headers, trust_env=False).json()["items"] == []
        run.send_signal(signal.SIGINT)
        rest, _ = run.communicate(timeout=30)
    assert rest.rstrip().endswith("The emulator has ended.")
    assert run.returncode == 0
