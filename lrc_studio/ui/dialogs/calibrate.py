"""Tap along with clicks: finds how late taps come with this sound device, and takes it off every stamp."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from lrc_studio.audio.taps import CLICKS, COUNT_IN, FEWEST_TAPS, Judgement, click_track, judged
from lrc_studio.ui.dialogs.frame import SMALL_PX, Frame
from lrc_studio.ui.player import PlayerLink
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import button, label

_PAD_PX = 120


class CalibrateDialog(Frame):
    """Plays clicks on the song's own device and clock; the song stays where it was paused."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, "Calibrate taps", SMALL_PX, parent)
        session.player.player.pause()
        self._link = PlayerLink(session.player.player.beside(), self)
        self._sound = click_track()
        self._link.player.load(self._sound)
        self._taps_ms: list[float] = []
        self._judgement: Judgement | None = None
        self._say = label("", "secondary")
        self._say.setWordWrap(True)
        self._say.setMinimumHeight(session.theme.length(54))
        self.body.addWidget(self._say)
        self._pad = self._made_pad()
        self.body.addWidget(self._pad)
        self._forget = button("Take no delay off", "quiet")
        self._forget.clicked.connect(self._on_forget)
        self._forget.setVisible(session.player.tap_latency_ms != 0)
        self.foot.addWidget(self._forget)
        self._primary = self.finish("Start", self._on_primary)
        self._link.changed.connect(self._on_played)
        self.finished.connect(self._on_finished)
        self._tell_begin()

    def _made_pad(self) -> QPushButton:
        pad = button("Tap here or press Space", large=True)
        pad.setStyleSheet(f"min-height: {self.session.theme.length(_PAD_PX)}px;")  # the style sheet's own would win
        pad.setEnabled(False)
        pad.pressed.connect(self._on_tapped)  # at the press, not the release
        return pad

    def _tell_begin(self) -> None:
        now_ms = self.session.player.tap_latency_ms
        known = f" Now {now_ms:+d} ms are taken off with this device." if now_ms else ""
        begin = f"Clicks play for 18 seconds. Listen to the first {COUNT_IN}, then tap along as you would with a song."
        self._say.setText(begin + known)

    def _on_primary(self) -> None:
        if self._judgement is not None and self._judgement.usable:
            self.session.player.keep_tap_latency(self._judgement.late_ms)
            self.accept()
            return
        self._taps_ms, self._judgement = [], None
        self._primary.setEnabled(False)
        self._pad.setEnabled(True)
        self._pad.setFocus()
        self._link.play(0)

    def _on_tapped(self) -> None:
        if self._link.playing:
            self._taps_ms.append(self._link.player.position_ms)
            heard = judged(self._taps_ms)
            self._say.setText(f"{heard.taps} of {CLICKS - COUNT_IN} taps.")

    def _on_played(self) -> None:
        if self._primary.isEnabled():  # nothing was begun, or it is over
            return
        if self._link.player.lost:
            self._end("The sound device was unplugged. Nothing has changed.")
        elif self._link.playing and self._link.player.silent:
            self._end("There is no sound device to hear the clicks on.")
            self._link.player.pause()
        elif not self._link.playing:
            self._judge()

    def _end(self, words: str, primary: str = "Try again") -> None:
        """The clicks are over: say why or what was found, and what the button does then."""
        self._say.setText(words)
        self._primary.setText(primary)
        self._pad.setEnabled(False)
        self._primary.setEnabled(True)
        self._primary.setFocus()

    def _judge(self) -> None:
        found = self._judgement = judged(self._taps_ms)
        device = self._link.player.device_name
        if found.usable:
            when = "after" if found.late_ms >= 0 else "before"
            self._end(
                f"Your taps come {abs(found.late_ms)} ms {when} the sound, give or take {found.spread_ms} ms. "
                f"Stamps will be corrected by that with “{device}”.",
                f"Keep {found.late_ms:+d} ms",
            )
            return
        few = "The taps were too uneven" if found.taps >= FEWEST_TAPS else "There were too few taps"
        self._end(f"{few} to tell. Nothing has changed.")

    def _on_forget(self) -> None:
        self.session.player.keep_tap_latency(0)
        self.accept()

    def _on_finished(self) -> None:
        self._link.player.load(None)
        self._link.player.on_change.clear()
        self._sound.close()
