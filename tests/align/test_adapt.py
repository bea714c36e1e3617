"""Learning the singer and judging the result, with made evidence."""

from __future__ import annotations

import numpy as np

from lrc_studio.align.adapt import context_of, listen_again
from lrc_studio.align.confidence import place_trust, song_trust


def test_the_classifier_tells_apart_what_it_was_shown() -> None:
    rng = np.random.default_rng(0)
    labels = np.repeat(rng.integers(0, 4, 150), 20).astype(np.int32)
    centres = rng.normal(0, 2, (4, 13))
    cepstrum = (centres[labels] + rng.normal(0, 1, (len(labels), 13))).astype(np.float32)
    wrong = labels.copy()
    wrong[rng.random(len(labels)) < 0.2] = 1
    heard = listen_again(context_of(cepstrum), wrong, 3)
    sung = labels < 3
    assert heard.phones.shape == (len(labels), 3)
    assert (heard.phones[sung].argmax(axis=1) == labels[sung]).mean() > 0.9
    assert heard.sung[sung].mean() > 1 > -1 > heard.sung[~sung].mean()


def test_too_little_to_learn_from_changes_nothing() -> None:
    heard = listen_again(context_of(np.zeros((12, 13), np.float32)), np.zeros(12, np.int32), 39)
    assert not heard.phones.any()
    assert not heard.sung.any()


def test_trust_falls_with_disagreement_slowness_and_strange_sounds() -> None:
    agreed = np.zeros(200)
    assert song_trust(agreed, 0.8) > 0.95
    assert song_trust(agreed + 0.5, 0.8) < 0.1
    assert song_trust(np.where(np.arange(200) < 60, 0.5, 0), 0.8) < 0.3
    assert song_trust(agreed, -0.6) < 0.1
    assert song_trust(agreed[:1], 0.8) < 0.6
    spread_s, slow = np.array([0.0, 0.0, 0.5, 5.0]), np.array([0.0, 1.5, 0.0, 1.5])
    trust = place_trust(spread_s, slow)
    assert trust[0] > 0.95
    assert trust[0] > trust[1] > trust[3]
    assert trust[0] > trust[2] > trust[3]
    assert trust[3] < 0.1
