"""Listening to the singing: the vocal centre of a song, as the aligner hears it, as a sound of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lrc_studio.core.progress import Progress, Report

if TYPE_CHECKING:
    from lrc_studio.audio.sound import Sound

STRETCH_S = 10
WINDOW_S = 0.064
"""The aligner's own window."""
LISTENING = "Finding the vocal centre"


def vocal_centre(sound: Sound, started: Callable[[Sound], None], report: Report) -> Sound:
    """The middle of the stereo picture of a whole song, the same length and rate, in both channels.

    To be called in a worker thread. `started` gets the sound at once; it grows while it is made. `report` may raise
    `Cancelled`; whatever is raised, the made sound is closed.
    """
    import numpy as np

    from lrc_studio.align.centre import centre
    from lrc_studio.audio.sound import Sound

    window_frames = 1 << round(np.log2(WINDOW_S * sound.rate_hz))
    made, stretch = Sound(sound.facts, sound.rate_hz), STRETCH_S * sound.rate_hz
    try:
        started(made)
        frames = sound.frames
        for first in range(0, frames, stretch):
            begins = max(0, first - window_frames)
            count = min(stretch, frames - first)
            pcm = sound.samples(begins, first - begins + count + window_frames).astype(np.float32)
            middle = centre(pcm, window_frames=window_frames)[first - begins : first - begins + count]
            mono = np.clip(np.rint(middle), -32_768, 32_767).astype(np.int16)
            made.append(np.stack((mono, mono), axis=1))
            report(Progress("voice", first + count, frames, LISTENING))
        made.finish()
    except BaseException:
        made.close()
        raise
    return made
