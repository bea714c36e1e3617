"""`peaks`: a song's length, sample rate and the shape of its sound."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from lrc_studio.cli import streams
from lrc_studio.cli.parsing import counting
from lrc_studio.cli.verb import OpenApp, Verb

if TYPE_CHECKING:
    from lrc_studio.workflows.song_peaks import SongPeaks

POINTS = 1000
MOST_POINTS = 1_000_000
ROW_CHARS = 72
BARS = " ▁▂▃▄▅▆▇█"


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("audio", metavar="AUDIO", help="the song")
    parser.add_argument("--points", metavar="N", type=_points, help=f"how many pairs (default: {POINTS})")
    parser.add_argument("--json", action="store_true", help="as JSON")


def _run(arguments: argparse.Namespace, open_app: OpenApp) -> int:  # noqa: ARG001
    from lrc_studio.cli.progress import shown
    from lrc_studio.cli.reading import existing
    from lrc_studio.workflows.song_peaks import song_peaks

    audio = existing(arguments.audio)
    points = arguments.points or (POINTS if arguments.json else ROW_CHARS)
    with shown(arguments.progress) as report:
        found = song_peaks(audio, points, report)
    if found.damage:
        streams.say(found.damage)
    streams.put(_as_json(found) if arguments.json else _as_text(found))
    return 0


def _points(text: str) -> int:
    points = counting(text)
    if points > MOST_POINTS:
        raise argparse.ArgumentTypeError(f"more than {MOST_POINTS} pairs are not made")
    return points


def _as_json(found: SongPeaks) -> str:
    value = {
        "duration_ms": found.duration_ms,
        "sample_rate_hz": found.sample_rate_hz,
        "channels": found.channels,
        "peaks": found.peaks,
    }
    return json.dumps(value) + "\n"


def _as_text(found: SongPeaks) -> str:
    """The facts, and rows of bars as high as each stretch is loud."""
    from lrc_studio.core.timecode import format_time

    heights = [max(abs(low), abs(high)) for low, high in found.peaks]
    bars = "".join(BARS[min(round(height * (len(BARS) - 1)), len(BARS) - 1)] for height in heights)
    rows = [bars[at : at + ROW_CHARS] for at in range(0, len(bars), ROW_CHARS)]
    facts = f"{format_time(found.duration_ms)}, {found.sample_rate_hz} Hz, channels: {found.channels}"
    return "\n".join([facts, *rows]) + "\n"


VERB = Verb("peaks", "Show a song's length, sample rate and the shape of its sound.", _arguments, _run)
