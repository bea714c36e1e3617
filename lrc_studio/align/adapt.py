"""Learns the singer: a linear classifier trained on the song's own first alignment, to hear the song again with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lrc_studio.align.graph import Ints
from lrc_studio.align.model import F32
from lrc_studio.align.phones import normalised
from lrc_studio.align.ticks import Tick, unheard

CHUNK_FRAMES = 2000
OFFSETS = (-9, -6, -3, 0, 3, 6, 9)
FEWEST_FRAMES = 20
PRIOR_FRAMES = 50.0
SHRINKAGE = 0.1
SUNG_LIMIT = 6.0


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """`features`: cepstra up to 90 ms around each frame (frames, 91), of unit variance; `gram`: their products."""

    features: F32
    gram: F32


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """What the classifier says: normalised `phones` (frames, phones), and how much more a frame is sung than not."""

    phones: F32
    sung: F32


def context_of(cepstrum: F32, tick: Tick = unheard) -> Context:
    """Prepare the features of a song once for all trainings; counts frames."""
    features = np.hstack([np.roll(cepstrum, -offset, axis=0) for offset in OFFSETS])
    features -= features.mean(axis=0)
    features /= features.std(axis=0) + np.float32(1e-3)
    gram = np.zeros((features.shape[1], features.shape[1]), np.float32)
    for first in range(0, len(features), CHUNK_FRAMES):
        tick(first, len(features))
        part = features[first : first + CHUNK_FRAMES]
        gram += part.T @ part
    return Context(features, gram)


def listen_again(context: Context, labels: Ints, phones: int, tick: Tick = unheard) -> Heard:
    """Train on `labels` (the phone of each frame; `phones` is a pause, -1 unknown) and score every frame.

    A linear discriminant with shared covariance; both covariance and class means are pulled towards the middle, since a
    song has few frames of rare phones and some labels are wrong.
    """
    features = context.features
    out = Heard(np.zeros((len(features), phones), np.float32), np.zeros(len(features), np.float32))
    counts = np.bincount(labels[labels >= 0], minlength=phones + 1)
    classes = [label for label in range(phones + 1) if counts[label] > FEWEST_FRAMES]
    if len(classes) < 2:
        return out
    factors, offsets = _weights(context, labels, classes, counts[classes].astype(np.float32)[:, None])
    for first in range(0, len(features), CHUNK_FRAMES):
        tick(first, len(features))
        part = slice(first, first + CHUNK_FRAMES)
        out.phones[part], out.sung[part] = _told(features[part] @ factors.T - offsets, classes, phones)
    return out


def _told(scores: F32, classes: list[int], phones: int) -> tuple[F32, F32]:
    """Normalised scores of all phones (an untrained one is the unlikeliest), and how far a pause is behind."""
    voiced = [column for column, label in enumerate(classes) if label < phones]
    heard = np.repeat(scores.min(axis=1, keepdims=True), phones, axis=1)
    heard[:, [classes[column] for column in voiced]] = scores[:, voiced]
    even = normalised(heard)
    if classes[-1] != phones:
        return even, np.zeros(len(even), np.float32)
    return even, np.clip(heard[:, 0] - even[:, 0] - scores[:, -1], -SUNG_LIMIT, SUNG_LIMIT)


def _weights(context: Context, labels: Ints, classes: list[int], sizes: F32) -> tuple[F32, F32]:
    features = context.features
    members = (labels[None, :] == np.array(classes)[:, None]).astype(np.float32)
    plain = members @ features / sizes
    means = plain * (sizes / (sizes + np.float32(PRIOR_FRAMES)))
    left_out = features[members.sum(axis=0) == 0]
    cross = (plain * sizes).T @ means
    scatter = context.gram - left_out.T @ left_out - cross - cross.T + (means * sizes).T @ means
    scatter /= sizes.sum()
    width = len(scatter)
    scatter = (1 - SHRINKAGE) * scatter + SHRINKAGE * np.eye(width) * np.trace(scatter) / width
    factors: F32 = np.linalg.solve(scatter.astype(np.float64), means.T.astype(np.float64)).T.astype(np.float32)
    return factors, np.float32(0.5) * (factors * means).sum(axis=1)
