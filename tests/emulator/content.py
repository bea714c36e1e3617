"""The emulator's answers: lyrics registered for a file, or placeholder lines made from its hash and its length."""

from __future__ import annotations

import hashlib
from io import BytesIO

import mutagen

BYTES_PER_S = 16_000  # 128 kbit/s, where a file does not say how long it is
OPENERS = ("Lantern", "Harbour", "Paper", "Velvet", "Copper", "Winter", "River", "Silver")
MIDDLES = ("lights are", "boats come", "skies keep", "bells were", "roads run", "stars stay", "birds go", "rooms grow")
CLOSERS = (
    "turning slow",
    "home again",
    "out of tune",
    "far below",
    "in the rain",
    "past the moon",
    "wide awake",
    "still",
)
FIRST_LINE = "EMULATOR, placeholder words"


class Content:
    """Which lyrics answer which file."""

    def __init__(self) -> None:
        self._by_digest: dict[str, str] = {}

    def register(self, audio: bytes, lrc: str) -> None:
        """Answer exactly this file with these lyrics."""
        self._by_digest[hashlib.sha256(audio).hexdigest()] = lrc

    def lrc(self, digest: str, duration_s: float) -> str:
        """The registered lyrics, else the placeholder of this hash: the same in every run."""
        return self._by_digest.get(digest) or placeholder(digest, duration_s)


def duration_of(audio: bytes) -> float:
    """The song's length in seconds as its header says it; from its size where it says nothing."""
    try:
        found = mutagen.File(BytesIO(audio))
    except mutagen.MutagenError:
        found = None
    length = getattr(getattr(found, "info", None), "length", 0.0)
    return float(length) if length and length > 0 else len(audio) / BYTES_PER_S


def placeholder(digest: str, duration_s: float) -> str:
    """Lines `[mm:ss.xx]text`, 3 to 6 seconds apart, up to the end of the song."""
    dice = hashlib.sha256(digest.encode()).digest()
    lines, at_cs, number = [f"[00:00.00]{FIRST_LINE}"], 300, 0
    while at_cs < duration_s * 100 - 100:
        roll = dice[number % len(dice)] + number
        words = OPENERS[roll % 8], MIDDLES[roll // 8 % 8], CLOSERS[(roll // 64 + number) % 8]
        lines.append(f"[{at_cs // 6000:02d}:{at_cs // 100 % 60:02d}.{at_cs % 100:02d}]{' '.join(words)}")
        at_cs += 300 + roll * 37 % 301
        number += 1
    return "\n".join(lines)
