"""The services' documented interfaces on real loopback ports, in virtual time, with faults on demand."""

from __future__ import annotations

from tests.emulator.accounts import PERSONAS, TIERS, Access, Account, Tier
from tests.emulator.clock import START_S, VirtualClock
from tests.emulator.driving import Driver
from tests.emulator.gate import Gate
from tests.emulator.journal import Entry
from tests.emulator.server import Emulator
from tests.emulator.suno_server import SunoEmulator
from tests.emulator.switches import Switches
from tests.emulator.timeline import Script

__all__ = [
    "PERSONAS",
    "START_S",
    "TIERS",
    "Access",
    "Account",
    "Driver",
    "Emulator",
    "Entry",
    "Gate",
    "Script",
    "SunoEmulator",
    "Switches",
    "Tier",
    "VirtualClock",
]
