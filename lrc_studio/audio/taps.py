"""How late a person taps: clicks to tap along with, and what the taps tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lrc_studio.audio.sound import Sound

RATE_HZ = 48_000
FIRST_MS, EVERY_MS, CLICKS = 1_000, 600, 28
COUNT_IN = 4
"""Clicks that are only listened to: nobody is in time with the first."""
MOST_OFF_MS = 280
FEWEST_TAPS = 8
SPREAD_OF_MEDIAN = 1.4826
"""What the median of the distances is multiplied with to be a standard deviation, of what is spread normally."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Taps come `late_ms` after what is heard (negative: before), give or take `spread_ms`; from `taps` of them."""

    late_ms: int
    spread_ms: int
    taps: int

    @property
    def usable(self) -> bool:
        """Whether there were enough taps, and even ones."""
        return self.taps >= FEWEST_TAPS and self.spread_ms <= 60


def judged(taps_ms: Sequence[float]) -> Judgement:
    """What taps at these places of the click track tell; those far from every click are slips and do not count."""
    return judged_offsets([tap - _nearest_ms(tap) for tap in taps_ms if tap > FIRST_MS + (COUNT_IN - 0.5) * EVERY_MS])


def judged_offsets(offsets_ms: Sequence[float]) -> Judgement:
    """What taps so long after what they mean tell; those far off are slips and do not count."""
    late = [off for off in offsets_ms if abs(off) <= MOST_OFF_MS]
    if not late:
        return Judgement(0, 0, 0)
    middle = median(late)
    spread = median(abs(off - middle) for off in late) * SPREAD_OF_MEDIAN
    return Judgement(round(middle), round(spread), len(late))


def _nearest_ms(ms: float) -> int:
    number = min(max(round((ms - FIRST_MS) / EVERY_MS), 0), CLICKS - 1)
    return FIRST_MS + number * EVERY_MS


def click_track() -> Sound:
    """About 18 seconds of even clicks; the first four are higher."""
    import numpy as np

    from lrc_studio.audio.decode import SongFacts
    from lrc_studio.audio.sound import Sound

    length_ms = FIRST_MS + CLICKS * EVERY_MS
    pcm = np.zeros((length_ms * RATE_HZ // 1000, 2), np.int16)
    at_s = np.arange(RATE_HZ // 50) / RATE_HZ
    for number in range(CLICKS):
        hz = 1_760 if number < COUNT_IN else 1_320
        first = (FIRST_MS + number * EVERY_MS) * RATE_HZ // 1000
        tone = 16_000 * np.cos(2 * np.pi * hz * at_s) * np.exp(-300 * at_s)
        pcm[first : first + len(at_s)] = tone.astype(np.int16)[:, None]
    sound = Sound(SongFacts(length_ms, RATE_HZ, 2, "wav"), RATE_HZ)
    sound.append(pcm)
    sound.finish()
    return sound
