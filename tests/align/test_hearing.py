"""What the aligner hears: the middle of the mix, cepstra, phones, voice, with made sound."""

from __future__ import annotations

import numpy as np
import pytest

from lrc_studio.align.centre import centre
from lrc_studio.align.cepstra import cepstra, denoised, mel_powers
from lrc_studio.align.model import RATE_HZ, load_model
from lrc_studio.align.phones import normalised, phone_scores
from lrc_studio.align.separate import voice_like
from lrc_studio.align.voice import voice_logits
from tests.align.conftest import Song

AT_S = np.arange(3 * RATE_HZ) / RATE_HZ


def tone(pitch_hz: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return (0.3 * np.sin(2 * np.pi * pitch_hz * AT_S)).astype(np.float32)


def loudness(sound: np.ndarray[tuple[int], np.dtype[np.float32]]) -> float:
    return float(np.sqrt(np.mean(np.square(sound[RATE_HZ // 2 : -RATE_HZ // 2]))))


def test_the_middle_stays_exactly_and_the_sides_go() -> None:
    middle, side = tone(440), tone(900)
    assert np.abs(centre(np.stack([middle, middle], axis=1)) - middle)[64:-64].max() < 1e-4
    assert loudness(centre(np.stack([side, np.zeros_like(side)], axis=1))) < 0.01 * loudness(side)
    assert loudness(centre(np.stack([side, -side], axis=1))) < 0.01 * loudness(side)


@pytest.mark.parametrize("frames", [1, 100, 1023, 1024, 70_000])
def test_the_middle_has_the_length_of_the_song(frames: int) -> None:
    pcm = np.random.default_rng(1).normal(0, 0.1, (frames, 2)).astype(np.float32)
    assert centre(pcm).shape == (frames,)
    assert voice_like(centre(pcm)).shape == (frames,)


def test_steady_tones_are_taken_out_and_moving_ones_stay() -> None:
    steady = tone(440)
    moving = (0.3 * np.sin(2 * np.pi * 440 * AT_S + 12 * np.sin(2 * np.pi * 5 * AT_S))).astype(np.float32)
    assert loudness(voice_like(steady)) < 0.01 * loudness(steady)
    assert loudness(voice_like(moving)) > 0.2 * loudness(moving)


def test_cepstra_come_every_ten_milliseconds_whatever_the_loudness() -> None:
    sound = np.random.default_rng(2).normal(0, 0.1, RATE_HZ).astype(np.float32)
    loud, soft = cepstra(sound), cepstra(sound * np.float32(0.01))
    assert loud.shape == (98, 13)
    assert np.abs(loud - soft).max() < 0.01
    assert cepstra(np.zeros(10, np.float32)).shape == (1, 13)


def test_steady_noise_is_pushed_down_and_what_rises_over_it_stays() -> None:
    rng = np.random.default_rng(3)
    powers = rng.gamma(20, 50, (1000, 25)).astype(np.float32)
    powers[600:620] *= 100
    kept = denoised(powers) / powers
    assert kept[300:600].mean() < 0.5
    assert kept[601:610].mean() > 0.8


def test_denoising_in_segments_joins_without_a_seam() -> None:
    song = np.random.default_rng(4).normal(0, 0.1, 12 * RATE_HZ).astype(np.float32)
    powers = mel_powers(song)
    whole, tail = denoised(powers), denoised(powers[400:])
    assert np.abs(whole[850:] / tail[450:] - 1).max() < 0.01


def test_scores_of_an_average_phone_are_nothing() -> None:
    scores = phone_scores(load_model(), np.random.default_rng(5).normal(0, 5, (450, 13)).astype(np.float32))
    assert scores.shape == (450, 39 * 3)
    assert np.abs(np.log(np.exp(scores).mean(axis=1))).max() < 1e-4
    assert np.allclose(normalised(scores), scores, atol=1e-5)


def test_the_sounds_of_the_demo_are_heard_where_they_are_sung(demo: Song) -> None:
    model = load_model()
    scores = phone_scores(model, cepstra(centre(demo.pcm[: 9 * RATE_HZ])))
    boats = slice(demo.word_starts_ms[0][-1] // 10, 790)
    means = scores[boats].reshape(-1, 39, 3).max(axis=2).mean(axis=0)
    ranked = [model.phones[number] for number in np.argsort(-means)]
    assert {"OW", "AO", "UW"} & set(ranked[:3]), "a round vowel"


def test_the_voice_is_heard_in_the_demo_and_not_in_a_tone(demo: Song) -> None:
    model = load_model()
    sung = voice_logits(model, centre(demo.pcm[: 20 * RATE_HZ]))
    assert len(sung) == 20 * RATE_HZ // 512
    first_word = demo.starts_ms[0] // 32
    assert sung[first_word : first_word + 200].mean() > sung[:first_word].mean() + 1
    assert voice_logits(model, tone(440)).max() < 0
    assert voice_logits(model, np.zeros(10, np.float32)).shape == (1,)
