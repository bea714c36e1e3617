"""Tap sync: presses become times of the player's own clock, one undo step each, and can be taken back one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from lrc_studio.core import edits
from lrc_studio.core.edits.units import Unit
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.core.timecode import format_time
from lrc_studio.ui.document import Document
from lrc_studio.ui.modes import Modes
from lrc_studio.ui.player import PlayerLink

_LONGEST_HOLD_S = 600.0
Spot = tuple[int, int]
"""A row, and the place of a unit in its line."""


@dataclass(frozen=True, slots=True)
class _Stamp:
    """A stamp of this pass: where undo stood after it, what it timed, and when."""

    index: int
    spot: Spot
    ms: int


class Tapping(QObject):
    """The verbs of tap sync; each takes `late_ms`, how long ago the key was pressed.

    A time is what was heard then, less the person's own delay with the device in use. Signals: `stamped(ms)`,
    `kept(row)` where a verified time was passed over, and `lit(verb, down)` for the bar that shows the keys.
    """

    stamped = Signal(int)
    kept = Signal(int)
    lit = Signal(str, bool)

    def __init__(
        self,
        document: Document,
        player: PlayerLink,
        modes: Modes,
        rewind_ms: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._player, self._modes = document, player, modes
        self._rewind_ms = rewind_ms
        self._done: list[_Stamp] = []
        self._held: Spot | None = None
        self._last: Spot | None = None
        self._serial = 0
        self._before_pass = 0
        """How many stamps are from before the song was last sent to another time."""
        self._past = False
        """Whether the last unit of all is stamped: a press too many must not move it."""
        self.over_verified = False
        """Whether verified times are tapped over too, after the person said so."""
        document.undo_stack.indexChanged.connect(self._on_index)
        modes.changed.connect(self._on_mode)
        modes.moved.connect(self._on_moved)
        player.sought.connect(self._on_sought)

    @property
    def held(self) -> Spot | None:
        """The unit that is held now."""
        return self._held

    def stamp(self, late_ms: float = 0.0) -> None:
        """Begin the next unit and go on; while one is held this is a boundary without a gap."""
        self._stamp(late_ms, self._held)

    def hold(self, late_ms: float = 0.0) -> None:
        """Begin the next unit, which lasts until `release`."""
        spot = self._spot()
        if spot is not None and self._held is None and not self._past:
            if self._begin(spot, self._moment_of(spot, late_ms)):
                self._held = spot
                self._modes.go_to(*spot)  # it stays in sight while it is held
            else:
                self._go_on()

    def release(self, late_ms: float = 0.0) -> None:
        """End the unit that is held."""
        self.release_at(self.moment_ms(late_ms))

    def release_at(self, ms: int) -> None:
        """End the unit that is held at a moment that was asked for before."""
        held, self._held = self._held, None
        if held:
            self._end(held, ms)
            self._go_on()

    def next(self, late_ms: float = 0.0) -> None:
        """End the unit stamped last and begin the next one, without a gap."""
        self._stamp(late_ms, self._last)

    def end(self, late_ms: float = 0.0) -> None:
        """End the unit stamped last; the next one stays next."""
        if self._held:
            self.release(late_ms)
        elif self._last:
            self._end(self._last, self.moment_ms(late_ms))

    def take_back(self) -> None:
        """Take the last stamp back and go to a while before it; with none left, clear the unit before the next one."""
        self._held = None
        stack = self._document.undo_stack
        if self._done and self._done[-1].index == stack.index():
            ms: int | None = self._done[-1].ms
            stack.undo()
        else:
            ms = self._clear_previous()
        if ms is not None:
            self._player.seek(ms - self._rewind_ms())

    def moment_ms(self, late_ms: float = 0.0) -> int:
        """What a press or a release means that came `late_ms` ago."""
        gone_ms = round(late_ms * self._player.speed) if self._player.playing else 0
        return max(0, self._player.stamp_ms - gone_ms)

    def step_line(self, by: int) -> None:
        """Go to the next (1) or previous (-1) line that is sung."""
        spot = self._spot()
        row = self._sung_row(spot[0] + by if spot else 0, by)
        if row is not None:
            self._modes.go_to(row)

    def step_unit(self, by: int) -> None:
        """Go to the next (1) or previous (-1) unit."""
        spot = self._spot()
        found = spot and self._beside(spot, by)
        if found:
            self._modes.go_to(*found)

    def _stamp(self, late_ms: float, ending: Spot | None) -> None:
        """Begin a unit and go on; while one is held, the one after it, which is held from then on."""
        spot = self._beside(self._held, 1) if self._held else self._spot()
        if spot is None or self._past:
            return
        held, self._held = self._held, None
        begun = self._begin(spot, self._moment_of(spot, late_ms), ending or held)
        self._modes.go_to(*spot)
        if held and begun:
            self._held = spot
        else:
            self._go_on()

    def _moment_of(self, spot: Spot, late_ms: float) -> int:
        """What a press means for a unit that comes next: in one pass never a time before the last one's.

        A person's delay is taken off what plays only, so that a press right after the start would come out earlier
        than one before it.
        """
        ms = self.moment_ms(late_ms)
        done = self._done[-1] if len(self._done) > self._before_pass else None
        return max(ms, done.ms) if done and done.spot < spot and not self._player.looping else ms

    def _spot(self) -> Spot | None:
        row = self._document.selection.current
        if row is None:
            row = self._sung_row(0, 1)
        elif not self._units(row):
            row = self._sung_row(row, 1)
        if row is None:
            return None
        place = self._modes.place if row == self._document.selection.current else 0
        return row, min(place, len(self._units(row)) - 1)

    def _units(self, row: int) -> tuple[Unit, ...]:
        return self._modes.units(self._document.lyrics.lines[row])

    def _sung_row(self, row: int, by: int) -> int | None:
        lines = self._document.lyrics.lines
        while 0 <= row < len(lines):
            if lines[row].text.strip():
                return row
            row += by
        return None

    def _beside(self, spot: Spot, by: int) -> Spot | None:
        row, place = spot
        if 0 <= place + by < len(self._units(row)):
            return row, place + by
        beside = self._sung_row(row + by, by)
        if beside is None:
            return None
        return beside, 0 if by > 0 else len(self._units(beside)) - 1

    def _begin(self, spot: Spot, ms: int, ending: Spot | None = None) -> bool:
        """Write the start, and in the same step the end of `ending`; False where a verified time stays."""
        row, place = spot
        self._last = None
        if self._verified(row, place):
            if ending:
                self._end(ending, ms)
            self.kept.emit(row)
            return False
        level, language = self._modes.level, self._modes.language

        def change(old: Lyrics) -> Lyrics:
            if ending:
                old = edits.end_unit(old, *ending, level, ms, language)
            return edits.begin_unit(old, row, place, level, ms, language)

        self._serial += 1
        if self._document.edit(f"stamp {self._named(spot)} at {format_time(ms)}", change, f"tap:{self._serial}"):
            self._done.append(_Stamp(self._document.undo_stack.index(), spot, ms))
        self._last = spot
        self.stamped.emit(ms)
        return True

    def _verified(self, row: int, place: int) -> bool:
        found = self._units(row)
        return not self.over_verified and place < len(found) and found[place].locked

    def _end(self, spot: Spot, ms: int) -> None:
        """Write an end; where nothing was done since its start, both are one step, however long the unit was held."""
        level, language = self._modes.level, self._modes.language
        done = self._done[-1] if self._done else None
        if done is None or done.spot != spot or done.index != self._document.undo_stack.index():
            self._serial += 1
        label = f"stamp {self._named(spot)} to {format_time(ms)}"
        self._document.edit(
            label, lambda old: edits.end_unit(old, *spot, level, ms, language), f"tap:{self._serial}", _LONGEST_HOLD_S
        )
        if done and done.index < self._document.undo_stack.index():
            self._done.append(_Stamp(self._document.undo_stack.index(), spot, ms))

    def _named(self, spot: Spot) -> str:
        row, place = spot
        if self._modes.level == "line":
            return f"line {row + 1}"
        return f"{self._modes.level} {place + 1} of line {row + 1}"

    def _go_on(self) -> None:
        spot = self._spot()
        found = spot and self._beside(spot, 1)
        if found:
            self._modes.go_to(*found)
        else:
            self._past = True

    def _on_sought(self) -> None:
        self._before_pass = len(self._done)

    def _on_moved(self) -> None:
        self._past = False

    def _clear_previous(self) -> int | None:
        """Clear the unit before the next one, where it is not verified; gives the time it had."""
        spot = self._spot()
        before = spot and self._beside(spot, -1)
        if not before or self._verified(*before):
            return None
        row, place = before
        ms = self._units(row)[place].start_ms
        level, language = self._modes.level, self._modes.language

        def change(old: Lyrics) -> Lyrics:
            if level == "line":
                return edits.clear_times(old, [row])
            return edits.clear_unit(old, row, place, level, language)

        if ms is not None:
            self._document.edit(f"clear {self._named(before)}", change)
        self._modes.go_to(row, place)
        return ms

    def _on_index(self, index: int) -> None:
        """After an undo the unit whose stamp is gone is next again."""
        gone: _Stamp | None = None
        while self._done and self._done[-1].index > index:
            gone = self._done.pop()
        self._before_pass = min(self._before_pass, len(self._done))
        if gone:
            self._last = self._done[-1].spot if self._done else None
            self._modes.go_to(*gone.spot)

    def _on_mode(self) -> None:
        self._held = None
        if not self._modes.tapping:
            self._done.clear()
            self._before_pass = 0
            self._last, self.over_verified = None, False
