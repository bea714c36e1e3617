"""What is known of a song before a byte leaves: its kind, its size, its digest, and the smaller copy it could be."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from lrc_studio.audio.encode import MonoCopy, plan_mono
from lrc_studio.core.errors import InputError, StudioError, TierError
from lrc_studio.core.progress import Progress, Report, silent
from lrc_studio.core.sizes import MB, MIB, megabytes

KINDS = ("mp3", "wav", "ogg", "flac")
HEAD_BYTES = 12
CHUNK_BYTES = 2**20
TITLE_CHARS = 80


@dataclass(frozen=True, slots=True)
class Preflight:
    """A song as a service would take it.

    `trouble` says why it cannot be sent as it is, None where it can; `copy` is the smaller copy that could be sent
    instead. `warning` is a sentence where the service may still refuse the size.
    """

    path: Path
    bytes: int
    trouble: StudioError | None = None
    copy: MonoCopy | None = None
    warning: str = ""


def preflight(path: Path, service: str, max_bytes: int) -> Preflight:
    """Look at the song at `path` for a service (its label) that takes files of `max_bytes`; nothing is sent.

    Kind by name and by first bytes, then decodable, then size (the documentation of AI LRC Generator: mp3, wav, ogg,
    flac; sizes by tier). Raises InputError where it is no song that can be read.
    """
    from lrc_studio.audio.decode import probe

    probe(path)
    size = path.stat().st_size
    trouble = _trouble(path, size, service, max_bytes)
    if trouble is None:
        # Whether a tier's MB are decimal is not documented, so a song between the two may be refused.
        unsure = size > max_bytes // MIB * MB
        warning = f"{path.name} is {megabytes(size)}, close to the limit; {service} may refuse it." if unsure else ""
        return Preflight(path, size, warning=warning)
    return Preflight(path, size, trouble, plan_mono(path, max_bytes))


def _trouble(path: Path, size: int, service: str, max_bytes: int) -> StudioError | None:
    kind = path.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        return InputError(f"{service} takes mp3, wav, ogg and flac, and {path.name} is another kind. Nothing was sent.")
    if _kind_of(path) != kind:
        return InputError(f"{path.name} is not the {kind} file that its name says. Nothing was sent.")
    if size > max_bytes:
        limit = megabytes(max_bytes, MIB)
        return TierError(
            f"{path.name} is {megabytes(size, MIB)}, and this key takes songs up to {limit}. Nothing was sent."
        )
    return None


def _kind_of(path: Path) -> str:
    """The kind by the first bytes; empty for any that no service takes."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "wav"
    if head[:4] in (b"OggS", b"fLaC"):
        return "ogg" if head[:4] == b"OggS" else "flac"
    layer = head[1] & 0x06 if len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 else 0  # 0 there is AAC
    return "mp3" if layer or head[:3] == b"ID3" else ""


def with_copy(found: Preflight) -> StudioError | None:
    """The trouble with, in its sentence, the size of the copy that can be sent instead."""
    if found.trouble is None or found.copy is None:
        return found.trouble
    return type(found.trouble)(
        f"{found.trouble} A mono MP3 of {megabytes(found.copy.bytes)} made from it can be sent instead: open it alone "
        "in the window, or use --smaller-copy on the command line."
    )


def copy_for(found: Preflight, wanted: bool) -> MonoCopy | None:
    """The copy to send in place of the song, None for the song itself. Raises the trouble where neither can go.

    `wanted` says that the person agreed to a copy.
    """
    if wanted and found.trouble is not None and found.copy is not None:
        return found.copy
    trouble = with_copy(found)
    if trouble is not None:
        raise trouble
    return None


def digest_of(path: Path, report: Report = silent) -> str:
    """The SHA-256 of the song's bytes, in hex; the same song is the same whatever it is called. Raises InputError."""
    hashed, done = hashlib.sha256(), 0
    try:
        total = path.stat().st_size
        with path.open("rb") as file:
            while chunk := file.read(CHUNK_BYTES):
                hashed.update(chunk)
                done += len(chunk)
                report(Progress("check", done, total, "Looking at the song"))
    except OSError as error:
        raise InputError(f"{path.name} cannot be read. Check that it is still there.") from error
    return hashed.hexdigest()


def upload_name(title: str, suffix: str) -> str:
    """The name a song has at the service: its title, not the path it has here."""
    plain = "".join(char if char.isprintable() and char not in '/\\:*?"<>|[]' else " " for char in title)
    return f"{' '.join(plain.split())[:TITLE_CHARS] or 'Song'}{suffix.lower()}"
