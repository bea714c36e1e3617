"""The vocal centre as a sound of its own."""

from __future__ import annotations

import numpy as np
import pytest

from lrc_studio.audio.decode import SongFacts
from lrc_studio.audio.player import Player
from lrc_studio.audio.sound import Sound
from lrc_studio.core.errors import Cancelled
from lrc_studio.core.progress import Progress, silent
from lrc_studio.workflows.vocal_centre import vocal_centre
from tests.audio.fakes import FakeOutput
from tests.audio.songs import tone

RATE_HZ = 16_000
SECONDS = 23.0


@pytest.fixture
def song() -> Sound:
    """440 Hz in the middle, 1,500 Hz on the left alone."""
    pcm = tone(SECONDS, RATE_HZ, 440.0, 0.3).astype(np.int32)
    pcm[:, 0] += tone(SECONDS, RATE_HZ, 1_500.0, 0.3)[:, 0]
    sound = Sound(SongFacts(round(SECONDS * 1000), RATE_HZ, 2, "wav"), RATE_HZ)
    sound.append(pcm.astype(np.int16))
    sound.finish()
    return sound


def test_what_is_in_the_middle_stays_and_what_is_aside_goes_over_every_seam(song: Sound) -> None:
    seen: list[Progress] = []
    made = vocal_centre(song, lambda _sound: None, seen.append)
    assert (made.frames, made.rate_hz, made.complete) == (song.frames, RATE_HZ, True)
    pcm = made.samples(0, made.frames)
    np.testing.assert_array_equal(pcm[:, 0], pcm[:, 1])
    middle = tone(SECONDS, RATE_HZ, 440.0, 0.3)[:, 0].astype(float)
    for second in (1, 9, 10, 19, 20, 21):  # a stretch is ten seconds long
        part = slice(second * RATE_HZ, (second + 1) * RATE_HZ)
        off = pcm[part, 0] - middle[part]
        assert np.sqrt(np.square(off).mean()) < 0.05 * np.sqrt(np.square(middle[part]).mean())
    assert [progress.done for progress in seen] == [160_000, 320_000, 368_000]


def test_cancelling_gives_its_memory_back(song: Sound) -> None:
    begun: list[Sound] = []

    def stop(_progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        vocal_centre(song, begun.append, stop)
    assert begun[0].frames == 0


def test_it_is_heard_in_the_songs_place_as_far_as_it_is_made(song: Sound) -> None:
    device = FakeOutput()
    player = Player(device)
    player.load(song)
    player.play(9_000)
    device.advance(0.3)
    half = Sound(song.facts, RATE_HZ)
    half.append(np.full((10 * RATE_HZ, 2), 77, np.int16))
    player.listen_to(half)
    assert player.playing
    device.heard.clear()
    device.advance(1.5)
    heard = np.concatenate([block for _, block in device.heard])[:, 0]
    assert np.count_nonzero(heard == 77) > 0.5 * RATE_HZ
    assert np.abs(heard[-RATE_HZ // 4 :]).max() > 5_000  # the song itself, where no more is made yet
    whole = vocal_centre(song, lambda _sound: None, silent)
    player.listen_to(whole)
    device.heard.clear()
    device.advance(0.5)
    assert np.abs(np.concatenate([block for _, block in device.heard])).max() < 12_000
    player.close()
