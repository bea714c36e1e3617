"""What a container gets wrong is said in one line; one that tells the truth is passed in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from lrc_studio.audio.sound import load
from lrc_studio.audio.truth import Mp3Head, Sizes, mp3_head, truth
from tests.audio.songs import tone, without_first_frame, write_song


def sizes(*packets: int) -> Sizes:
    made = Sizes()
    for size in packets:
        made.add(size)
    return made


CBR, VBR = sizes(100, 417, 418, 417, 418, 0), sizes(100, 313, 417, 522, 626, 0)


@pytest.mark.parametrize(
    ("head", "packets", "declared_ms", "said"),
    [
        (Mp3Head(False, False), VBR, 10_000, "Its bit rate varies and it has no index"),
        (Mp3Head(True, True), VBR, 10_000, None),
        (Mp3Head(True, False), CBR, 10_000, "It does not state its encoder's delay"),
        (None, VBR, 10_000, None),
        (None, CBR, 12_345, "It claims to last 0:12.345; its sound lasts 0:10.000."),
        (None, CBR, None, None),
    ],
)
def test_each_lie_has_its_line(head: Mp3Head | None, packets: Sizes, declared_ms: int | None, said: str | None) -> None:
    line = truth(head, packets, declared_ms, 10_000)
    assert (line is None) == (said is None)
    assert line is None or (said is not None and line.startswith(said) and line.endswith("counted in samples."))


def test_a_real_file_is_judged_when_it_is_loaded(tmp_path: Path) -> None:
    whole = write_song(tmp_path / "song.mp3", tone(8.0, 44_100))
    assert mp3_head(whole) == Mp3Head(length=True, delay=True)
    assert load(whole, lambda _sound: None).truth is None
    bare = without_first_frame(whole)
    assert mp3_head(bare) == Mp3Head(length=False, delay=False)
    found = load(bare, lambda _sound: None).truth
    assert found is not None
    assert load(write_song(tmp_path / "song.flac", tone(2.0, 44_100)), lambda _sound: None).truth is None
