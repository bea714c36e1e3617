"""Keys: where they are found, where they are kept, and that they show up nowhere."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import stat
import threading
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail, null

from lrc_studio.core.errors import InputError
from lrc_studio.storage.places import config_dir
from lrc_studio.storage.secrets import SERVICE, Place, Secrets, fingerprint, masked

KEY = "ailrc_sk_0123456789abcdef"
OTHER = "ailrc_sk_fedcba9876543210"


class Ring:
    """A keychain in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Broken(Ring):
    """A keychain that is locked and stays so."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError(f"Prompt dismissed for {KEY}")

    set_password = delete_password = get_password  # type: ignore[assignment]


class Silent(Ring):
    """A keychain that waits for a person who is not there."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        self.there = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        self.there.wait(30)
        return None


def file() -> Path:
    return config_dir() / "keys.json"


def test_without_a_key_there_is_none() -> None:
    secrets = Secrets(keychain=Ring())
    assert secrets.key_for("ailrc") is None
    assert secrets.place_of("ailrc") is None


def test_a_key_in_the_keychain_is_there_in_the_next_run() -> None:
    ring = Ring()
    Secrets(keychain=ring).keep("ailrc", f" {KEY}\n")
    assert ring.kept == {(SERVICE, "ailrc"): KEY}
    later = Secrets(keychain=ring)
    assert (later.key_for("ailrc"), later.place_of("ailrc")) == (KEY, Place.KEYCHAIN)
    assert not file().exists()


def test_the_environment_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = Secrets(keychain=Ring())
    secrets.keep("ailrc", KEY)
    monkeypatch.setenv("LRC_STUDIO_KEY_AILRC", OTHER)
    assert (secrets.key_for("ailrc"), secrets.place_of("ailrc")) == (OTHER, Place.ENVIRONMENT)
    monkeypatch.setenv("LRC_STUDIO_KEY_AILRC", " ")
    assert secrets.key_for("ailrc") == KEY


def test_a_key_for_this_run_is_on_no_disk(tmp_path: Path) -> None:
    ring = Ring()
    secrets = Secrets(keychain=ring)
    secrets.keep("ailrc", KEY, Place.RUN)
    assert (secrets.key_for("ailrc"), secrets.place_of("ailrc")) == (KEY, Place.RUN)
    assert Secrets(keychain=ring).key_for("ailrc") is None
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and KEY in path.read_text("utf-8", "replace")]


def test_a_file_is_the_owners_alone() -> None:
    before = os.umask(0)
    try:
        Secrets(keychain=Ring()).keep("ailrc", KEY, Place.FILE)
    finally:
        os.umask(before)
    later = Secrets(keychain=Ring())
    assert (later.key_for("ailrc"), later.place_of("ailrc")) == (KEY, Place.FILE)
    assert json.loads(file().read_text("utf-8")) == {"ailrc": KEY}
    if os.name != "nt":
        assert stat.S_IMODE(file().stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="other permissions there")
def test_a_file_that_others_can_read_is_closed() -> None:
    secrets = Secrets(keychain=Ring())
    secrets.keep("ailrc", KEY, Place.FILE)
    file().chmod(0o644)
    assert Secrets(keychain=Ring()).key_for("ailrc") == KEY
    assert stat.S_IMODE(file().stat().st_mode) == 0o600


def test_a_broken_file_is_no_key() -> None:
    file().parent.mkdir(parents=True, exist_ok=True)
    file().write_text("{", "utf-8")
    assert Secrets(keychain=Ring()).key_for("ailrc") is None
    file().write_text('{"ailrc": 7}', "utf-8")
    assert Secrets(keychain=Ring()).key_for("ailrc") is None


