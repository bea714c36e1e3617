"""The sound card's side, with PortAudio replaced by a stand-in that behaves as its documentation says."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from lrc_studio.audio.device import DeviceOutput
from lrc_studio.audio.output import OutputError
from lrc_studio.audio.player import Player
from tests.audio.fakes import FakeOutput, counting_sound


class PortAudioError(Exception):
    pass


class CallbackStop(Exception):  # noqa: N818 (sounddevice's own name)
    pass


class Stream:
    """A stream whose callbacks the test makes happen."""

    def __init__(self, card: Card, **wanted: Any) -> None:
        if card.gone:
            raise PortAudioError("Error opening OutputStream: Device unavailable")
        self.card, self.wanted = card, wanted
        self.latency, self.device, self.stopped, self.closed = 0.15, 3, True, False
        card.streams.append(self)

    @property
    def time(self) -> float:
        if self.card.gone:
            raise PortAudioError("Error getting stream time")
        return self.card.time_s

    def start(self) -> None:
        if self.card.gone:
            raise PortAudioError("Error starting stream")
        assert self.stopped, "Stream is not stopped"
        self.stopped = False

    def abort(self, ignore_errors: bool = True) -> None:
        if not self.stopped:
            self.stopped = True
            self.wanted["finished_callback"]()

    def close(self, ignore_errors: bool = True) -> None:
        self.abort()
        self.closed = True

    def ask(self, frames: int = 800, dac_s: float | None = None) -> np.ndarray:
        """One callback; when it ends the stream, that is told, as PortAudio does."""
        out = np.full((frames, 2), 77, np.int16)
        heard_s = self.card.time_s + 0.1 if dac_s is None else dac_s
        times = SimpleNamespace(outputBufferDacTime=heard_s, currentTime=self.card.time_s)
        try:
            self.wanted["callback"](out, frames, times, None)
        except CallbackStop:
            self.wanted["finished_callback"]()
        return out


class Card(ModuleType):
    PortAudioError = PortAudioError
    CallbackStop = CallbackStop

    def __init__(self) -> None:
        super().__init__("sounddevice")
        self.streams: list[Stream] = []
        self.gone = False
        self.time_s = 50.0
        self.looked_again = 0

    def OutputStream(self, **wanted: Any) -> Stream:  # noqa: N802
        return Stream(self, **wanted)

    def query_devices(self, device: int | None = None) -> Any:
        if device is not None:
            return {"name": f"Card {device}"}
        rows = [("Microphone", 0, 0), ("Speakers", 2, 0), ("Speakers", 2, 1), ("Headphones", 2, 0), ("Mono", 1, 0)]
        return [{"name": name, "max_output_channels": most, "hostapi": system} for name, most, system in rows]

    def query_hostapis(self) -> list[dict[str, str]]:
        return [{"name": "MME"}, {"name": "WASAPI"}]

    def _terminate(self) -> None:
        self.looked_again += 1

    def _initialize(self) -> None: ...


@pytest.fixture
def card(monkeypatch: pytest.MonkeyPatch) -> Card:
    card = Card()
    monkeypatch.setitem(sys.modules, "sounddevice", card)
    return card


@pytest.fixture
def player(card: Card) -> Player:
    player = Player(DeviceOutput(), FakeOutput())
    player.load(counting_sound(1.0))
    return player


def test_nothing_is_opened_before_the_first_play(card: Card, player: Player) -> None:
    assert card.streams == []
    assert player.device_name == ""
    player.play()
    assert card.streams[0].wanted["samplerate"] == 8_000
    assert (player.device_name, player.latency_ms, player.silent) == ("Card 3", 150, False)


def test_the_position_is_the_cards_own_time(card: Card, player: Player) -> None:
    player.play()
    card.streams[0].ask(4_000, dac_s=50.1)
    assert player.position_ms == 0
    card.time_s = 50.3
    assert player.position_ms == pytest.approx(200)


def test_a_card_that_tells_no_moment_of_hearing_gets_its_usual_delay(card: Card, player: Player) -> None:
    player.play()
    card.streams[0].ask(4_000, dac_s=0.0)
    card.time_s = 50.25
    assert player.position_ms == pytest.approx(100)


def test_the_stream_is_kept_for_the_next_start_and_reopened_for_another_rate(card: Card, player: Player) -> None:
    player.play()
    player.pause()
    player.play()
    assert len(card.streams) == 1
    player.load(counting_sound(1.0, rate_hz=16_000))
    player.play()
    assert len(card.streams) == 2
    assert card.streams[0].closed


def test_it_plays_out_and_can_start_again(card: Card, player: Player) -> None:
    player.play()
    card.streams[0].ask(8_000)
    assert (player.playing, player.position_ms) == (False, 1_000)
    player.play()
    assert player.playing
    assert card.streams[0].ask(100)[50, 0] > 0


def test_a_device_that_goes_while_playing_pauses_and_the_next_play_looks_for_another(
    card: Card, player: Player
) -> None:
    told: list[bool] = []
    player.on_change.append(lambda: told.append(player.playing))
    player.play()
    card.streams[0].ask(4_000, dac_s=50.0)
    card.time_s = 50.25
    card.streams[0].wanted["finished_callback"]()
    assert told == [True, False]
    assert player.position_ms == pytest.approx(250)
    player.play()
    assert (card.looked_again, len(card.streams), player.silent) == (1, 2, False)


def test_a_device_that_went_while_paused_is_noticed_at_the_next_play(card: Card, player: Player) -> None:
    player.play()
    player.pause()
    card.gone = True
    player._fallback.silent = True
    player.play()
    assert player.playing
    assert player.silent
    player.close()


def test_a_clock_that_fails_stands_still(card: Card, player: Player) -> None:
    player.play()
    card.streams[0].ask(4_000, dac_s=50.0)
    card.time_s = 50.2
    assert player.position_ms == pytest.approx(200)
    card.gone = True
    assert player.position_ms == pytest.approx(200)


@pytest.mark.parametrize("fault", [OSError("PortAudio library not found"), PortAudioError("no device"), ValueError()])
def test_every_way_of_having_no_device_is_one_error(
    card: Card, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fail(**wanted: Any) -> None:
        raise fault

    monkeypatch.setattr(card, "OutputStream", fail)
    with pytest.raises(OutputError):
        DeviceOutput().start(44_100, _never, lambda: None)


def test_devices_that_play_are_named_apart(card: Card) -> None:
    assert DeviceOutput().names() == ("Speakers (MME)", "Speakers (WASAPI)", "Headphones")
    assert card.looked_again == 1


def test_the_chosen_device_is_opened_and_one_that_is_away_leaves_the_choice_to_the_system(
    card: Card, player: Player
) -> None:
    player.choose_output("Headphones")
    player.play()
    assert card.streams[-1].wanted["device"] == 3
    player.choose_output("Speakers (WASAPI)")
    assert player.playing
    assert card.streams[-2].closed
    assert card.streams[-1].wanted["device"] == 2
    player.choose_output("Not there")
    assert card.streams[-1].wanted["device"] is None


def test_while_it_plays_the_list_is_the_device_in_use(card: Card, player: Player) -> None:
    player.play()
    assert player.output_names() == ("Card 3",)
    player.pause()
    assert player.output_names()[-1] == "Headphones"


def test_a_missing_library_is_the_same_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Missing:
        def find_spec(self, name: str, path: object, target: object = None) -> None:
            if name == "sounddevice":
                raise OSError("PortAudio library not found")

    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    with pytest.raises(OutputError, match="PortAudio"):
        DeviceOutput().start(44_100, _never, lambda: None)


def _never(block: np.ndarray, heard_at_s: float) -> bool:
    raise AssertionError
