"""Where a service answers and what a key looks like: nothing unsafe gets as far as a request."""

from __future__ import annotations

import ipaddress
import os
import re
from urllib.parse import urlsplit

from lrc_studio.core.errors import KeyRefusedError, UsageError
from lrc_studio.providers.base import Provider

_HOST = re.compile(r"[a-z0-9.:_-]+")


def origin_of(provider: Provider) -> str:
    """Where a service answers: `LRC_STUDIO_URL_<ID>`, else its own origin. Raises UsageError for an unsafe one."""
    return checked_origin(os.environ.get(f"LRC_STUDIO_URL_{provider.id.upper()}", "").strip() or provider.origin)


def checked_origin(origin: str) -> str:
    """The origin without a last slash: https, or http on this computer only; no path. Raises UsageError."""
    try:
        url = urlsplit(origin)
        host, _ = url.hostname or "", url.port  # an impossible port raises here
        safe = url.scheme == "https" or (url.scheme == "http" and _is_loopback(host))
        whole = bool(_HOST.fullmatch(host)) and url.path in ("", "/") and not (url.query or url.fragment)
        whole = whole and "@" not in url.netloc
    except ValueError:
        safe = whole = False
    if not (safe and whole):
        raise UsageError("A service's address is https://NAME, or http on this computer only, with nothing after it.")
    return origin.rstrip("/")


def checked_key(key: str) -> str:
    """The key without blanks around it. Raises KeyRefusedError, which does not hold it, if it cannot be one."""
    stripped = key.strip()
    if not stripped or not stripped.isascii() or not stripped.isprintable() or " " in stripped:
        raise KeyRefusedError("This key holds characters that no key has. Copy it again from the service's page.")
    return stripped


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
