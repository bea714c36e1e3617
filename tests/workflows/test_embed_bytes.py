"""Writing, replacing and removing lyrics leaves every other tag as it was, byte for byte."""

from __future__ import annotations

import base64
import struct
from pathlib import Path

import mutagen
import pytest
from mutagen import flac, mp4

from lrc_studio.workflows.embed import EmbedOptions, embed, lyrics_in, remove
from tests.workflows.raw_tags import frame, id3, rest_of, tag_of
from tests.workflows.tagged_songs import LINES, PNG, WORDS, make_song

LATIN, UTF16 = b"\0", b"\1"
COVER = LATIN + b"image/png\0\x03\0" + PNG


def wide(text: str) -> bytes:
    return UTF16 + b"\xff\xfe" + text.encode("utf-16-le")


def frames(version: int) -> list[tuple[bytes, bytes]]:
    chapter = struct.pack(">IIII", 0, 1000, 0xFFFFFFFF, 0xFFFFFFFF) + frame(version, b"TIT2", LATIN + b"Part")
    return [
        (b"TIT2", wide("Ön 灯台")),
        (b"TPE1", LATIN + b"A/B"),
        (b"TXXX", LATIN + b"replaygain_track_gain\0-7.03 dB"),
        (b"TXXX", wide("replaygain_track_peak\0")[:-2] + b"\0\0\xff\xfe" + "0.98".encode("utf-16-le")),
        (b"TXXX", LATIN + b"MY OWN\0yes"),
        (b"APIC", COVER),
        (b"APIC", LATIN + b"image/jpeg\0\x04back\0" + bytes(range(256))),
        (b"COMM", LATIN + b"eng\0hello"),
        (b"PRIV", b"somebody\0\x00\xff\x01"),
        (b"GEOB", LATIN + b"a/b\0f\0d\0" + bytes(50)),
        (b"UFID", b"http://example.org\0\x01\x02"),
        (b"POPM", b"me@example.org\0\xff\0\0\0\x03"),
        (b"PCNT", b"\0\0\0\x07"),
        (b"SYLT", LATIN + b"eng\x02\x05chords\0Am\0\0\0\0\0"),
        (b"CHAP", b"c1\0" + chapter),
        (b"CTOC", b"toc\0\x03\x01c1\0"),
        (b"XYZ9", b"nobody knows this one"),
        (b"COMM", LATIN + b"eng\0the same once more"),
        (b"TCOM", LATIN),
        (b"TLEN", b"\x09 of no encoding"),
        (b"TXXX", b"\x01"),
        (b"TYER", LATIN + b"2001") if version == 3 else (b"TDRC", LATIN + b"2001-02"),
    ]


def comments(file: mutagen.FileType) -> None:
    file["title"], file["ARTIST"], file["Album Artist"] = "Ön the Hill", ["A", "B"], "C"
    file["replaygain_track_gain"], file["R128_TRACK_GAIN"], file["X_MINE"] = "-7.03 dB", "-512", "yes"
    file["CHAPTER001"], file["CHAPTER001NAME"] = "00:00:00.000", "Part"
    picture = flac.Picture()
    picture.data, picture.type, picture.mime = PNG, 3, "image/png"
    if isinstance(file, flac.FLAC):
        file.add_picture(picture)
        file.metadata_blocks.append(flac.SeekTable(struct.pack(">QQH", 0, 0, 4096)))
        application = flac.MetadataBlock(b"ABCDmine")
        application.code = 2
        file.metadata_blocks.append(application)
    else:
        file["METADATA_BLOCK_PICTURE"] = base64.b64encode(picture.write()).decode()


def test_lengths_as_itunes_wrote_them_do_not_harm(tmp_path: Path) -> None:
    """Version 2.4 with lengths of eight bits a byte, which beside frames of the right kind are rubbish."""
    path = make_song(tmp_path, "mp3")
    body = frame(3, b"COMM", LATIN + b"eng\0" + b"x" * 300) + frame(3, b"TIT2", LATIN + b"Title")
    path.write_bytes(tag_of(4, body + bytes(40)) + path.read_bytes())
    embed(WORDS, path)
    found = dict(rest_of(path))
    assert (found[b"TIT2"], found[b"COMM"]) == (b"\0\0" + LATIN + b"Title", b"\0\0" + LATIN + b"eng\0" + b"x" * 300)


