"""A service made ready: its key found, its address checked, its limits those of the key; and the key's tier."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lrc_studio.core.errors import KeyRefusedError, UsageError
from lrc_studio.providers.base import Clock, Provider, SystemClock
from lrc_studio.providers.limits import DAY_S, FREE, HOUR_S, MINUTE_S, PREMIUM, PRO, Limiter, Tier
from lrc_studio.storage.jobs import JobStore
from lrc_studio.storage.places import config_dir
from lrc_studio.workflows.key_ledger import ledger_of
from lrc_studio.workflows.service_desk import PATIENCE_S, Desk

if TYPE_CHECKING:
    from lrc_studio.providers.transport import Client
    from lrc_studio.storage.secrets import Secrets

PRESETS = (FREE, PRO, PREMIUM)
OWN_TIER = "MINUTE/HOUR/DAY/MB"


def key_of(provider: Provider, secrets: Secrets | None = None) -> str:
    """The key for a service; may wait for a person who unlocks the keychain. Raises KeyRefusedError without one."""
    from lrc_studio.storage.secrets import Secrets

    key = (secrets or Secrets()).key_for(provider.id)
    if key is None:
        raise KeyRefusedError(
            f"{provider.label} needs a key, and there is none. Nothing was sent; enter it in the window, or set "
            f"LRC_STUDIO_KEY_{provider.id.upper()}."
        )
    return key


def tier_of(provider_id: str) -> Tier:
    """The windows and the largest song of the person's key: `LRC_STUDIO_TIER_<ID>`, else what is kept, else Free."""
    from lrc_studio.storage.state_json import read_state

    named = _named_tier(os.environ.get(_tier_variable(provider_id), ""))
    return named or _tier(read_state(_tiers_path(), dict)[0].get(provider_id)) or FREE


def check_tier(provider_id: str) -> None:
    """Raise UsageError where `LRC_STUDIO_TIER_<ID>` is set to what is no tier."""
    variable = _tier_variable(provider_id)
    given = os.environ.get(variable, "").strip()
    if given and _named_tier(given) is None:
        names = ", ".join(tier.name.lower() for tier in PRESETS)
        raise UsageError(f"{variable} is one of {names}, or a key's own numbers as {OWN_TIER}, such as 10/60/300/20.")


def tier_hint(provider_id: str) -> str:
    """How to say that a key may do more, where only Free is assumed of it; "" otherwise."""
    if tier_of(provider_id) != FREE or os.environ.get(_tier_variable(provider_id), "").strip():
        return ""
    return f"If the key is of a higher tier, set {_tier_variable(provider_id)}=pro or premium."


def keep_tier(provider_id: str, tier: Tier) -> None:
    """Keep the windows and the largest song of the person's key. Raises InputError where the disk refuses."""
    from lrc_studio.storage.state_json import read_state, write_state

    kept = read_state(_tiers_path(), dict)[0]
    windows = [list(window) for window in tier.windows]
    write_state(
        _tiers_path(), {**kept, provider_id: {"name": tier.name, "windows": windows, "max_bytes": tier.max_bytes}}
    )


@asynccontextmanager
async def open_desk(
    provider: Provider,
    store: JobStore,
    key: str,
    *,
    tier: Tier | None = None,
    clock: Clock | None = None,
    patience_s: float = PATIENCE_S,
    client: Client | None = None,
) -> AsyncIterator[Desk]:
    """A desk for one key at one service, with a client of its own unless one (of `make_client`) is given.

    What the key has used of its windows is written down with each request, for the desks after it. Raises UsageError
    for an unsafe address, KeyRefusedError for what cannot be a key.
    """
    from lrc_studio.providers.ailrc import AiLrc
    from lrc_studio.providers.http import Http, make_client, origin_of
    from lrc_studio.storage.secrets import fingerprint

    clock, tier, mark = clock or SystemClock(), tier or tier_of(provider.id), fingerprint(key)
    if provider.id != "ailrc":
        raise UsageError(f"{provider.label} is no service that takes songs.")
    origin = origin_of(provider)
    limiter = Limiter(tier.windows, clock, ledger=ledger_of(store, mark, clock))
    own = client or make_client()
    try:
        http = Http(own, origin, limiter.clock, key, limiter, service=provider.label)
        yield Desk(provider, origin, mark, AiLrc(http), store, limiter.clock, tier.max_bytes, patience_s)
    finally:
        if client is None:
            await own.aclose()


def _tier_variable(provider_id: str) -> str:
    return f"LRC_STUDIO_TIER_{provider_id.upper()}"


def _named_tier(text: str) -> Tier | None:
    """A preset by its name or a tier by its four numbers, None for anything else."""
    preset = next((tier for tier in PRESETS if tier.name.lower() == text.strip().lower()), None)
    numbers = text.strip().split("/")
    if preset or len(numbers) != 4 or not all(number.isascii() and number.isdigit() for number in numbers):
        return preset
    minute, hour, day, megabytes = (int(number[:9]) for number in numbers)
    windows = ((minute, MINUTE_S), (hour, HOUR_S), (day, DAY_S))
    return _tier({"name": "Other numbers", "windows": windows, "max_bytes": megabytes * 2**20})


def _tier(value: Any) -> Tier | None:
    """A tier from its JSON, None where it is not one."""
    try:
        windows = tuple((int(count), float(span_s)) for count, span_s in value["windows"])
        tier = Tier(str(value["name"]), windows, int(value["max_bytes"]))
    except (TypeError, ValueError, KeyError, OverflowError):
        return None
    usable = windows and tier.max_bytes > 0 and all(count > 0 and 0 < span_s < 1e7 for count, span_s in windows)
    return tier if usable else None


def _tiers_path() -> Path:
    return config_dir() / "services.json"
