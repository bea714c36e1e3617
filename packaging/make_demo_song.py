"""Makes the demo song: `resources/samples/demo.ogg`, its plain lyrics and its true line and word times.

Run from the checkout: `python packaging/make_demo_song.py [--flite PATH]`. The results are committed; the program and
its tests need none of this. Besides the program's own packages it needs

- the speech synthesiser Flite with its `slt` voice (Debian: `apt-get install flite`), which says the lines and tells
  how long each sound lasts;
- `pip install pyworld "setuptools<81" scipy soundfile` (WORLD moves the spoken lines to the tune; scipy filters and
  mixes; soundfile encodes Ogg Vorbis, which PyAV's wheels do not).

Everything random has a fixed seed, so the same times and the same sound come out again.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
from demo_song import band, cover, encode, mix, score, singer
from numpy.typing import NDArray

SAMPLES = Path(__file__).resolve().parent.parent / "resources" / "samples"
SEED = 1907
HARMONY_LINES = (4, 6, 11, 12)  # a third below the tune, 0-based

Track = NDArray[np.float64]


def main() -> None:
    """Write the three files and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--flite", default=shutil.which("flite") or "flite", help="the Flite program")
    parser.add_argument("--folder", type=Path, default=SAMPLES, help="where to write")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    lines = score.sung_lines()
    takes = [singer.speak(line, options.flite) for line in lines]
    places = [singer.placed(line, take) for line, take in zip(lines, takes, strict=True)]
    sound = _sound(lines, takes, places)
    encode.write_ogg(options.folder / "demo.ogg", sound, cover.png())
    (options.folder / "demo.txt").write_text(score.lyrics_text(), encoding="utf-8")
    truth = {"lines": [_true_line(line, place) for line, place in zip(lines, places, strict=True)]}
    (options.folder / "demo.truth.json").write_text(json.dumps(truth, indent=1) + "\n", encoding="utf-8")
    size_kb = (options.folder / "demo.ogg").stat().st_size / 1000
    print(f"{len(sound) / band.RATE_HZ:.1f} s, {size_kb:.0f} kB, {mix.loudness_lufs(sound):.1f} LUFS")


def _sound(
    lines: list[score.SungLine], takes: list[singer.Speech], places: list[list[singer.Sound]]
) -> NDArray[np.float64]:
    rng = np.random.default_rng(SEED)
    everything = range(len(lines))

    def part(which: range | tuple[int, ...], shift: int, late_s: float) -> Track:
        track = np.zeros(len(band.silence()))
        for k in which:
            start_s, samples = singer.sing(lines[k], takes[k], places[k], rng, shift)
            at = round((start_s + late_s) * band.RATE_HZ)
            track[at : at + len(samples)] += samples[: len(track) - at]
        return mix.treated_voice(track)

    voice = part(everything, 0, 0.0)
    doubles = part(everything, 0, 0.017), part(everything, 0, 0.026)
    harmony = part(HARMONY_LINES, -2, 0.008)
    return mix.mixed(voice, doubles, harmony, band.play(rng), rng)


def _true_line(line: score.SungLine, sounds: list[singer.Sound]) -> dict[str, object]:
    words = []
    for k, text in enumerate(line.words):
        own = [sound for sound in sounds if sound.word == k]
        start_ms, end_ms = round(own[0].sung_s[0] * 1000), round(own[-1].sung_s[1] * 1000)
        words.append({"start_ms": start_ms, "end_ms": end_ms, "text": text})
    return {"start_ms": words[0]["start_ms"], "end_ms": words[-1]["end_ms"], "text": line.text, "words": words}


if __name__ == "__main__":
    main()
