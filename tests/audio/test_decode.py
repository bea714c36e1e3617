"""Any usual song becomes the right samples; a bad one becomes one sentence."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import numpy as np
import pytest

from lrc_studio.audio.decode import SongReader, blocks, decode_16k, probe
from lrc_studio.core.errors import Cancelled, InputError
from lrc_studio.core.progress import Progress
from tests.audio.songs import KINDS, VORBIS_CLICK, clicks, first_loud_ms, tone, write_silent_video, write_song


def whole(path: Path, rate_hz: int | None = None) -> np.ndarray:
    return np.concatenate(list(blocks(path, rate_hz)))


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as told:
        probe(path)
    sentence = str(told.value)
    assert str(path.parent) not in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize("suffix", KINDS)
def test_a_click_is_at_its_sample_in_every_kind_of_file(tmp_path: Path, suffix: str) -> None:
    rate_hz = KINDS[suffix][2]
    path = write_song(tmp_path / f"song.{suffix}", clicks(2.0, rate_hz), video=suffix in ("mp4", "mkv"))
    facts = probe(path)
    pcm = whole(path)
    assert (facts.rate_hz, facts.channels) == (rate_hz, 2)
    assert facts.duration_ms == pytest.approx(2000, abs=60)
    assert pcm.dtype == np.int16
    assert pcm.shape[1] == 2
    assert len(pcm) * 1000 / rate_hz == pytest.approx(2000, abs=30)
    assert first_loud_ms(pcm, rate_hz) == pytest.approx(1000, abs=1)


def test_a_click_is_at_its_sample_in_ogg_vorbis() -> None:
    facts = probe(VORBIS_CLICK)
    pcm = whole(VORBIS_CLICK)
    assert (facts.container, facts.duration_ms) == ("ogg", 2000)
    assert len(pcm) == 88_200
    assert first_loud_ms(pcm, 44_100) == pytest.approx(1000, abs=1)


@pytest.mark.parametrize("suffix", ["wav", "mp3", "opus", "m4a"])
def test_the_aligners_samples_keep_the_time(tmp_path: Path, suffix: str) -> None:
    path = write_song(tmp_path / f"song.{suffix}", clicks(2.0, KINDS[suffix][2]))
    reports: list[Progress] = []
    samples = decode_16k(path, reports.append)
    assert samples.dtype == np.float32
    assert samples.shape[1] == 2
    assert samples.flags.c_contiguous
    assert float(np.abs(samples).max()) == pytest.approx(24_000 / 32_768, rel=0.35)
    assert first_loud_ms((samples * 32_767).astype(np.int16), 16_000) == pytest.approx(1000, abs=1)
    assert {report.phase for report in reports} == {"decode"}
    assert reports[-1].done == reports[-1].total == len(samples) // 16


def test_decoding_for_the_aligner_can_be_cancelled(tmp_path: Path) -> None:
    path = write_song(tmp_path / "song.wav", clicks(2.0, 44_100))

    def cancel(progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        decode_16k(path, cancel)


def test_a_song_longer_than_it_claims_is_decoded_whole(tmp_path: Path) -> None:
    path = write_song(tmp_path / "song.wav", tone(3.0, 44_100))
    data = bytearray(path.read_bytes())
    at = data.index(b"data") + 4
    data[at : at + 4] = b"\xff\xff\xff\xff"  # what a streaming encoder leaves
    path.write_bytes(data)
    assert len(whole(path)) == pytest.approx(3 * 44_100, abs=2)
    assert len(decode_16k(path)) == pytest.approx(3 * 16_000, abs=20)


def test_mono_is_doubled_at_full_loudness(tmp_path: Path) -> None:
    pcm = tone(0.5, 44_100)[:, :1]
    decoded = whole(write_song(tmp_path / "song.wav", pcm))
    np.testing.assert_array_equal(decoded, np.repeat(pcm, 2, axis=1))


def test_surround_is_mixed_down(tmp_path: Path) -> None:
    pcm = np.repeat(tone(0.5, 44_100, height=0.2)[:, :1], 6, axis=1)
    decoded = whole(write_song(tmp_path / "song.flac", pcm))
    assert decoded.shape[1] == 2
    assert abs(decoded).max() > 3_000


def test_rates_above_48_khz_come_down_to_it(tmp_path: Path) -> None:
    path = write_song(tmp_path / "song.flac", clicks(2.0, 96_000), rate_hz=96_000)
    with SongReader(path) as reader:
        pcm = np.concatenate(list(reader.blocks()))
        assert (reader.facts.rate_hz, reader.rate_hz) == (96_000, 48_000)
    assert first_loud_ms(pcm, 48_000) == pytest.approx(1000, abs=1)
    assert len(pcm) == pytest.approx(96_000, abs=50)


@pytest.mark.parametrize("suffix", ["mp3", "m4a", "opus"])
def test_broken_places_are_passed_over(tmp_path: Path, suffix: str) -> None:
    rate_hz = KINDS[suffix][2]
    path = write_song(tmp_path / f"song.{suffix}", tone(6.0, rate_hz))
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 600] = bytes(range(200)) * 3
    path.write_bytes(data)
    with SongReader(path) as reader:
        pcm = np.concatenate(list(reader.blocks()))
    assert len(pcm) / rate_hz == pytest.approx(6, abs=1.2 if suffix == "opus" else 0.3)  # a page of ogg holds up to 1 s
    assert abs(pcm[-22_050:-4_410]).max() > 10_000


def test_a_cut_off_song_gives_what_there_is_and_says_so(tmp_path: Path) -> None:
    path = write_song(tmp_path / "song.mp3", tone(6.0, 44_100))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with SongReader(path) as reader:
        pcm = np.concatenate(list(reader.blocks()))
        assert len(pcm) / 44_100 == pytest.approx(3, abs=0.4)
        assert reader.damage is not None
        assert "of 0:06 could be read" in reader.damage
    reports: list[Progress] = []
    decode_16k(path, reports.append)
    assert reports[-1].message == reader.damage


def test_an_mp3_that_states_no_length_is_not_called_cut_off(tmp_path: Path) -> None:
    path = write_song(tmp_path / "song.mp3", tone(6.0, 44_100))
    data = path.read_bytes()
    path.write_bytes(data.replace(b"Xing", bytes(4)).replace(b"Info", bytes(4))[: len(data) // 2])
    with SongReader(path) as reader:
        list(reader.blocks())
        assert reader.damage is None


def test_a_good_song_has_no_damage(tmp_path: Path) -> None:
    for suffix, (_, _, rate_hz) in KINDS.items():
        with SongReader(write_song(tmp_path / f"song.{suffix}", tone(2.0, rate_hz))) as reader:
            list(reader.blocks())
            assert reader.damage is None, suffix


def test_what_is_no_song_is_refused_in_one_sentence(tmp_path: Path) -> None:
    text = tmp_path / "song.mp3"
    text.write_text("This is a letter, not a song.\n" * 200)
    noise = tmp_path / "noise.ogg"
    noise.write_bytes(np.random.default_rng(1).bytes(50_000))
    empty = tmp_path / "empty.wav"
    empty.touch()
    assert "song.mp3" in refusal(text)
    assert "noise.ogg" in refusal(noise)
    assert "is empty" in refusal(empty)
    assert "was not found" in refusal(tmp_path / "gone.mp3")
    assert "is a folder" in refusal(tmp_path)
    assert "no sound" in refusal(write_silent_video(tmp_path / "clip.mp4"))


def test_a_header_with_nothing_behind_it_is_refused(tmp_path: Path) -> None:
    path = write_song(tmp_path / "song.m4a", tone(2.0, 44_100))
    data = bytearray(path.read_bytes())
    at = data.index(b"mdat") + 4
    end = data.index(b"moov") - 4
    data[at:end] = np.random.default_rng(2).bytes(end - at)
    path.write_bytes(data)
    assert "song.m4a" in refusal(path)


def test_a_playlist_cannot_make_the_decoder_open_other_files(tmp_path: Path) -> None:
    song = write_song(tmp_path / "other.wav", tone(0.5, 44_100))
    playlist = tmp_path / "song.m3u8"
    playlist.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{song.name}\n#EXT-X-ENDLIST\n")
    assert "song.m3u8" in refusal(playlist)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs on this system")
def test_a_fifo_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.mp3"
    os.mkfifo(pipe)
    done = threading.Event()

    def look() -> None:
        refusal(pipe)
        done.set()

    threading.Thread(target=look, daemon=True).start()
    assert done.wait(10)


def test_a_song_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_song(tmp_path / "song.wav", tone(0.2, 44_100))

    def forbid(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", forbid)  # as root, permissions forbid nothing
    assert "may not be read" in refusal(path)


def test_names_that_are_no_text_or_look_like_an_address(tmp_path: Path) -> None:
    for name in ("http:song.wav", "lied – ünï.wav", "a%20b?x=1#y.wav"):
        plain = write_song(tmp_path / "plain.wav", tone(0.2, 44_100))
        if os.name != "nt":
            assert len(whole(plain.rename(tmp_path / name))) == pytest.approx(8_820, abs=1)