def test_bytes_that_were_made_safe_as_a_whole_come_back(tmp_path: Path) -> None:
    """The tag's own flag alone says that a zero was put after each 0xff; the new tag has no such flag."""
    path = make_song(tmp_path, "mp3")
    safe = COVER.replace(PNG, b"\xff\x00\xe0\xff\x00\x00" + bytes(5))
    path.write_bytes(tag_of(4, frame(4, b"APIC", safe) + bytes(40), flags=0x80) + path.read_bytes())
    before = mutagen.File(path).tags["APIC:"].data
    embed(WORDS, path)
    assert mutagen.File(path).tags["APIC:"].data == before == b"\xff\xe0\xff\x00" + bytes(5)


def chunked(path: Path, tag: bytes) -> None:
    """Put a tag between chunks that belong to other programs, of odd length too."""
    data, order, name = path.read_bytes(), *(("<", b"id3 ") if path.suffix == ".wav" else (">", b"ID3 "))
    chunks = ((b"bext", bytes(601)), (name, tag), (b"cue ", bytes(28)))
    for kind, content in chunks:
        data += kind + struct.pack(f"{order}I", len(content)) + content + bytes(len(content) % 2)
    path.write_bytes(data[:4] + struct.pack(f"{order}I", len(data) - 8) + data[8:])


def tagged(folder: Path, suffix: str, version: int) -> Path:
    path = make_song(folder, suffix)
    if suffix == "mp3":
        data = path.read_bytes()
        size = 10 + int.from_bytes(data[8:10], "big") if data[:3] == b"ID3" else 0
        path.write_bytes(id3(version, frames(version)) + data[size:])
    elif suffix in ("wav", "aiff"):
        chunked(path, id3(version, frames(version)))
    elif suffix == "m4a":
        file = mp4.MP4(path)
        file["\xa9nam"], file["trkn"], file["cpil"], file["tmpo"] = "Ön the Hill", [(3, 12)], True, [120]
        file["covr"] = [mp4.MP4Cover(PNG, 14), mp4.MP4Cover(b"\xff\xd8\xff" + bytes(9), 13)]
        file["----:com.apple.iTunes:replaygain_track_gain"] = [mp4.MP4FreeForm(b"-7.03 dB", 1)]
        file["----:org.example:mine"] = [mp4.MP4FreeForm(b"\x00\xff", 0), mp4.MP4FreeForm(b"two", 1)]
        file.save()
        chapters(path)
    else:
        file = mutagen.File(path)
        if file.tags is None:
            file.add_tags()
        comments(file)
        file.save()
    return path


def chapters(path: Path) -> None:
    """Put Nero's list of chapters into the last atom of the file, which is the one that holds the tags."""
    data = path.read_bytes()
    part = struct.pack(">QB", 0, 4) + b"Part"
    chpl = struct.pack(">I", 17 + len(part)) + b"chpl" + b"\x01\0\0\0\0\0\0\0\x01" + part
    moov, udta = data.rindex(b"moov") - 4, data.rindex(b"udta") - 4
    sizes = {at: struct.unpack(">I", data[at : at + 4])[0] for at in (moov, udta)}
    assert moov + sizes[moov] == len(data)
    end = udta + sizes[udta]
    data = data[:end] + chpl + data[end:]
    for at, size in sizes.items():
        data = data[:at] + struct.pack(">I", size + len(chpl)) + data[at + 4 :]
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("suffix", "version"),
    [
        *((suffix, version) for suffix in ("mp3", "wav", "aiff") for version in (3, 4)),
        *((suffix, 0) for suffix in ("flac", "m4a", "ogg", "opus")),
    ],
)
def test_every_other_tag_stays_to_the_byte(tmp_path: Path, suffix: str, version: int) -> None:
    path = tagged(tmp_path, suffix, version)
    before = rest_of(path)
    names = b" ".join(name.upper() for name, _ in before)
    assert b"CHAP" in names or b"CHPL" in names or suffix in ("flac", "ogg", "opus")
    assert len(before) > 10
    for work in (lambda: embed(WORDS, path), lambda: embed(LINES, path, EmbedOptions("txt", synced=False))):
        work()
        assert lyrics_in(path)
        assert rest_of(path) == before
    assert remove(path)
    assert rest_of(path) == before
