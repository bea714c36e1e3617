"""Reading an upload, strictly: one file in `file`, perhaps one text in `fileName`, a kind that name and bytes share."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from email.message import Message
from pathlib import PurePosixPath

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser
from starlette.requests import Request

from tests.emulator.journal import Entry

SLACK_BYTES = 65_536  # boundaries, headers of the parts and the name


class BadUploadError(Exception):
    """A missing or invalid field; the text is for the answer's `message`."""


class TooLargeError(Exception):
    """The body is larger than the tier's file and its wrapping can be."""


@dataclass(slots=True)
class Part:
    """One part of the body."""

    name: str
    file_name: str | None
    data: bytearray = field(default_factory=bytearray)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent, the name it came with and the name it was given."""

    data: bytes
    original_name: str
    given_name: str | None

    @property
    def digest(self) -> str:
        """SHA-256 of the file."""
        return hashlib.sha256(self.data).hexdigest()


def refuse_early(request: Request, most_bytes: int) -> None:
    """Raise TooLargeError by Content-Length alone, before a byte of the body is read."""
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > most_bytes + SLACK_BYTES:
        raise TooLargeError


async def read_upload(request: Request, entry: Entry, most_bytes: int) -> Upload:
    """The upload; raises BadUploadError or TooLargeError. Digest and size of the body go to the journal."""
    boundary = boundary_of(request.headers.get("content-type", ""))
    reader = PartsReader(boundary)
    digest = hashlib.sha256()
    async for chunk in request.stream():
        digest.update(chunk)
        entry.body_bytes += len(chunk)
        if entry.body_bytes > most_bytes + SLACK_BYTES:
            raise TooLargeError
        reader.take(chunk)
    entry.body_digest = digest.hexdigest()
    parts = reader.finish()
    entry.fields = {part.name: part.file_name or bytes(part.data[:500]).decode("utf-8", "replace") for part in parts}
    return chosen(parts)


def boundary_of(content_type: str) -> bytes:
    """The boundary of a multipart/form-data header; BadUploadError for another type or none."""
    header = Message()
    header["content-type"] = content_type
    boundary = header.get_param("boundary")
    if header.get_content_type() != "multipart/form-data" or not isinstance(boundary, str) or not boundary:
        raise BadUploadError("Content-Type must be multipart/form-data with a boundary")
    return boundary.encode("latin-1")


def chosen(parts: list[Part]) -> Upload:
    """The file and the name among the parts; what else was sent is ignored, as the documentation says nothing of it."""
    files = [part for part in parts if part.name == "file"]
    names = [part for part in parts if part.name == "fileName"]
    if len(files) != 1 or files[0].file_name is None:
        raise BadUploadError("The field file is missing")
    if len(names) > 1 or any(part.file_name is not None for part in names):
        raise BadUploadError("The field fileName must be one text")
    upload = Upload(bytes(files[0].data), files[0].file_name, names[0].data.decode("utf-8") if names else None)
    check_kind(upload)
    return upload


def check_kind(upload: Upload) -> None:
    """Raise BadUploadError unless the suffix is a documented one and the first bytes agree with it."""
    suffix = PurePosixPath(upload.original_name).suffix.lower().lstrip(".")
    if suffix not in {"mp3", "wav", "ogg", "flac"}:
        raise BadUploadError("Unsupported file type: mp3, wav, ogg and flac are accepted")
    if kind_of(upload.data[:12]) != suffix:
        raise BadUploadError(f"The file is no {suffix}")


def kind_of(head: bytes) -> str | None:
    """What the first bytes say: mp3, wav, ogg, flac or None."""
    if head[:3] == b"ID3" or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0):
        return "mp3"
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "wav"
    return {b"OggS": "ogg", b"fLaC": "flac"}.get(head[:4])


class PartsReader:
    """Collects the parts while the body comes in."""

    def __init__(self, boundary: bytes) -> None:
        self._parts: list[Part] = []
        self._headers: list[tuple[bytearray, bytearray]] = []
        self._ended = False
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._headers.clear,
                "on_header_begin": lambda: self._headers.append((bytearray(), bytearray())),
                "on_header_field": lambda data, start, end: self._headers[-1][0].extend(data[start:end]),
                "on_header_value": lambda data, start, end: self._headers[-1][1].extend(data[start:end]),
                "on_headers_finished": self._begin,
                "on_part_data": lambda data, start, end: self._parts[-1].data.extend(memoryview(data)[start:end]),
                "on_end": self._end,
            },
        )

    def take(self, chunk: bytes) -> None:
        """Read on."""
        try:
            self._parser.write(chunk)
        except (MultipartParseError, UnicodeDecodeError) as error:
            raise BadUploadError("The multipart body cannot be read") from error

    def finish(self) -> list[Part]:
        """All parts; BadUploadError when the closing boundary never came."""
        if not self._ended:
            raise BadUploadError("The multipart body is cut")
        return self._parts

    def _begin(self) -> None:
        fields = {name.decode("latin-1").lower(): value.decode("utf-8") for name, value in self._headers}
        header = Message()
        header["content-disposition"] = fields.get("content-disposition", "")
        name = header.get_param("name", header="content-disposition")
        if header.get_content_disposition() != "form-data" or not isinstance(name, str):
            raise BadUploadError("A part has no name")
        file_name = header.get_param("filename", header="content-disposition")
        self._parts.append(Part(name, unescaped(file_name) if isinstance(file_name, str) else None))

    def _end(self) -> None:
        self._ended = True


def unescaped(file_name: str) -> str:
    """A file name as browsers write it in a form: quote and line ends percent-encoded (WHATWG HTML, 4.10.21.8)."""
    return file_name.replace("%22", '"').replace("%0D", "\r").replace("%0A", "\n")
