"""Where times come from: the embedded aligner's record and one module a service."""

from __future__ import annotations

from lrc_studio.core.errors import UsageError
from lrc_studio.providers.ailrc import AILRC
from lrc_studio.providers.base import OFFLINE, Provider

PROVIDERS: tuple[Provider, ...] = (OFFLINE, AILRC)
"""Every source of times, the default first. A service is one module and one entry here."""

LATER = ("sunoapi", "apibox", "kie", "lrclib")
"""Ids that are reserved for services of later versions."""


def by_id(provider_id: str) -> Provider:
    """The provider with this id. Raises UsageError that names the known ids."""
    for provider in PROVIDERS:
        if provider.id == provider_id:
            return provider
    known = ", ".join(provider.id for provider in PROVIDERS)
    if provider_id in LATER:
        raise UsageError(f"The provider {provider_id} comes with a later version; this one has: {known}.")
    raise UsageError(f"There is no provider {provider_id}; this version has: {known}.")
