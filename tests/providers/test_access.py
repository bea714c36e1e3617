"""Where a service may answer, and what may be a key."""

from __future__ import annotations

import pytest

from lrc_studio.core.errors import (
    KeyRefusedError,
    UsageError,
)
from lrc_studio.providers.ailrc import AILRC
from lrc_studio.providers.http import Http, checked_origin, make_client, origin_of
from lrc_studio.providers.limits import Limiter
from tests.providers.virtual import Skipping

# ---- where to -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "origin",
    ["http://example.org", "https://example.org/api", "https://a:b@example.org", "ftp://example.org", "", "https://",
     "http://127.0.0.1.example.org", "http://10.0.0.1", "https://example.org:99999", "https://ex ample.org", "https://a?b"],
)  # fmt: skip
def test_an_unsafe_origin_is_refused(origin: str) -> None:
    with pytest.raises(UsageError):
        checked_origin(origin)


@pytest.mark.parametrize(
    "origin", ["https://example.org", "http://127.0.0.1:8000", "http://localhost:1", "http://[::1]:1"]
)
def test_a_safe_origin_is_taken(origin: str) -> None:
    assert checked_origin(origin + "/") == origin


def test_the_environment_may_name_another_origin(monkeypatch: pytest.MonkeyPatch) -> None:
    assert origin_of(AILRC) == "https://ailrcgenerator.com"
    monkeypatch.setenv("LRC_STUDIO_URL_AILRC", "http://127.0.0.1:9")
    assert origin_of(AILRC) == "http://127.0.0.1:9"
    monkeypatch.setenv("LRC_STUDIO_URL_AILRC", "http://example.org")
    with pytest.raises(UsageError):
        origin_of(AILRC)


@pytest.mark.parametrize("key", ["", " ", "schlüssel-schlüssel", "two words of a key", "line\nbreak-in-the-key"])
def test_a_key_that_cannot_be_sent_is_refused_without_being_shown(key: str) -> None:
    with pytest.raises(KeyRefusedError) as caught:
        Http(make_client(), "https://example.org", Skipping(), key, Limiter((), Skipping()))
    assert key.strip() == "" or key.strip() not in str(caught.value)
