"""Where somebody sings: the Silero voice detector (16 kHz network, version 6) in numpy."""

from __future__ import annotations

import numpy as np

from lrc_studio.align.model import F32, Model
from lrc_studio.align.ticks import Tick, unheard

STEP = 512
CONTEXT = 64
STEP_S = STEP / 16_000
CHUNK_STEPS = 128
STRIDES = (1, 2, 2, 1)
LIMIT = 7.0


def voice_logits(model: Model, sound: F32, tick: Tick = unheard) -> F32:
    """Log odds (-7..7) that somebody speaks or sings, one number each 32 ms of the mono `sound`; at least one."""
    weights = model.voice
    loud = sound * np.float32(0.9 / (float(np.abs(sound).max(initial=0)) + 1e-9))
    count = max(1, len(loud) // STEP)
    padded = np.zeros(CONTEXT + count * STEP, np.float32)
    padded[CONTEXT : CONTEXT + len(loud)] = loud[: count * STEP]
    pieces = np.lib.stride_tricks.sliding_window_view(padded, CONTEXT + STEP)[::STEP]
    features = np.empty((count, weights["conv3_bias"].size), np.float32)
    for start in range(0, count, CHUNK_STEPS):
        tick(start, 2 * count)
        features[start : start + CHUNK_STEPS] = _encoded(pieces[start : start + CHUNK_STEPS], weights)
    hidden = np.maximum(_remembered(features, weights, tick), 0)
    logits = hidden @ weights["last_weight"][0, :, 0] + weights["last_bias"][0]
    found: F32 = np.clip(logits, -LIMIT, LIMIT)
    return found


def _encoded(pieces: F32, weights: dict[str, F32]) -> F32:
    """Four short spectra of each piece, then four small convolutions down to one column."""
    pieces = np.pad(pieces, ((0, 0), (0, CONTEXT)), mode="reflect")
    quarters = np.lib.stride_tricks.sliding_window_view(pieces, 256, axis=1)[:, ::128]
    waves = quarters @ weights["stft"][:, 0].T
    half = waves.shape[2] // 2
    layer: F32 = np.sqrt(np.square(waves[..., :half]) + np.square(waves[..., half:]))
    for number, stride in enumerate(STRIDES):
        layer = _convolved(layer, weights[f"conv{number}_weight"], weights[f"conv{number}_bias"], stride)
    return layer[:, 0]


def _convolved(layer: F32, weight: F32, bias: F32, stride: int) -> F32:
    """A convolution of width 3 over time, then the positive part; `layer` is (pieces, time, channels)."""
    padded = np.pad(layer, ((0, 0), (1, 1), (0, 0)))
    outputs = (layer.shape[1] - 1) // stride + 1
    total = np.broadcast_to(bias, (layer.shape[0], outputs, bias.size)).copy()
    for tap in range(3):
        total += padded[:, tap : tap + stride * (outputs - 1) + 1 : stride] @ weight[:, :, tap].T
    return np.maximum(total, 0)


def _remembered(features: F32, weights: dict[str, F32], tick: Tick) -> F32:
    """The recurrent layer, step by step: its memory reaches back over minutes, so the song cannot be cut in pieces."""
    width = weights["lstm_weight_hh"].shape[1]
    half = np.full(4 * width, 0.5, np.float32)
    half[2 * width : 3 * width] = 1.0  # a gate is half a tanh of half its input; the new content is a whole one
    inputs = (features @ weights["lstm_weight_ih"].T + weights["lstm_bias_ih"] + weights["lstm_bias_hh"]) * half
    again = np.ascontiguousarray(weights["lstm_weight_hh"].T) * half
    out = np.zeros((len(features) + 1, width), np.float32)
    cell = np.zeros(width, np.float32)
    for step, given in enumerate(inputs):
        if step % CHUNK_STEPS == 0:
            tick(len(inputs) + step, 2 * len(inputs))
        bent = np.tanh(given + out[step] @ again)
        gates = bent * np.float32(0.5) + np.float32(0.5)
        cell = gates[width : 2 * width] * cell + gates[:width] * bent[2 * width : 3 * width]
        np.multiply(gates[3 * width :], np.tanh(cell), out=out[step + 1])
    return out[1:]
