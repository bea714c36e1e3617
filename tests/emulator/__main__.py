"""`python -m tests.emulator`: the services on this computer, to try the whole window without an account."""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
from contextlib import ExitStack, suppress
from pathlib import Path

from tests.emulator.server import Emulator
from tests.emulator.suno_server import SunoEmulator
from tests.emulator.suno_service import MEMBERS
from tests.emulator.suno_songs import DEMO_LYRICS, DEMO_TASK

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"

TOLD = """EMULATOR of AI LRC Generator at {origin}, {speed:g} virtual seconds each second. Nothing leaves this computer.

Point the program at it, in another terminal:
  LRC_STUDIO_URL_AILRC={origin} LRC_STUDIO_KEY_AILRC={key} python -m lrc_studio
or leave LRC_STUDIO_KEY_AILRC out and enter one of these keys in the window:
{keys}
Admin plane: {origin}/__emu__/state with the header X-Emulator-Token: {token}
Ctrl+C ends it; its tasks are gone then."""

TOLD_BY_ID = """
EMULATOR of {member} at {origin}, its sounds at {sounds}. Keys: {keys}
  LRC_STUDIO_URL_{upper}={origin} LRC_STUDIO_KEY_{upper}={key} python -m lrc_studio
  songs of task {task}: {audio}
  token of its admin plane: {token}"""


def main(arguments: list[str]) -> int:
    """Serve until Ctrl+C."""
    parser = argparse.ArgumentParser(prog="python -m tests.emulator", description=__doc__)
    ports = "the first of seven loopback ports (default 8765; 0 takes free ones)"
    parser.add_argument("--port", type=int, default=8765, help=ports)
    parser.add_argument("--speed", type=float, default=20.0, help="virtual seconds for each real one (default 20)")
    chosen = parser.parse_args(arguments)
    with suppress(KeyboardInterrupt), ExitStack() as running:
        serve(running, chosen.port, chosen.speed)
        threading.Event().wait()
    say("The emulator has ended.")
    return 0


def serve(running: ExitStack, port: int, speed: float) -> None:
    """Start all services and say how to use each."""
    now_s = time.time()
    emulator = running.enter_context(Emulator(port=port, speed=speed, start_s=now_s))
    emulator.tasks.begin_at(round(now_s * 1000))
    know_demo_song(emulator)
    say(told(emulator, speed))
    for place, member in enumerate(MEMBERS):
        by_id = SunoEmulator(member, port=port + 1 + 2 * place if port else 0, speed=speed, start_s=now_s)
        say(told_by_id(running.enter_context(by_id)))


def say(text: str) -> None:
    """To the person who started it."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def told(emulator: Emulator, speed: float) -> str:
    """How to use it."""
    rows = [
        f"  {a.key:24} {a.account.tier.name}, {a.account.credits} credits, {a.state}" for a in emulator.accounts.all()
    ]
    key, token = emulator.key("premium"), emulator.admin.token
    return TOLD.format(origin=emulator.origin, speed=speed, key=key, keys="\n".join(rows), token=token)


def told_by_id(emulator: SunoEmulator) -> str:
    """How to use a service that answers to ids."""
    member = emulator.service.member
    task = emulator.service.tasks[DEMO_TASK]
    told = TOLD_BY_ID.format(
        member=member,
        upper=member.upper(),
        origin=emulator.origin,
        sounds=emulator.sound_host.origin,
        key=emulator.key(),
        keys=" ".join(emulator.accounts),
        task=task.id,
        audio=", ".join(f"{song.audio_id} ({song.title})" for song in task.songs),
        token=emulator.admin.token,
    )
    return f"{told}\n  lyrics of task {DEMO_LYRICS}" if member == "kie" else told


def know_demo_song(emulator: Emulator) -> None:
    """Answer the program's own demo song with its true words and times."""
    truth = json.loads((SAMPLES / "demo.truth.json").read_text("utf-8"))
    lrc = "\n".join(f"{stamp(line['start_ms'])}{line['text']}" for line in truth["lines"])
    emulator.content.register((SAMPLES / "demo.ogg").read_bytes(), lrc)


def stamp(start_ms: int) -> str:
    """A time as the service writes it."""
    return f"[{start_ms // 60_000:02d}:{start_ms // 1000 % 60:02d}.{start_ms // 10 % 100:02d}]"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