@pytest.mark.parametrize("first", [Place.KEYCHAIN, Place.RUN, Place.FILE])
@pytest.mark.parametrize("then", [Place.KEYCHAIN, Place.RUN, Place.FILE])
def test_a_key_that_is_replaced_is_nowhere_any_more(first: Place, then: Place) -> None:
    ring = Ring()
    secrets = Secrets(keychain=ring)
    secrets.keep("ailrc", KEY, first)
    secrets.keep("ailrc", OTHER, then)
    assert (secrets.key_for("ailrc"), secrets.place_of("ailrc")) == (OTHER, then)
    assert KEY not in str(ring.kept)
    assert not file().exists() or KEY not in file().read_text("utf-8")
    assert bool(ring.kept) is (then is Place.KEYCHAIN)
    assert file().exists() is (then is Place.FILE)


@pytest.mark.parametrize("where", [Place.KEYCHAIN, Place.RUN, Place.FILE])
def test_a_forgotten_key_is_gone_and_others_stay(where: Place) -> None:
    ring = Ring()
    secrets = Secrets(keychain=ring)
    secrets.keep("ailrc", KEY, where)
    secrets.keep("other", OTHER, where)
    secrets.forget("ailrc")
    secrets.forget("ailrc")
    assert secrets.key_for("ailrc") is None
    assert Secrets(keychain=ring).key_for("ailrc") is None
    assert secrets.key_for("other") == OTHER


@pytest.mark.parametrize("key", ["", "short", "two words of a key", "schlüssel-schlüssel", "line\nbreak-in-the-key"])
def test_what_cannot_be_a_key_is_refused_without_being_shown(key: str) -> None:
    with pytest.raises(InputError) as caught:
        Secrets(keychain=Ring()).keep("ailrc", key)
    assert not key or key not in str(caught.value)


def test_the_environment_is_not_written() -> None:
    with pytest.raises(InputError, match="outside this program"):
        Secrets(keychain=Ring()).keep("ailrc", KEY, Place.ENVIRONMENT)


# ---- keychains that are none ----------------------------------------------------------------------------------------


def test_a_broken_keychain_is_told_and_nothing_changes() -> None:
    secrets = Secrets(keychain=Broken())
    assert secrets.key_for("ailrc") is None
    with pytest.raises(InputError, match="no keychain") as caught:
        secrets.keep("ailrc", KEY)
    assert KEY not in str(caught.value)
    assert not secrets.has_keychain()
    secrets.keep("ailrc", KEY, Place.RUN)
    assert secrets.key_for("ailrc") == KEY


def test_a_silent_keychain_is_left_alone_after_its_time() -> None:
    ring = Silent()
    secrets = Secrets(keychain=ring, timeout_s=0.05)
    assert secrets.key_for("ailrc") is None
    assert secrets.key_for("other") is None
    assert ring.asked == 1
    ring.there.set()


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring, Ring])
def test_stand_ins_and_strange_backends_are_no_keychain(backend: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", backend)
    secrets = Secrets()
    assert not secrets.has_keychain()
    with pytest.raises(InputError, match="no keychain"):
        secrets.keep("ailrc", KEY)


def test_a_backend_of_the_system_is_a_keychain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Ring, "__module__", "keyring.backends.SecretService")
    monkeypatch.setattr(keyring, "get_keyring", Ring)
    secrets = Secrets()
    secrets.keep("ailrc", KEY)
    assert (secrets.has_keychain(), secrets.place_of("ailrc")) == (True, Place.KEYCHAIN)


# ---- what is shown --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "shown"),
    [(KEY, "ailrc_sk_…cdef"), ("0123456789abcdef", "…cdef"), ("short", "…"), ("", "…"), ("a_b_c_d_e_f_g_h_i_j", "…")],
)
def test_a_masked_key_gives_nothing_away(key: str, shown: str) -> None:
    assert masked(key) == shown


def test_a_fingerprint_tells_keys_apart() -> None:
    assert fingerprint(KEY) == hashlib.sha256(KEY.encode()).hexdigest()[:8]
    assert fingerprint(KEY) != fingerprint(OTHER)


def test_keys_are_in_no_log_and_no_picture_of_an_object(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for ring in (Ring(), Broken()):
        secrets = Secrets(keychain=ring)
        for where in (Place.RUN, Place.FILE):
            secrets.keep("ailrc", KEY, where)
        assert KEY not in repr(secrets)
    assert KEY not in caplog.text
