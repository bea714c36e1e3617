"""`python -m tests.emulator`: the service on this computer, to try the whole window without an account."""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
from pathlib import Path

from tests.emulator.server import Emulator

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"

TOLD = """EMULATOR of AI LRC Generator at {origin}, {speed:g} virtual seconds each second. Nothing leaves this computer.

Point the program at it, in another terminal:
  LRC_STUDIO_URL_AILRC={origin} LRC_STUDIO_KEY_AILRC={key} python -m lrc_studio
or leave LRC_STUDIO_KEY_AILRC out and enter one of these keys in the window:
{keys}
Admin plane: {origin}/__emu__/state with the header X-Emulator-Token: {token}
Ctrl+C ends it; its tasks are gone then."""


def main(arguments: list[str]) -> int:
    """Serve until Ctrl+C."""
    parser = argparse.ArgumentParser(prog="python -m tests.emulator", description=__doc__)
    parser.add_argument("--port", type=int, default=8765, help="the loopback port (default 8765; 0 takes a free one)")
    parser.add_argument("--speed", type=float, default=20.0, help="virtual seconds for each real one (default 20)")
    chosen = parser.parse_args(arguments)
    with Emulator(port=chosen.port, speed=chosen.speed, start_s=time.time()) as emulator:
        emulator.tasks.begin_at(time.time_ns() // 1_000_000)
        know_demo_song(emulator)
        say(told(emulator, chosen.speed))
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            say("The emulator has ended.")
    return 0


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
