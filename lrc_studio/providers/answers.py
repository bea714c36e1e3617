"""What a service answered: strict JSON within bounds, a code that outranks the status, no secret in any excerpt."""

from __future__ import annotations

import json
import math
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

from lrc_studio.core.errors import (
    KeyRefusedError,
    NotThereError,
    ProtocolError,
    RateLimitedError,
    RefusedError,
    StudioError,
    UnreachableError,
)

LARGEST_BYTES = 8 * 2**20  # real answers stay below 0.2 MB
DEEPEST = 64
MOST_MARKS = 500_000  # a small body of brackets alone unfolds to hundreds of megabytes of lists
EXCERPT_CHARS = 200
_STEP_BYTES = 65_536
_MARKS = (b"[", b"{", b",")

_SECRETS = (
    re.compile(r"(?i)\b(bearer\s+)[^\s\"',;]+"),
    re.compile(
        r"(?i)((?:\"|\b)(?:authorization|x-api-key|xi-api-key|x-publish-token|set-cookie|cookie)\"?\s*[:=]\s*)[^\r\n,}]+"
    ),
    re.compile(r"()\b(?:ailrc_sk_|sk-)[\w-]{4,}"),
    re.compile(r"(https?://[^\s\"'?]+\?)[^\s\"']+"),
)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: the HTTP status, its envelope's `code` and texts, its JSON object, and an excerpt for details.

    `body` is None where it was no JSON object; `code` None where that had none.
    """

    service: str
    status: int
    body: dict[str, Any] | None
    details: str
    code: int | None = None
    message: str = ""
    business: str = ""

    @property
    def verdict(self) -> int:
        """The body's code where it has one, for gateways and services differ on HTTP statuses; else the status."""
        return self.status if self.code is None else self.code


Judge = Callable[[Answer], StudioError | None]
"""Says which error an answer is, None for success; one for each service."""


class Bounded:
    """A body as it comes in: kept whole, unpacked where it is packed, and never larger than `most` bytes."""

    def __init__(self, encoding: str = "", most: int = LARGEST_BYTES) -> None:
        packed = encoding.strip().lower()
        if packed not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise ValueError(f"packed as {clean(packed)[:20]}, which was not asked for")
        self.data = bytearray()
        self._most = most
        self._taken = 0
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 32) if packed not in ("", "identity") else None

    def feed(self, chunk: bytes) -> None:
        """Takes the next bytes. Raises ValueError where there are too many or they cannot be unpacked."""
        self._taken += len(chunk)
        if self._inflate is None:
            self._keep(chunk)
        while self._inflate is not None and chunk and not self._inflate.eof:
            self._keep(self._unpacked(chunk))
            chunk = self._inflate.unconsumed_tail

    def _unpacked(self, chunk: bytes) -> bytes:
        assert self._inflate is not None
        try:
            return self._inflate.decompress(chunk, _STEP_BYTES)
        except zlib.error:
            raise ValueError("packed badly") from None

    def _keep(self, part: bytes) -> None:
        if max(len(self.data) + len(part), self._taken) > self._most:
            raise ValueError(f"over {self._most // 2**20} MB")
        self.data += part


def read_answer(
    service: str, status: int, content_type: str, data: bytes | bytearray, key: str | None = None
) -> Answer:
    """The answer in a body; a body that is no strict JSON object gives `body` None and says why in `details`."""
    excerpt = redact(data[: 4 * EXCERPT_CHARS].decode("utf-8", "replace"), key)[:EXCERPT_CHARS]
    details = f"{service}, HTTP {status}, {clean(content_type)[:80] or 'no content type'}: {excerpt or 'empty'}"
    try:
        body = strict_object(data)
    except ValueError as error:
        return Answer(service, status, None, f"{details} ({error})")
    message = clean(body.get("message")) or clean(body.get("msg"))
    message, business = (redact(text, key)[:EXCERPT_CHARS] for text in (message, clean(body.get("businessCode"))))
    return Answer(service, status, body, details, whole(body.get("code")), message, business)


def strict_object(data: bytes | bytearray) -> dict[str, Any]:
    """A JSON object from UTF-8. Raises ValueError, with a reason in words, on anything else."""
    try:
        text = data.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise ValueError("not UTF-8") from None
    if not text.startswith("{"):
        raise ValueError("not a JSON object")
    if sum(data.count(mark) for mark in _MARKS) > MOST_MARKS:
        raise ValueError("too many values")
    try:
        value = json.loads(text, parse_constant=_refuse_constant, parse_float=_finite)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except ValueError as error:
        raise ValueError(str(error) if "number" in str(error) else "broken JSON") from None
    if deeper_than(value, DEEPEST):
        raise ValueError("nested too deeply")
    result: dict[str, Any] = value
    return result


def deeper_than(value: Any, most: int) -> bool:
    """Whether lists and objects are nested more than `most` deep."""
    level = [value]
    for _ in range(most):
        level = [child for item in level for child in _children(item)]
        if not level:
            return False
    return True


def judge_by_status(answer: Answer) -> StudioError | None:
    """The meaning of a code by the habits of HTTP; services with other habits bring their own judge."""
    code, said = answer.verdict, f" It says: {answer.message.rstrip('.')}." if answer.message else ""
    if code == 401:
        return KeyRefusedError("This key was refused. It stays where it is kept until you replace it.", answer.details)
    if code == 404:
        return NotThereError(
            f"{answer.service} has no such task for this key: it was deleted there, or is of another account.{said} "
            "What is kept here stays; check the id, or send the song anew.",
            answer.details,
        )
    if code == 429:
        return RateLimitedError(
            f"{answer.service} asks to wait. Nothing is lost; try again in a moment.", None, answer.details
        )
    if 500 <= code <= 599:
        return UnreachableError(
            f"{answer.service} has trouble of its own (code {code}). Nothing is lost; try again later.", answer.details
        )
    if 400 <= code <= 499:
        return RefusedError(f"{answer.service} refused the request (code {code}).{said}", answer.details)
    return None if code == 0 or 200 <= code <= 299 else strange(answer)


def strange(answer: Answer) -> ProtocolError:
    """The error of an answer that no description of the service allows."""
    return ProtocolError(
        f"{answer.service} answered in a way this program does not know (code {answer.verdict}). "
        "Nothing is lost; try again later.",
        answer.details,
    )


def redact(text: str, key: str | None = None) -> str:
    """The text without keys, tokens, cookies and query strings, on one line."""
    for pattern in _SECRETS:
        text = pattern.sub(r"\1[hidden]", text)
    if key:
        text = text.replace(key, "[hidden]")
    return clean(text)


def clean(value: Any) -> str:
    """A value as one line of plain text; what is no text gives an empty one."""
    return _CONTROLS.sub(" ", value).strip() if isinstance(value, str) else ""


def whole(value: Any) -> int | None:
    """A whole number, None for anything else; true and false are no numbers."""
    return value if type(value) is int else None


def _children(item: Any) -> list[Any]:
    if isinstance(item, dict):
        return [child for child in item.values() if isinstance(child, dict | list)]
    return [child for child in item if isinstance(child, dict | list)] if isinstance(item, list) else []


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError("a number is too large")
    return value
