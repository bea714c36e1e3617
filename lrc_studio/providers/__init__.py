"""Where times come from: the embedded aligner's record and one module a service."""

from __future__ import annotations

from lrc_studio.core.errors import UsageError
from lrc_studio.providers.ailrc import AILRC
from lrc_studio.providers.apibox import APIBOX
from lrc_studio.providers.base import OFFLINE, Provider
from lrc_studio.providers.kie import KIE
from lrc_studio.providers.suno_family import Member
from lrc_studio.providers.sunoapi import SUNOAPI

BY_ID: dict[str, Member] = {member.provider.id: member for member in (SUNOAPI, APIBOX, KIE)}
"""The services that give what belongs to ids, by their own id."""

PROVIDERS: tuple[Provider, ...] = (OFFLINE, AILRC, *(member.provider for member in BY_ID.values()))
"""Every source of times, the default first. A service is one module and one entry here."""

LATER = ("lrclib",)
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
