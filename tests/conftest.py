"""What every test may ask for."""

from __future__ import annotations

import faulthandler
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.emulator import Emulator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A busy machine is no failure: examples have no deadline, pytest-timeout stops what hangs. The same examples come each
# time, so that a change is judged by itself; LRC_STUDIO_EXPLORE=1 looks for new ones.
settings.register_profile(
    "studio",
    deadline=None,
    derandomize=not os.environ.get("LRC_STUDIO_EXPLORE"),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("studio")

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_configure() -> None:
    """Ctrl+C reaches what tests start, also where the shell that runs them in the background had it ignored."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_unconfigure() -> None:
    """A process that hangs after its last test is stopped too, and says where it hung."""
    faulthandler.dump_traceback_later(120, exit=True)


@pytest.fixture
def shared() -> Path:
    """The folder of shared material beside the checkout; the test is skipped where it is absent."""
    if not (SHARED / "corpus").is_dir():
        pytest.skip("the shared material is not beside this checkout")
    return SHARED


@pytest.fixture(autouse=True)
def studio_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of the test's own, so that no test sees or touches a person's settings."""
    home = tmp_path / "studio-home"
    monkeypatch.setenv("LRC_STUDIO_HOME", str(home))
    return home


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    """AI LRC Generator on a loopback port of its own, in virtual time that stands until a test advances it."""
    from tests.emulator import Emulator

    with Emulator() as running:
        yield running
