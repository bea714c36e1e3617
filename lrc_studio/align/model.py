"""The shipped numbers: Gaussians of the 39 English phones and the weights of the voice detector."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lrc_studio.resources import resource

F32 = NDArray[np.float32]
RATE_HZ = 16_000
"""The sample rate everything in this room works at."""
FRAME_MS = 10
"""One frame of phone scores."""
STATES = 3
"""Parts (beginning, middle, end) of a phone."""


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """`means`, `log_variances`: (phone, stream, Gaussian, 13); `log_weights`: (.., Gaussian, state)."""

    phones: tuple[str, ...]
    means: F32
    log_variances: F32
    log_weights: F32
    voice: dict[str, F32]


@lru_cache(maxsize=1)
def load_model() -> Model:
    """Read the model once (about 20 ms). Raises FileNotFoundError where the installation is incomplete."""
    with np.load(resource("align", "model.npz"), allow_pickle=False) as packed:
        arrays: dict[str, NDArray[Any]] = {name: packed[name] for name in packed.files}
    voice = {name[6:]: arrays[name].astype(np.float32) for name in arrays if name.startswith("voice_")}
    return Model(
        phones=tuple(str(phone) for phone in arrays["phones"]),
        means=arrays["means"].astype(np.float32),
        log_variances=arrays["log_variances"].astype(np.float32),
        log_weights=arrays["log_weights"].astype(np.float32),
        voice=voice,
    )
