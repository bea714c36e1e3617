"""Keys of services: from the environment, the system's keychain, this run alone, or a file only the owner can read."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, TypeVar

from lrc_studio.core.errors import InputError
from lrc_studio.storage.places import config_dir
from lrc_studio.storage.state_json import read_state

SERVICE = "LRC Studio"
TIMEOUT_S = 45.0  # a locked keychain asks the person, who needs time to answer
SHOWN_CHARS = 4
_FAMILY = "keyring.backends."  # others may be files in plain text that are chosen silently
_NO_RINGS = ("keyring.backends.fail", "keyring.backends.null")

T = TypeVar("T")


class Place(StrEnum):
    """Where a key is kept."""

    ENVIRONMENT = "environment"
    KEYCHAIN = "keychain"
    RUN = "run"
    FILE = "file"


class Keychain(Protocol):
    """What is used of a keychain; the backends of `keyring` are such."""

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


class Secrets:
    """The keys by provider id. Calls may wait for a person who unlocks the keychain: make them in a thread.

    A keychain that fails or does not answer in time is left alone for the rest of the run.
    """

    def __init__(
        self, folder: Path | None = None, keychain: Keychain | None = None, timeout_s: float = TIMEOUT_S
    ) -> None:
        """`keychain` for another than the system's; `folder` for the owner-only file, by default the settings'."""
        self._path = (folder or config_dir()) / "keys.json"
        self._keychain = keychain
        self._timeout_s = timeout_s
        self._looked = keychain is not None
        self._known: dict[str, tuple[str, Place] | None] = {}
        self._lock = threading.RLock()

    def key_for(self, provider_id: str) -> str | None:
        """The key: the environment's `LRC_STUDIO_KEY_<ID>`, else the one kept, else None. Never raises."""
        found = self._found(provider_id)
        return None if found is None else found[0]

    def place_of(self, provider_id: str) -> Place | None:
        """Where the key that `key_for` gives is kept; None without a key."""
        found = self._found(provider_id)
        return None if found is None else found[1]

    def has_keychain(self) -> bool:
        """Whether this system has a keychain that can be used."""
        with self._lock:
            return self._ring() is not None

    def keep(self, provider_id: str, key: str, where: Place = Place.KEYCHAIN) -> None:
        """Keeps a key in one place and nowhere else; in a file only if the person agreed to that.

        Raises InputError for what cannot be a key, and where that place cannot keep it; nothing is changed then.
        """
        key = _usable(key)
        with self._lock:
            if where is Place.KEYCHAIN:
                self._keep_in_ring(provider_id, key)
            elif where is Place.FILE:
                self._write_file(self._read_file() | {provider_id: key})
            elif where is Place.ENVIRONMENT:
                raise InputError("A key in the environment is set outside this program.")
            self._drop(provider_id, besides=where)
            self._known[provider_id] = (key, where)

    def forget(self, provider_id: str) -> None:
        """Removes a key from everywhere but the environment. Raises InputError where a place cannot be reached."""
        with self._lock:
            self._drop(provider_id)
            if provider_id in self._read_file() or self._from_ring(provider_id) is not None:
                raise InputError("The key could not be removed from where it is kept. Remove it there by hand.")

    def _found(self, provider_id: str) -> tuple[str, Place] | None:
        named = os.environ.get(f"LRC_STUDIO_KEY_{provider_id.upper()}", "").strip()
        if named:
            return named, Place.ENVIRONMENT
        with self._lock:
            if provider_id not in self._known:
                self._known[provider_id] = self._kept(provider_id)
            return self._known[provider_id]

    def _kept(self, provider_id: str) -> tuple[str, Place] | None:
        """The key where keys are kept; the file first, for it is only there where a keychain is not."""
        key = self._read_file().get(provider_id)
        if key:
            return key, Place.FILE
        key = self._from_ring(provider_id)
        return (key, Place.KEYCHAIN) if key else None

    def _drop(self, provider_id: str, besides: Place | None = None) -> None:
        self._known.pop(provider_id, None)
        if besides is not Place.FILE:
            kept = self._read_file()
            if kept.pop(provider_id, None) is not None:
                self._write_file(kept)
        if besides is not Place.KEYCHAIN and self._from_ring(provider_id) is not None:
            self._ask(lambda ring: ring.delete_password(SERVICE, provider_id))

    # ---- the keychain ----

    def _keep_in_ring(self, provider_id: str, key: str) -> None:
        self._ask(lambda ring: ring.set_password(SERVICE, provider_id, key))
        if self._from_ring(provider_id) != key:  # some backends take a password and drop it
            raise InputError(
                "There is no keychain that can keep the key here. Keep it for this run, or in a file only you can read."
            )

    def _from_ring(self, provider_id: str) -> str | None:
        found = self._ask(lambda ring: ring.get_password(SERVICE, provider_id))
        return found if isinstance(found, str) and found else None

    def _ask(self, question: Callable[[Keychain], T]) -> T | None:
        """The keychain's answer; None where there is no keychain, or it fails or stays silent."""
        ring = self._ring()
        if ring is None:
            return None
        answered, answer = _within(self._timeout_s, lambda: question(ring))
        if not answered:
            self._keychain = None
        return answer

    def _ring(self) -> Keychain | None:
        if not self._looked:
            self._looked = True
            self._keychain = _within(self._timeout_s, _system_keychain)[1]
        return self._keychain

    # ---- the file ----

    def _read_file(self) -> dict[str, str]:
        with suppress(OSError):
            if os.name != "nt" and self._path.stat().st_mode & 0o077:
                self._path.chmod(0o600)
        kept, _ = read_state(self._path, dict)
        return {name: key for name, key in kept.items() if isinstance(key, str)}

    def _write_file(self, keys: dict[str, str]) -> None:
        """Writes beside the file and changes places; the new one is the owner's alone from its first byte."""
        import json

        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if not keys:
                self._path.unlink(missing_ok=True)
                return
            beside = self._path.with_suffix(".new")
            beside.unlink(missing_ok=True)
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                json.dump(keys, file)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self._path)
        except OSError:
            raise InputError("The key could not be written to the settings folder. Keep it for this run.") from None


