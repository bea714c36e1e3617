"""How much each moment sounds like each part of each phone."""

from __future__ import annotations

import numpy as np

from lrc_studio.align.cepstra import streams
from lrc_studio.align.model import F32, Model
from lrc_studio.align.ticks import Tick, unheard

CHUNK_FRAMES = 200
VOWELS = frozenset(("AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER", "EY", "IH", "IY", "OW", "OY", "UH", "UW"))


def phone_scores(model: Model, cepstrum: F32, tick: Tick = unheard) -> F32:
    """Log likelihood of every phone state (frames, phones x 3), normalised so that an average state has 0."""
    parts = streams(cepstrum)
    tables = [_table(model, stream) for stream in range(len(parts))]
    count = len(cepstrum)
    scores = np.zeros((count, model.log_weights.shape[0] * model.log_weights.shape[3]), np.float32)
    for start in range(0, count, CHUNK_FRAMES):
        tick(start, count)
        for part, table in zip(parts, tables, strict=True):
            scores[start : start + CHUNK_FRAMES] += _stream_scores(part[start : start + CHUNK_FRAMES], *table)
        scores[start : start + CHUNK_FRAMES] = normalised(scores[start : start + CHUNK_FRAMES])
    return scores


def normalised(scores: F32) -> F32:
    """`scores` less the log of their mean likelihood along the last axis."""
    top = scores.max(axis=-1, keepdims=True)
    lowered = scores - top
    even: F32 = lowered - np.log(np.exp(lowered).mean(axis=-1, keepdims=True))
    return even


def _table(model: Model, stream: int) -> tuple[F32, F32, F32]:
    """A Gaussian's exponent as one matrix product: (26, Gaussians) for squares and values, a constant, the weights."""
    means, log_variances = model.means[:, stream], model.log_variances[:, stream]
    sharp = np.exp(-log_variances)
    constant = -0.5 * (log_variances + np.float32(np.log(2 * np.pi)) + means * means * sharp).sum(axis=2)
    factors = np.concatenate([-0.5 * sharp, means * sharp], axis=2)
    width = factors.shape[2]
    matrix = np.ascontiguousarray(factors.reshape(-1, width).T)
    return matrix, constant.reshape(-1), np.exp(model.log_weights[:, stream])


def _stream_scores(part: F32, matrix: F32, constant: F32, weights: F32) -> F32:
    phones, densities, states = weights.shape
    exponents = np.hstack([part * part, part]) @ matrix
    exponents += constant
    exponents = exponents.reshape(-1, phones, densities)
    top = exponents.max(axis=2, keepdims=True)
    exponents -= top
    np.exp(exponents, out=exponents)
    mixed = np.matmul(exponents.transpose(1, 0, 2), weights).transpose(1, 0, 2)
    scores: F32 = (top + np.log(mixed + np.float32(1e-30))).reshape(len(part), phones * states)
    return scores
