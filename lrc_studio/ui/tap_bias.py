"""What a pass of taps tells of the person's own delay, where the times were known before: offered, never taken."""

from __future__ import annotations

from PySide6.QtCore import QObject

from lrc_studio.audio.taps import judged_offsets
from lrc_studio.core.lyrics import Line, Lyrics, Origin, Word
from lrc_studio.ui.messages import Choice
from lrc_studio.ui.session import Session

_SURE = 0.8
"""The share of confidence from which a time that was found tells when something is sung."""
_LEAST_MS = 15
"""Nobody hears less."""
_FOUND = (Origin.ALIGNED, Origin.PROVIDER)


class TapBias(QObject):
    """Compares taps with the sure times they replaced, when tap sync is left; all of one speed, or nothing is told."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._before: Lyrics | None = None
        self._speeds: set[float] = set()
        session.modes.changed.connect(self._on_mode)
        session.tapping.stamped.connect(lambda _ms: self._speeds.add(session.player.speed))

    def _on_mode(self) -> None:
        tapping, now = self._session.modes.tapping, self._session.document.lyrics
        if tapping and self._before is None:
            self._before = now
            self._speeds.clear()
        elif not tapping and self._before is not None:
            before, self._before = self._before, None
            self._offer(_offsets(before, now, by_words=self._session.modes.level != "line"))

    def _offer(self, offsets_ms: list[int]) -> None:
        player = self._session.player
        if len(self._speeds) != 1 or player.player.silent:
            return
        found = judged_offsets([off / next(iter(self._speeds)) for off in offsets_ms])
        if not found.usable or abs(found.late_ms) < _LEAST_MS:
            return
        wanted_ms, when = player.tap_latency_ms + found.late_ms, "after" if found.late_ms > 0 else "before"
        self._session.messages.toast(
            f"Your {found.taps} taps came {abs(found.late_ms)} ms {when} the times found before",
            Choice(f"Take {wanted_ms:+d} ms off from now on", lambda: player.keep_tap_latency(wanted_ms)),
            kind="info",
        )


def _offsets(before: Lyrics, now: Lyrics, by_words: bool) -> list[int]:
    """How far the taps of lines, or of words, are from what stood there and was sure, in ms."""
    offsets = []
    for old, new in zip(before.lines, now.lines, strict=False):
        if old is new or old.text != new.text:
            continue
        words = zip(old.words, new.words, strict=True) if len(old.words) == len(new.words) else ()
        pairs: list[tuple[Line | Word, Line | Word]] = list(words) if by_words else [(old, new)]
        for one, two in pairs:
            tapped = two.origin is Origin.TAPPED and one is not two
            if tapped and _known(one) and one.start_ms is not None and two.start_ms is not None:
                offsets.append(two.start_ms - one.start_ms)
    return offsets


def _known(timed: Line | Word) -> bool:
    sure = timed.origin in _FOUND and timed.confidence is not None and timed.confidence >= _SURE
    return timed.locked or sure
