"""A supply that a thread of its own prepares ahead, so that a device never waits for it."""

from __future__ import annotations

import threading
from collections import deque

from lrc_studio.audio.supply import Piece, Supply

AHEAD_S = 2.0
CHUNK_S = 0.25
PAUSE_S = 0.02


class AheadSupply:
    """Keeps up to two seconds of another supply ready.

    The device's callback takes from a queue without a lock; only where the queue has run dry does it ask the other
    supply itself.
    """

    def __init__(self, supply: Supply, rate_hz: int) -> None:
        self._supply = supply
        self._chunk = round(CHUNK_S * rate_hz)
        self._most = round(AHEAD_S / CHUNK_S)
        self._ready: deque[Piece] = deque()
        self._begun: Piece | None = None
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._prepare()
        self._thread = threading.Thread(target=self._run, name="sound-ahead", daemon=True)
        self._thread.start()

    @property
    def finished(self) -> bool:
        """Whether all has been taken."""
        if self._begun or self._ready or not self._supply.finished:
            return False
        with self._lock:  # the thread may be about to add the very last piece
            return not self._ready

    def take(self, count: int) -> Piece:
        """The next frames, from the queue as a rule."""
        piece, self._begun = self._begun or self._next(), None
        if len(piece.samples) > count:
            piece, self._begun = piece.split(count)
        return piece

    def close(self) -> None:
        """End the thread."""
        self._closed.set()
        self._thread.join()
        self._supply.close()

    def _next(self) -> Piece:
        try:
            return self._ready.popleft()
        except IndexError:
            with self._lock:
                return self._ready.popleft() if self._ready else self._supply.take(self._chunk)

    def _prepare(self) -> bool:
        """Add one piece to the queue; False where there is none to be had now."""
        with self._lock:
            if self._supply.finished:
                return False
            piece = self._supply.take(self._chunk)
            if len(piece.samples):
                self._ready.append(piece)
            return bool(len(piece.samples))

    def _run(self) -> None:
        while not self._closed.is_set():
            if len(self._ready) >= self._most or not self._prepare():
                self._closed.wait(PAUSE_S)