def masked(key: str) -> str:
    """The key as it may be shown: its first word and its last four characters, or dots alone for a short one."""
    prefix = key[: key.rfind("_", 0, 12) + 1]
    return f"{prefix}…{key[-SHOWN_CHARS:]}" if len(key) >= len(prefix) + 4 * SHOWN_CHARS else "…"


def fingerprint(key: str) -> str:
    """What tells keys apart and gives none away: the first 8 hex digits of the key's SHA-256."""
    return hashlib.sha256(key.encode("utf-8")).hexdigest()[:8]


def _usable(key: str) -> str:
    stripped = key.strip()
    if len(stripped) < 8 or not stripped.isascii() or not stripped.isprintable() or " " in stripped:
        raise InputError("This is not a whole key. Copy it again from the service's page; it is shown there only once.")
    return stripped


def _system_keychain() -> Keychain | None:
    """The system's own keychain; None for a stand-in, or one that keeps keys in plain files."""
    import keyring

    ring: Any = keyring.get_keyring()
    real = (getattr(ring, "backends", None) or [ring])[0]  # a chain asks its first backend first
    module = type(real).__module__
    return ring if module.startswith(_FAMILY) and module not in _NO_RINGS else None


def _within(timeout_s: float, question: Callable[[], T]) -> tuple[bool, T | None]:
    """Whether the question was answered in time without an error, and its answer. The thread may outlive this call."""
    answers: list[T] = []

    def ask() -> None:
        with suppress(Exception):  # backends raise whatever their system raises, some with the secret in it
            answers.append(question())

    thread = threading.Thread(target=ask, name="keychain", daemon=True)
    thread.start()
    thread.join(timeout_s)
    return (True, answers[0]) if answers else (False, None)
