"""How much the picture of the wave costs: loading against bare decoding, and columns at every zoom."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from lrc_studio.audio.sound import Sound, load
from tests.audio.songs import write_song

COLUMNS = 1_600
RATE_HZ = 44_100
SECONDS = 240


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four minutes of noise that swells, which an mp3 finds as hard as music."""
    rng = np.random.default_rng(1)
    swell = np.sin(np.arange(SECONDS * RATE_HZ) / RATE_HZ) * 6_000
    pcm = (rng.standard_normal((SECONDS * RATE_HZ, 2)) * swell[:, None]).clip(-30_000, 30_000).astype(np.int16)
    return write_song(tmp_path_factory.mktemp("songs") / "song.mp3", pcm)


@pytest.fixture(scope="module")
def sound(song: Path) -> Sound:
    return load(song, lambda sound: None)


def decode_bare(path: Path) -> int:
    """The decoder and the samples it gives, nothing done with them."""
    with av.open(str(path)) as container:
        return sum(frame.to_ndarray().shape[1] for frame in container.decode(audio=0))


def cpu_s(work: Callable[[], object]) -> float:
    """CPU seconds, so that other work on the machine counts less."""
    began_s = time.process_time()
    work()
    return time.process_time() - began_s


def test_loading_takes_little_more_than_the_decoder(benchmark: Callable[..., Any], song: Path) -> None:
    def pair_s() -> tuple[float, float]:
        return cpu_s(lambda: decode_bare(song)), cpu_s(lambda: load(song, lambda sound: None).close())

    pairs = benchmark.pedantic(lambda: [pair_s() for _ in range(8)], rounds=1)
    bare_s, whole_s = (min(times) for times in zip(*pairs, strict=True))
    benchmark.extra_info["ratio"] = round(whole_s / bare_s, 3)
    print(f"bare decoder {bare_s:.3f} s, whole load {whole_s:.3f} s, ratio {whole_s / bare_s:.2f}")  # noqa: T201
    assert whole_s / bare_s < 1.3


def test_the_first_shape_is_there_at_once(benchmark: Callable[..., Any], song: Path) -> None:
    def first_shape_s() -> float:
        began_s, shown_s = time.perf_counter(), []
        load(song, lambda sound: shown_s.append(time.perf_counter() - began_s)).close()
        return shown_s[0]

    assert min(benchmark.pedantic(lambda: [first_shape_s() for _ in range(3)], rounds=1)) < 0.15


@pytest.mark.parametrize("span_s", [0.01, 0.1, 0.5, 0.57, 0.6, 2, 10, 60, SECONDS])
def test_columns_at_every_zoom(benchmark: Callable[..., Any], sound: Sound, span_s: float) -> None:
    first = min(100.0, SECONDS - span_s) * RATE_HZ
    benchmark(sound.pyramid.columns, first, first + span_s * RATE_HZ, COLUMNS)
    assert benchmark.stats.stats.median < 0.00015
