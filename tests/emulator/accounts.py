"""Accounts, their keys, tiers and credits, and the demo personas."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.emulator.windows import Windows

PREFIX = "ailrc_sk_"


@dataclass(frozen=True, slots=True)
class Tier:
    """What an account may do: requests a minute, an hour, a day, and megabytes a file."""

    name: str
    per_minute: int
    per_hour: int
    per_day: int
    megabytes: int

    @property
    def limits(self) -> tuple[tuple[int, int], ...]:
        """(requests, window in ms), the shortest window first."""
        return (self.per_minute, 60_000), (self.per_hour, 3_600_000), (self.per_day, 86_400_000)


FREE = Tier("free", 3, 20, 50, 7)
PRO = Tier("pro", 10, 60, 300, 20)
PREMIUM = Tier("premium", 20, 200, 1000, 50)
TIERS = {tier.name: tier for tier in (FREE, PRO, PREMIUM)}


@dataclass(slots=True)
class Account:
    """Who pays: the tier, the credits left. Its tasks are seen with each of its keys."""

    tier: Tier
    credits: int


@dataclass(slots=True)
class Access:
    """One key of an account with windows of its own; `state` is active, revoked or expired."""

    key: str
    account: Account
    state: str = "active"
    windows: Windows = field(default_factory=Windows)


PERSONAS: tuple[tuple[str, str, int, str], ...] = (
    (f"{PREFIX}free_demo", "free", 60, "active"),
    (f"{PREFIX}pro_demo", "pro", 600, "active"),
    (f"{PREFIX}premium_demo", "premium", 6000, "active"),
    (f"{PREFIX}empty_demo", "free", 0, "active"),
    (f"{PREFIX}revoked_demo", "free", 60, "revoked"),
    (f"{PREFIX}expired_demo", "free", 60, "expired"),
)
"""Keys that are always there: key, tier, credits, state."""


class Accounts:
    """All keys the emulator knows."""

    def __init__(self) -> None:
        self._by_key: dict[str, Access] = {}
        for key, tier, left, state in PERSONAS:
            self.add(key, tier=tier, credits_left=left, state=state)

    def add(
        self,
        key: str,
        *,
        tier: str = "free",
        credits_left: int = 60,
        state: str = "active",
        same_account_as: str | None = None,
    ) -> Access:
        """A new key, for an account of its own or as another key of an account; an old key of that name is replaced."""
        account = self._by_key[same_account_as].account if same_account_as else Account(TIERS[tier], credits_left)
        self._by_key[key] = Access(key, account, state)
        return self._by_key[key]

    def named(self, persona: str) -> Access:
        """The demo persona: free, pro, premium, empty, revoked or expired."""
        return self._by_key[f"{PREFIX}{persona}_demo"]

    def by_key(self, key: str) -> Access | None:
        """The access of this key, whatever its state; None for an unknown key."""
        return self._by_key.get(key)

    def set_tier(self, key: str, tier: str) -> None:
        """Move the account of a key to another tier, at once."""
        self._by_key[key].account.tier = TIERS[tier]

    def all(self) -> tuple[Access, ...]:
        """Every key, in the order of their making."""
        return tuple(self._by_key.values())
